// What the benchmark needs in C: the content of messages, the clocks, the interface of the C baselines, and the
// count of allocations and the size of memory.

#include "allocation_count.h"
#include "clock.h"
#include "native_baseline.h"
#include "payload.h"
#include "resident_memory.h"
