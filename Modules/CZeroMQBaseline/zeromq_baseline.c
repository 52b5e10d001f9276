#include "CZeroMQBaseline.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <zmq.h>

#include "payload.h"

// Repeats a call that a signal interrupted, and leaves the function when it failed otherwise.
#define REQUIRE(call)                                                              \
  while ((call) < 0) {                                                             \
    if (zmq_errno() != EINTR) return benchmark_library_failure(zmq_errno());       \
  }

static void *pointer(benchmark_socket socket) { return (void *)socket; }

// MARK: Sockets

static int configure(void *socket, const struct benchmark_options *options) {
  int64_t maximum = options->maximum_message_size;
  int queued = options->queued_messages, linger = options->linger_milliseconds;
  if (zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &maximum, sizeof maximum) != 0) return -1;
  if (zmq_setsockopt(socket, ZMQ_SNDHWM, &queued, sizeof queued) != 0) return -1;
  if (zmq_setsockopt(socket, ZMQ_RCVHWM, &queued, sizeof queued) != 0) return -1;
  return zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger);
}

static struct benchmark_outcome open_socket(
    void *context, enum benchmark_pattern pattern, const struct benchmark_options *options,
    benchmark_socket *opened) {
  static const int types[] = {
      [benchmark_push] = ZMQ_PUSH, [benchmark_pull] = ZMQ_PULL, [benchmark_pair] = ZMQ_PAIR};
  void *socket = zmq_socket(context, types[pattern]);
  if (socket == NULL) return benchmark_library_failure(zmq_errno());
  if (configure(socket, options) != 0) {
    int number = zmq_errno();
    zmq_close(socket);
    return benchmark_library_failure(number);
  }
  *opened = (benchmark_socket)socket;
  return benchmark_success();
}

static struct benchmark_outcome bind_socket(
    benchmark_socket socket, const char *address, char *bound, size_t capacity) {
  REQUIRE(zmq_bind(pointer(socket), address));
  REQUIRE(zmq_getsockopt(pointer(socket), ZMQ_LAST_ENDPOINT, bound, &capacity));
  return benchmark_success();
}

static struct benchmark_outcome connect_socket(benchmark_socket socket, const char *address) {
  REQUIRE(zmq_connect(pointer(socket), address));
  return benchmark_success();
}

static void close_socket(benchmark_socket socket) { zmq_close(pointer(socket)); }

static const char *describe(int number) { return zmq_strerror(number); }

static void version(char *text, size_t capacity) {
  int major, minor, patch;
  zmq_version(&major, &minor, &patch);
  snprintf(text, capacity, "libzmq %d.%d.%d", major, minor, patch);
}

// MARK: Sending

static struct benchmark_outcome send_copy(
    benchmark_socket handle, const struct benchmark_batch *batch) {
  void *socket = pointer(handle);
  for (uint64_t sent = 0; sent < batch->count; sent++) {
    benchmark_stamp(batch->scratch, batch->size, batch->first + sent);
    REQUIRE(zmq_send(socket, batch->scratch, batch->size, 0));
  }
  return benchmark_success();
}

static struct benchmark_outcome send_message(
    benchmark_socket handle, const struct benchmark_batch *batch) {
  void *socket = pointer(handle);
  for (uint64_t sent = 0; sent < batch->count; sent++) {
    zmq_msg_t message;
    REQUIRE(zmq_msg_init_size(&message, batch->size));
    benchmark_stamp(zmq_msg_data(&message), batch->size, batch->first + sent);
    while (zmq_msg_send(&message, socket, 0) < 0) {
      int number = zmq_errno();
      if (number == EINTR) continue;
      zmq_msg_close(&message);
      return benchmark_library_failure(number);
    }
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
  void *socket = pointer(handle);
  for (uint64_t received = 0; received < batch->count; received++) {
    int count;
    REQUIRE(count = zmq_recv(socket, batch->scratch, batch->size, 0));
    if (!is_expected(batch->scratch, (size_t)count, batch, batch->first + received)) {
      return benchmark_mismatch(batch->scratch, (size_t)count, batch, batch->first + received);
    }
  }
  return benchmark_success();
}

// Receives message number `expected` into `message` and checks it.
static inline struct benchmark_outcome receive_into(
    zmq_msg_t *message, void *socket, const struct benchmark_batch *batch, uint64_t expected) {
  int count;
  REQUIRE(count = zmq_msg_recv(message, socket, 0));
  void *bytes = zmq_msg_data(message);
  if (!is_expected(bytes, (size_t)count, batch, expected)) {
    return benchmark_mismatch(bytes, (size_t)count, batch, expected);
  }
  return benchmark_success();
}

static struct benchmark_outcome receive_message(
    benchmark_socket handle, const struct benchmark_batch *batch) {
  void *socket = pointer(handle);
  for (uint64_t received = 0; received < batch->count; received++) {
    zmq_msg_t message;
    zmq_msg_init(&message);
    struct benchmark_outcome outcome =
        receive_into(&message, socket, batch, batch->first + received);
    zmq_msg_close(&message);
    if (outcome.status != benchmark_done) return outcome;
  }
  return benchmark_success();
}

static struct benchmark_outcome receive_reused(
    benchmark_socket handle, const struct benchmark_batch *batch) {
  void *socket = pointer(handle);
  struct benchmark_outcome outcome = benchmark_success();
  zmq_msg_t message;
  zmq_msg_init(&message);
  for (uint64_t received = 0; received < batch->count && outcome.status == benchmark_done; received++) {
    outcome = receive_into(&message, socket, batch, batch->first + received);
  }
  zmq_msg_close(&message);
  return outcome;
}

// MARK: Round trips

static struct benchmark_outcome ping(
    benchmark_socket handle, const struct benchmark_batch *batch) {
  void *socket = pointer(handle);
  for (uint64_t trip = 0; trip < batch->count; trip++) {
    int count;
    benchmark_stamp(batch->scratch, batch->size, batch->first + trip);
    REQUIRE(zmq_send(socket, batch->scratch, batch->size, 0));
    REQUIRE(count = zmq_recv(socket, batch->scratch, batch->size, 0));
    if (!is_expected(batch->scratch, (size_t)count, batch, batch->first + trip)) {
      return benchmark_mismatch(batch->scratch, (size_t)count, batch, batch->first + trip);
    }
  }
  return benchmark_success();
}

static struct benchmark_outcome echo(
    benchmark_socket handle, const struct benchmark_batch *batch) {
  void *socket = pointer(handle);
  struct benchmark_outcome outcome = benchmark_success();
  zmq_msg_t message;
  zmq_msg_init(&message);
  for (uint64_t trip = 0; trip < batch->count; trip++) {
    outcome = receive_into(&message, socket, batch, batch->first + trip);
    if (outcome.status != benchmark_done) break;
    int sent;
    do {
      sent = zmq_msg_send(&message, socket, 0);
    } while (sent < 0 && zmq_errno() == EINTR);
    if (sent < 0) {
      outcome = benchmark_library_failure(zmq_errno());
      break;
    }
  }
  zmq_msg_close(&message);
  return outcome;
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
    .receive_reused = receive_reused,
    .ping = ping,
    .echo = echo,
};

const struct benchmark_native *zeromq_baseline(void) { return &baseline; }
