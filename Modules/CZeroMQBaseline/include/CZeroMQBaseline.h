#ifndef CZEROMQBASELINE_H
#define CZEROMQBASELINE_H

#include "native_baseline.h"

/// libzmq's baseline: the calls a C program would make. Its contexts are `zmq_ctx_new`'s.
extern const struct benchmark_native zeromq_baseline;

#endif
