#include "resident_memory.h"

#ifdef __APPLE__

#include <mach/mach.h>

uint64_t benchmark_resident_bytes(void) {
  struct mach_task_basic_info information;
  mach_msg_type_number_t count = MACH_TASK_BASIC_INFO_COUNT;
  kern_return_t status = task_info(
      mach_task_self(), MACH_TASK_BASIC_INFO, (task_info_t)&information, &count);
  return status == KERN_SUCCESS ? information.resident_size : 0;
}

#else

#include <stdio.h>
#include <unistd.h>

uint64_t benchmark_resident_bytes(void) {
  FILE *file = fopen("/proc/self/statm", "re");
  if (file == NULL) return 0;
  unsigned long long pages = 0;
  // The first number is the size of the address space.
  if (fscanf(file, "%*u %llu", &pages) != 1) pages = 0;
  fclose(file);
  return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

#endif
