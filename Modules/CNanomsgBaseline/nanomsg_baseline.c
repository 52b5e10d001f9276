#include "CNanomsgBaseline.h"

#include <arpa/inet.h>
#include <errno.h>
#include <nanomsg/nn.h>
#include <nanomsg/pair.h>
#include <nanomsg/pipeline.h>
#include <nanomsg/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "payload.h"

// Repeats a call that a signal interrupted, and leaves the function when it failed otherwise.
#define REQUIRE(call)                                                            \
  while ((call) < 0) {                                                           \
    if (nn_errno() != EINTR) return benchmark_library_failure(nn_errno());       \
  }

static int number(benchmark_socket socket) { return (int)socket; }

// MARK: Sockets

static int configure(int socket, const struct benchmark_options *options) {
  // The library counts the headers of its protocols as part of a message.
  int maximum = options->maximum_message_size + 64;
  int queued = options->queued_bytes, no_delay = 1;
  if (nn_setsockopt(socket, NN_SOL_SOCKET, NN_RCVMAXSIZE, &maximum, sizeof maximum) != 0) return -1;
  if (nn_setsockopt(socket, NN_SOL_SOCKET, NN_SNDBUF, &queued, sizeof queued) != 0) return -1;
  if (nn_setsockopt(socket, NN_SOL_SOCKET, NN_RCVBUF, &queued, sizeof queued) != 0) return -1;
  return nn_setsockopt(socket, NN_TCP, NN_TCP_NODELAY, &no_delay, sizeof no_delay);
}

static struct benchmark_outcome open_socket(
    void *context, enum benchmark_pattern pattern, const struct benchmark_options *options,
    benchmark_socket *opened) {
  static const int types[] = {
      [benchmark_push] = NN_PUSH, [benchmark_pull] = NN_PULL, [benchmark_pair] = NN_PAIR};
  (void)context;
  int socket = nn_socket(AF_SP, types[pattern]);
  if (socket < 0) return benchmark_library_failure(nn_errno());
  if (configure(socket, options) != 0) {
    int failure = nn_errno();
    nn_close(socket);
    return benchmark_library_failure(failure);
  }
  *opened = socket;
  return benchmark_success();
}

// A port of 127.0.0.1 that was free a moment ago, -1 when there is none. nanomsg cannot choose one.
static int free_port(void) {
  int probe = socket(AF_INET, SOCK_STREAM, 0);
  if (probe < 0) return -1;
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = 0};
  socklen_t size = sizeof address;
  int port = -1;
  if (bind(probe, (struct sockaddr *)&address, sizeof address) == 0 &&
      getsockname(probe, (struct sockaddr *)&address, &size) == 0) {
    port = ntohs(address.sin_port);
  }
  close(probe);
  return port;
}

static struct benchmark_outcome bind_socket(
    benchmark_socket socket, const char *address, char *bound, size_t capacity) {
  size_t length = strlen(address);
  bool chooses_port = length > 2 && strcmp(address + length - 2, ":*") == 0;
  // Another process may take the port first.
  for (int attempts = 100;; attempts--) {
    if (chooses_port) {
      snprintf(bound, capacity, "%.*s:%d", (int)length - 2, address, free_port());
    } else {
      snprintf(bound, capacity, "%s", address);
    }
    if (nn_bind(number(socket), bound) >= 0) return benchmark_success();
    bool may_retry = nn_errno() == EINTR || (chooses_port && nn_errno() == EADDRINUSE);
    if (!may_retry || attempts == 0) return benchmark_library_failure(nn_errno());
  }
}

static struct benchmark_outcome connect_socket(benchmark_socket socket, const char *address) {
  REQUIRE(nn_connect(number(socket), address));
  return benchmark_success();
}

static void close_socket(benchmark_socket socket) {
  while (nn_close(number(socket)) != 0 && nn_errno() == EINTR) {
  }
}

static const char *describe(int number) { return nn_strerror(number); }

// nanomsg tells only the version of its interface, of the headers it was compiled with.
static void version(char *text, size_t capacity) {
  snprintf(
      text, capacity, "nanomsg, interface %d.%d.%d", NN_VERSION_CURRENT, NN_VERSION_REVISION,
      NN_VERSION_AGE);
}

// MARK: Sending

static struct benchmark_outcome send_copy(
    benchmark_socket handle, const struct benchmark_batch *batch) {
  int socket = number(handle);
  for (uint64_t sent = 0; sent < batch->count; sent++) {
    benchmark_stamp(batch->scratch, batch->size, batch->first + sent);
    REQUIRE(nn_send(socket, batch->scratch, batch->size, 0));
  }
  return benchmark_success();
}

