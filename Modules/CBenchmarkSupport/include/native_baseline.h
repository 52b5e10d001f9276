#ifndef CBENCHMARKSUPPORT_NATIVE_BASELINE_H
#define CBENCHMARKSUPPORT_NATIVE_BASELINE_H

// What a library's raw C baseline offers: opening sockets, and the loops that `binding-overhead` compares with
// the same loops in Swift.

#include <stddef.h>
#include <stdint.h>

/// A socket of the library: a pointer or a descriptor.
typedef intptr_t benchmark_socket;

/// What a socket is for.
enum benchmark_pattern { benchmark_push, benchmark_pull, benchmark_pair };

/// A socket's limits, the same that the transport gives its sockets.
struct benchmark_options {
  int maximum_message_size;
  int queued_messages;
  int queued_bytes;
  int linger_milliseconds;
};

/// The messages of one run of a loop: `count`, numbered from `first`, of `size` bytes each.
struct benchmark_batch {
  uint64_t first;
  uint64_t count;
  size_t size;
  /// `size` bytes for the loop to send from or receive into.
  unsigned char *scratch;
};

/// How a call ended.
enum benchmark_status {
  benchmark_done,
  /// The library failed with the number in `number`.
  benchmark_library_failed,
  /// Message `expected` arrived with `found` bytes.
  benchmark_wrong_size,
  /// Message `found` arrived in place of `expected`.
  benchmark_wrong_sequence,
  /// Message `expected` arrived with other content.
  benchmark_altered,
};

struct benchmark_outcome {
  enum benchmark_status status;
  int number;
  uint64_t expected;
  uint64_t found;
};

/// Moves one batch, waiting as long as it takes; stops at the first fault.
typedef struct benchmark_outcome (*benchmark_loop)(
    benchmark_socket socket, const struct benchmark_batch *batch);

/// One library's baseline. Sockets are used by one thread at a time.
struct benchmark_native {
  /// Writes the name and version of the library in use into `text`, of `capacity` bytes.
  void (*version)(char *text, size_t capacity);

  /// Opens a socket into `socket`. `context` is the transport's own, where the library has contexts.
  struct benchmark_outcome (*open)(
      void *context, enum benchmark_pattern pattern, const struct benchmark_options *options,
      benchmark_socket *socket);

  /// Binds, and writes the address really bound into `bound`, of `capacity` bytes.
  struct benchmark_outcome (*bind)(
      benchmark_socket socket, const char *address, char *bound, size_t capacity);

  struct benchmark_outcome (*connect)(benchmark_socket socket, const char *address);

  void (*close)(benchmark_socket socket);

  /// The library's text for its error number.
  const char *(*describe)(int number);

  /// Sends from the batch's scratch memory, which the library copies.
  benchmark_loop send_copy;
  /// Makes a message of the library's for each send and hands it over.
  benchmark_loop send_message;
  /// Receives into the batch's scratch memory.
  benchmark_loop receive_buffer;
  /// Receives into a new message of the library's each time.
  benchmark_loop receive_message;
  /// Receives into one message of the library's again and again.
  benchmark_loop receive_reused;
  /// Sends from the scratch memory and receives the answer into it.
  benchmark_loop ping;
  /// Receives messages and sends each back.
  benchmark_loop echo;
};

static inline struct benchmark_outcome benchmark_success(void) {
  return (struct benchmark_outcome){.status = benchmark_done};
}

static inline struct benchmark_outcome benchmark_library_failure(int number) {
  return (struct benchmark_outcome){.status = benchmark_library_failed, .number = number};
}

/// What is wrong with a message that is not the expected one.
struct benchmark_outcome benchmark_mismatch(
    const void *bytes, size_t size, const struct benchmark_batch *batch, uint64_t expected);

#endif
