#ifndef CBENCHMARKSUPPORT_ALLOCATION_COUNT_H
#define CBENCHMARKSUPPORT_ALLOCATION_COUNT_H

// Counts the allocations of the whole process, of all threads and languages.
//
// Where the C library is glibc, linking this target replaces malloc and its kin with wrappers that pass the
// call on to glibc's own, and count it while counting is on. Freeing is left alone.

#include <stdbool.h>
#include <stdint.h>

/// Whether allocations can be counted here. Not without glibc, and not under a sanitizer, which has an
/// allocator of its own.
bool benchmark_counts_allocations(void);

/// Starts counting from zero. From one thread at a time.
void benchmark_start_counting_allocations(void);

/// Stops counting.
///
/// Returns the number of allocations since the start.
uint64_t benchmark_stop_counting_allocations(void);

/// Whether `benchmark_bytes_in_use` can tell. Not without glibc, and not under a sanitizer.
bool benchmark_gauges_memory(void);

/// How many bytes all threads and languages of the process have allocated and not freed, as the C library counts them.
uint64_t benchmark_bytes_in_use(void);

#endif
