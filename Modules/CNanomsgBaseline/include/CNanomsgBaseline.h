#ifndef CNANOMSGBASELINE_H
#define CNANOMSGBASELINE_H

#include "native_baseline.h"

/// nanomsg's baseline: the calls a C program would make. It has no contexts.
extern const struct benchmark_native nanomsg_baseline;

#endif
