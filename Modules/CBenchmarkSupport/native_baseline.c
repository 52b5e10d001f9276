#include "native_baseline.h"

#include "payload.h"

struct benchmark_outcome benchmark_mismatch(
    const void *bytes, size_t size, const struct benchmark_batch *batch, uint64_t expected) {
  struct benchmark_outcome outcome = {.status = benchmark_altered, .expected = expected};
  if (size != batch->size) {
    outcome.status = benchmark_wrong_size;
    outcome.found = size;
  } else if (benchmark_sequence(bytes) != expected) {
    outcome.status = benchmark_wrong_sequence;
    outcome.found = benchmark_sequence(bytes);
  }
  return outcome;
}
