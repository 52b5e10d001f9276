#ifndef CBENCHMARKSUPPORT_PAYLOAD_H
#define CBENCHMARKSUPPORT_PAYLOAD_H

// The content of a benchmark's messages, written and checked by the same code in Swift's loops and in C's.
//
// A message holds its sequence number in its first eight bytes, little-endian, and the complement of the
// number's low byte in its last byte, so that a check costs two cache lines at any size.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// The smallest message that has room for a sequence number.
enum { benchmark_minimum_size = sizeof(uint64_t) };

static inline uint64_t benchmark_little_endian(uint64_t value) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  return __builtin_bswap64(value);
#else
  return value;
#endif
}

/// The sequence number in a message of at least `benchmark_minimum_size` bytes.
static inline uint64_t benchmark_sequence(const void *bytes) {
  uint64_t sequence;
  memcpy(&sequence, bytes, sizeof sequence);
  return benchmark_little_endian(sequence);
}

/// Makes the compiler believe that the bytes are used.
static inline void benchmark_use(void *bytes) { __asm__ volatile("" : : "r"(bytes) : "memory"); }

/// Writes the sequence number and the last byte of a message of at least `benchmark_minimum_size` bytes.
static inline void benchmark_stamp(void *bytes, size_t size, uint64_t sequence) {
  // The last byte first: in the smallest message it is part of the sequence number.
  ((unsigned char *)bytes)[size - 1] = (unsigned char)~sequence;
  uint64_t stored = benchmark_little_endian(sequence);
  memcpy(bytes, &stored, sizeof stored);
}

/// Whether a message of `size` bytes is the one with this number, unaltered.
static inline bool benchmark_matches(const void *bytes, size_t size, uint64_t sequence) {
  if (benchmark_sequence(bytes) != sequence) return false;
  return size == benchmark_minimum_size ||
         ((const unsigned char *)bytes)[size - 1] == (unsigned char)~sequence;
}

#endif
