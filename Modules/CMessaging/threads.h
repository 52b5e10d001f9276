#ifndef CMESSAGING_THREADS_H
#define CMESSAGING_THREADS_H

// What `Messaging` needs to know of threads and Swift has no words for. Header only, so that it costs no call.

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__linux__)
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

/// A number that no other thread has as long as this one runs; a multiple of 8, not 0.
///
/// Read anew each time it is asked for: code that is suspended may go on in another thread.
static inline uintptr_t messaging_current_thread(void) {
#if defined(__linux__) && defined(__x86_64__)
  uintptr_t thread;
  __asm__ volatile("movq %%fs:0, %0" : "=r"(thread));
  return thread;
#elif defined(__linux__) && defined(__aarch64__)
  uintptr_t thread;
  __asm__ volatile("mrs %0, tpidr_el0" : "=r"(thread));
  return thread;
#else
  return (uintptr_t)pthread_self();
#endif
}

/// Keeps the compiler, not the processor, from moving memory accesses across.
static inline void messaging_compiler_barrier(void) { __asm__ volatile("" ::: "memory"); }

/// Lets another thread run that waits for this thread's processor, if there is one.
static inline void messaging_yield(void) { sched_yield(); }

/// The processor that this thread runs on at the moment, counted from 0; 0 where the system does not tell.
static inline int messaging_current_processor(void) {
#if defined(__linux__)
  unsigned processor = 0;
  return syscall(SYS_getcpu, &processor, 0, 0) == 0 ? (int)processor : 0;
#else
  return 0;
#endif
}

/// Lets this thread run on the processors whose bits are set only. 0, or an error number.
static inline int messaging_run_on_processors(const uint8_t *mask, size_t size) {
#if defined(__linux__)
  return syscall(SYS_sched_setaffinity, 0, size, mask) == 0 ? 0 : errno;
#else
  return ENOTSUP;
#endif
}

/// Whether `messaging_barrier_on_every_thread` works from now on.
static inline int messaging_prepare_barrier_on_every_thread(void) {
#if defined(__linux__)
  return syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0 &&
         syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0;
#else
  return 0;
#endif
}

/// Makes every thread of the process pass a full barrier, by membarrier(2). Whether it did.
static inline int messaging_barrier_on_every_thread(void) {
#if defined(__linux__)
  return syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0;
#else
  return 0;
#endif
}

#endif
