#ifndef CMESSAGING_READINESS_H
#define CMESSAGING_READINESS_H

// Waiting for many descriptors at once: epoll(7) on Linux, kqueue(2) elsewhere. Swift imports neither everywhere.

#include <errno.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/epoll.h>
#else
#include <sys/event.h>
#include <time.h>
#endif

/// The most descriptors that one call of `messaging_readiness_wait` reports.
enum { messaging_readiness_batch = 64 };

/// A queue that tells which descriptors are readable, or a negated error number.
static inline int messaging_readiness_open(void) {
#if defined(__linux__)
  int queue = epoll_create1(EPOLL_CLOEXEC);
#else
  int queue = kqueue();
#endif
  return queue < 0 ? -errno : queue;
}

/// Has the queue tell when a descriptor is readable: once, or always. 0, or an error number.
///
/// What the queue knew of the descriptor before does not matter, nor of an earlier one with the same number.
static inline int messaging_readiness_arm(int queue, int descriptor, int once) {
#if defined(__linux__)
  struct epoll_event event = {.events = EPOLLIN | (once ? (unsigned)EPOLLONESHOT : 0), .data = {.fd = descriptor}};
  if (epoll_ctl(queue, EPOLL_CTL_MOD, descriptor, &event) == 0) return 0;
  // Closing a descriptor takes it out of the queue.
  if (errno == ENOENT && epoll_ctl(queue, EPOLL_CTL_ADD, descriptor, &event) == 0) return 0;
  // Another thread was faster.
  if (errno == EEXIST && epoll_ctl(queue, EPOLL_CTL_MOD, descriptor, &event) == 0) return 0;
  return errno;
#else
  struct kevent change;
  EV_SET(&change, descriptor, EVFILT_READ, EV_ADD | EV_ENABLE | (once ? EV_ONESHOT : 0), 0, 0, NULL);
  return kevent(queue, &change, 1, NULL, 0, NULL) == 0 ? 0 : errno;
#endif
}

/// Waits until the queue has something to tell.
///
/// - `descriptors`: Where the readable ones go, room for `messaging_readiness_batch`.
/// - `milliseconds`: When to give up; negative for never.
///
/// The number of readable descriptors; none when the time is over, and after a signal.
static inline int messaging_readiness_wait(int queue, int *_Nonnull descriptors, int milliseconds) {
#if defined(__linux__)
  struct epoll_event events[messaging_readiness_batch];
  int count = epoll_wait(queue, events, messaging_readiness_batch, milliseconds);
  for (int index = 0; index < count; index++) descriptors[index] = events[index].data.fd;
#else
  struct kevent events[messaging_readiness_batch];
  struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = (milliseconds % 1000) * 1000000L};
  int count = kevent(queue, NULL, 0, events, messaging_readiness_batch, milliseconds < 0 ? NULL : &time);
  for (int index = 0; index < count; index++) descriptors[index] = (int)events[index].ident;
#endif
  return count < 0 ? 0 : count;
}

/// Ends the queue.
static inline void messaging_readiness_close(int queue) { close(queue); }

#endif
