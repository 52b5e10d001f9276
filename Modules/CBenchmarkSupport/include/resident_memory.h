#ifndef CBENCHMARKSUPPORT_RESIDENT_MEMORY_H
#define CBENCHMARKSUPPORT_RESIDENT_MEMORY_H

#include <stdint.h>

/// How many bytes of the process are in memory; 0 where the system does not tell.
uint64_t benchmark_resident_bytes(void);

#endif
