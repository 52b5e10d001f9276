#include "allocation_count.h"

#include <errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer) || __has_feature(leak_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif

#if defined(__GLIBC__) && !defined(HAS_SANITIZER)

static atomic_bool is_counting;
static atomic_uint_fast64_t allocations;

// One load of a line that nobody writes while counting is off.
static inline void count(void) {
  if (__builtin_expect(atomic_load_explicit(&is_counting, memory_order_relaxed), 0)) {
    atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
  }
}

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}

void *calloc(size_t elements, size_t size) {
  count();
  return __libc_calloc(elements, size);
}

void *realloc(void *memory, size_t size) {
  count();
  return __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) {
    return EINVAL;
  }
  count();
  void *allocated = __libc_memalign(alignment, size);
  if (allocated == NULL) return ENOMEM;
  *memory = allocated;
  return 0;
}

bool benchmark_gauges_memory(void) { return true; }

uint64_t benchmark_bytes_in_use(void) {
  struct mallinfo2 information = mallinfo2();
  return (uint64_t)information.uordblks + (uint64_t)information.hblkhd;
}

bool benchmark_counts_allocations(void) { return true; }

void benchmark_start_counting_allocations(void) {
  atomic_store_explicit(&allocations, 0, memory_order_relaxed);
  atomic_store_explicit(&is_counting, true, memory_order_seq_cst);
}

uint64_t benchmark_stop_counting_allocations(void) {
  atomic_store_explicit(&is_counting, false, memory_order_seq_cst);
  return atomic_load_explicit(&allocations, memory_order_relaxed);
}

#else

bool benchmark_gauges_memory(void) { return false; }

uint64_t benchmark_bytes_in_use(void) { return 0; }

bool benchmark_counts_allocations(void) { return false; }

void benchmark_start_counting_allocations(void) {}

uint64_t benchmark_stop_counting_allocations(void) { return 0; }

#endif
