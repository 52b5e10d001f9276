#ifndef CBENCHMARKSUPPORT_CLOCK_H
#define CBENCHMARKSUPPORT_CLOCK_H

#include <stdint.h>
#include <sys/resource.h>
#include <time.h>

/// The time in nanoseconds, from any fixed moment on; never goes back.
static inline uint64_t benchmark_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/// The time in ticks of a constant length, from any fixed moment on; takes less to read than the time in nanoseconds.
static inline uint64_t benchmark_ticks(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  return benchmark_nanoseconds();
#endif
}

/// The same, read when everything before is done: the processor would read the clock while it still waits for memory, and what
/// it waited for would count as part of what comes next.
static inline uint64_t benchmark_ticks_when_done(void) {
#if defined(__x86_64__)
  unsigned int processor;
  return __builtin_ia32_rdtscp(&processor);
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(ticks)::"memory");
  return ticks;
#else
  return benchmark_nanoseconds();
#endif
}

/// Spends so many ticks, and a little more; none for 0.
static inline void benchmark_delay(uint64_t ticks) {
  if (ticks == 0) return;
  uint64_t start = benchmark_ticks();
  while (benchmark_ticks() - start < ticks) {}
}

/// Puts the calling thread to sleep, for at least so many nanoseconds unless a signal comes.
static inline void benchmark_sleep(uint64_t nanoseconds) {
  struct timespec time = {
      .tv_sec = (time_t)(nanoseconds / 1000000000u), .tv_nsec = (long)(nanoseconds % 1000000000u)};
  nanosleep(&time, NULL);
}

/// The processor time that all threads of the process used so far, in nanoseconds.
static inline uint64_t benchmark_processor_nanoseconds(void) {
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return (uint64_t)used.tv_sec * 1000000000u + (uint64_t)used.tv_nsec;
}

/// How often threads of the process went to sleep by themselves so far.
static inline uint64_t benchmark_voluntary_switches(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (uint64_t)usage.ru_nvcsw;
}

#endif
