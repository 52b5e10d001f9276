#ifndef CMESSAGING_MEMORY_H
#define CMESSAGING_MEMORY_H

// Memory that may be refused: Swift's own allocation ends the process instead.

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/// Memory on cache lines of its own; null when there is none.
static inline void *_Nullable messaging_allocate(size_t size) {
  void *memory = NULL;
  return posix_memalign(&memory, 128, size) == 0 ? memory : NULL;
}

/// As `messaging_allocate`, all zero. Large amounts cost nothing until they are used.
static inline void *_Nullable messaging_allocate_zeroed(size_t count, size_t size) {
  return calloc(count, size);
}

/// Takes back what one of the above returned.
static inline void messaging_free(void *_Nullable memory) { free(memory); }

#endif
