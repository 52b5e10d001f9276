#ifndef CZEROMQBASELINE_H
#define CZEROMQBASELINE_H

#include "native_baseline.h"

/// libzmq's baseline: the calls a C program would make. Its contexts are those of `zmq_ctx_new`.
const struct benchmark_native *_Nonnull zeromq_baseline(void);

#endif
