#include <math.h>

#include "CKernels.h"
#include "clones.h"

#ifndef REAL

#define TEMPLATE "updates.c"
#include "both.h"

// Runs a loop with numbers below the smallest normal one taken as zero. The moments of a parameter
// whose gradient has vanished (every ReLU that has died) decay into that range after some 700 steps
// of single precision, where each operation costs 100 times as much; as steps they are nothing.
#ifdef __SSE__
#include <xmmintrin.h>
#define FLUSH_TO_ZERO 0x8040u
#define FLUSHED(call)                                                                            \
  do {                                                                                           \
    unsigned before = _mm_getcsr();                                                              \
    _mm_setcsr(before | FLUSH_TO_ZERO);                                                          \
    call;                                                                                        \
    _mm_setcsr(before);                                                                          \
  } while (0)
#else
#define FLUSHED(call) call
#endif

void ck_sgd(ck_precision precision, void *w, const void *g, double rate, long count) {
  FLUSHED(PICK(sgd, w, g, rate, count));
}

void ck_momentum(
    ck_precision precision, void *w, void *m, const void *g, double beta, double rate,
    long count) {
  FLUSHED(PICK(momentum, w, m, g, beta, rate, count));
}

void ck_adam(
    ck_precision precision, void *w, void *m, void *v, const void *g, double beta1, double beta2,
    double rate, double epsilon, long step, long count) {
  double first = 1 / (1 - pow(beta1, (double)step));
  double second = 1 / (1 - pow(beta2, (double)step));
  FLUSHED(PICK(adam, w, m, v, g, beta1, beta2, rate * first, second, epsilon, count));
}

#else

CLONES void NAME(sgd)(REAL *w, const REAL *g, double rate, long count) {
  REAL r = (REAL)rate;
  EACH(i, count) w[i] -= r * g[i];
}

CLONES void NAME(momentum)(
    REAL *w, REAL *m, const REAL *g, double beta, double rate, long count) {
  REAL b = (REAL)beta, r = (REAL)rate;
  EACH(i, count) {
    m[i] = b * m[i] + g[i];
    w[i] -= r * m[i];
  }
}

// `rate` holds the bias correction of m already, `correction` is that of v. 1 - beta is taken in
// double: in single 1 - 0.999f is off by 5e-5 of itself.
CLONES void NAME(adam)(
    REAL *w, REAL *m, REAL *v, const REAL *g, double beta1, double beta2, double rate,
    double correction, double epsilon, long count) {
  REAL b1 = (REAL)beta1, c1 = (REAL)(1 - beta1), b2 = (REAL)beta2, c2 = (REAL)(1 - beta2);
  REAL r = (REAL)rate, c = (REAL)correction, e = (REAL)epsilon;
  EACH(i, count) {
    REAL gradient = g[i];
    m[i] = b1 * m[i] + c1 * gradient;
    v[i] = b2 * v[i] + c2 * gradient * gradient;
    w[i] -= r * m[i] / (__builtin_elementwise_sqrt(c * v[i]) + e);
  }
}

#endif
