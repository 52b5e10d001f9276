#ifndef CNANOMSGBASELINE_H
#define CNANOMSGBASELINE_H

#include "native_baseline.h"

/// nanomsg's baseline: the calls a C program would make. It has no contexts.
const struct benchmark_native *_Nonnull nanomsg_baseline(void);

#endif