// Sends a chunk, which the library takes over when that succeeds and which is freed otherwise.
static inline struct benchmark_outcome send_chunk(int socket, void *chunk) {
  while (nn_send(socket, &chunk, NN_MSG, 0) < 0) {
    int failure = nn_errno();
    if (failure == EINTR) continue;
    nn_freemsg(chunk);
    return benchmark_library_failure(failure);
  }
  return benchmark_success();
}

static struct benchmark_outcome send_message(
    benchmark_socket handle, const struct benchmark_batch *batch) {
  int socket = number(handle);
  for (uint64_t sent = 0; sent < batch->count; sent++) {
    void *chunk = nn_allocmsg(batch->size, 0);
    if (chunk == NULL) return benchmark_library_failure(nn_errno());
    benchmark_stamp(chunk, batch->size, batch->first + sent);
    struct benchmark_outcome outcome = send_chunk(socket, chunk);
    if (outcome.status != benchmark_done) return outcome;
  }
  return benchmark_success();
}

// MARK: Receiving

// Whether a message of `count` bytes is the expected one.
static inline bool is_expected(
    const void *bytes, size_t count, const struct benchmark_batch *batch, uint64_t expected) {
  return count == batch->size && benchmark_matches(bytes, count, expected);
}

static struct benchmark_outcome receive_buffer(
    benchmark_socket handle, const struct benchmark_batch *batch) {
  int socket = number(handle);
  for (uint64_t received = 0; received < batch->count; received++) {
    int count;
    REQUIRE(count = nn_recv(socket, batch->scratch, batch->size, 0));
    if (!is_expected(batch->scratch, (size_t)count, batch, batch->first + received)) {
      return benchmark_mismatch(batch->scratch, (size_t)count, batch, batch->first + received);
    }
  }
  return benchmark_success();
}

static struct benchmark_outcome receive_message(
    benchmark_socket handle, const struct benchmark_batch *batch) {
  int socket = number(handle);
  for (uint64_t received = 0; received < batch->count; received++) {
    void *chunk;
    int count;
    REQUIRE(count = nn_recv(socket, &chunk, NN_MSG, 0));
    if (!is_expected(chunk, (size_t)count, batch, batch->first + received)) {
      struct benchmark_outcome outcome =
          benchmark_mismatch(chunk, (size_t)count, batch, batch->first + received);
      nn_freemsg(chunk);
      return outcome;
    }
    nn_freemsg(chunk);
  }
  return benchmark_success();
}

// MARK: Round trips

static struct benchmark_outcome ping(
    benchmark_socket handle, const struct benchmark_batch *batch) {
  int socket = number(handle);
  for (uint64_t trip = 0; trip < batch->count; trip++) {
    int count;
    benchmark_stamp(batch->scratch, batch->size, batch->first + trip);
    REQUIRE(nn_send(socket, batch->scratch, batch->size, 0));
    REQUIRE(count = nn_recv(socket, batch->scratch, batch->size, 0));
    if (!is_expected(batch->scratch, (size_t)count, batch, batch->first + trip)) {
      return benchmark_mismatch(batch->scratch, (size_t)count, batch, batch->first + trip);
    }
  }
  return benchmark_success();
}

static struct benchmark_outcome echo(
    benchmark_socket handle, const struct benchmark_batch *batch) {
  int socket = number(handle);
  for (uint64_t trip = 0; trip < batch->count; trip++) {
    void *chunk;
    int count;
    REQUIRE(count = nn_recv(socket, &chunk, NN_MSG, 0));
    if (!is_expected(chunk, (size_t)count, batch, batch->first + trip)) {
      struct benchmark_outcome outcome =
          benchmark_mismatch(chunk, (size_t)count, batch, batch->first + trip);
      nn_freemsg(chunk);
      return outcome;
    }
    struct benchmark_outcome outcome = send_chunk(socket, chunk);
    if (outcome.status != benchmark_done) return outcome;
  }
  return benchmark_success();
}

static const struct benchmark_native baseline = {
    .version = version,
    .open = open_socket,
    .bind = bind_socket,
    .connect = connect_socket,
    .close = close_socket,
    .describe = describe,
    .send_copy = send_copy,
    .send_message = send_message,
    .receive_buffer = receive_buffer,
    .receive_message = receive_message,
    // A received chunk cannot be received into again.
    .receive_reused = receive_message,
    .ping = ping,
    .echo = echo,
};

const struct benchmark_native *nanomsg_baseline(void) { return &baseline; }
