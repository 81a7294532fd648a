#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

#if defined(__x86_64__) && defined(__linux__)

// OpenBLAS's own symbols; absent from builds for one processor and from other BLASes.
__attribute__((weak)) void gotoblas_dynamic_quit(void);
__attribute__((weak)) void gotoblas_dynamic_init(void);
__attribute__((weak)) char *openblas_get_corename(void);

void ck_correct_blas_core(void) {
  if (!gotoblas_dynamic_quit || !gotoblas_dynamic_init || !openblas_get_corename) return;
  if (getenv("OPENBLAS_CORETYPE") || strcmp(openblas_get_corename(), "Prescott")) return;
  const char *core = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                             __builtin_cpu_supports("avx512cd") &&
                             __builtin_cpu_supports("avx512bw") &&
                             __builtin_cpu_supports("avx512vl")
                         ? "SkylakeX"
                     : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? "Haswell"
                                                                                      : NULL;
  if (!core) return;
  setenv("OPENBLAS_CORETYPE", core, 1);
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
  unsetenv("OPENBLAS_CORETYPE");
}

#else

void ck_correct_blas_core(void) {}

#endif
