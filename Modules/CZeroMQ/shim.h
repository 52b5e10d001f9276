#include <zmq.h>

/// A message of no value, which costs nothing to make because none of its bytes is written. Not to be used as one.
static inline zmq_msg_t zmq_msg_placeholder(void) {
  zmq_msg_t message;
  // Bytes of no determined value may be copied as long as they lie in memory, which this says.
  (void)&message;
  return message;
}
