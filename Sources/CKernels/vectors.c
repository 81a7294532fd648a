#include "CKernels.h"
#include "clones.h"

#ifndef REAL

#define TEMPLATE "vectors.c"
#include "both.h"

void ck_scale(ck_precision precision, double alpha, void *x, long count) {
  PICK(scale, alpha, x, count);
}

void ck_fill(ck_precision precision, double value, void *x, long count) {
  PICK(fill, value, x, count);
}

void ck_axpy(ck_precision precision, double alpha, const void *x, void *y, long count) {
  PICK(axpy, alpha, x, y, count);
}

double ck_sum(ck_precision precision, const void *x, long count) { return PICK(sum, x, count); }

double ck_dot(ck_precision precision, const void *x, const void *y, long count) {
  return PICK(dot, x, y, count);
}

long ck_first_not_finite(ck_precision precision, const void *x, long count) {
  return PICK(first_not_finite, x, count);
}

void ck_transpose(
    ck_precision precision, double alpha, const void *a, long stride, void *out, long outStride,
    long rows, long columns) {
  PICK(transpose, alpha, a, stride, out, outStride, rows, columns);
}

CLONES void ck_to_double(const float *x, double *out, long count) {
  EACH(i, count) out[i] = x[i];
}

CLONES void ck_to_single(const double *x, float *out, long count) {
  EACH(i, count) out[i] = (float)x[i];
}

#else

CLONES void NAME(scale)(double alpha, REAL *x, long count) {
  REAL a = (REAL)alpha;
  EACH(i, count) x[i] *= a;
}

CLONES void NAME(fill)(double value, REAL *x, long count) {
  REAL v = (REAL)value;
  EACH(i, count) x[i] = v;
}

CLONES void NAME(axpy)(double alpha, const REAL *x, REAL *y, long count) {
  REAL a = (REAL)alpha;
  EACH(i, count) y[i] += a * x[i];
}

// Sixteen running sums whatever the machine's vectors, so that the order is fixed.
#define SUMMED(term)                                                                             \
  double lanes[16] = {0};                                                                        \
  long i = 0;                                                                                    \
  for (; i + 16 <= count; i += 16)                                                               \
    for (int l = 0; l < 16; l++) lanes[l] += term(i + l);                                        \
  for (; i < count; i++) lanes[i & 15] += term(i);                                               \
  for (int width = 8; width > 0; width /= 2)                                                     \
    for (int l = 0; l < width; l++) lanes[l] += lanes[l + width];                                \
  return lanes[0];

#define ITSELF(i) (double)x[i]
#define PRODUCT(i) (double)x[i] * y[i]

CLONES double NAME(sum)(const REAL *x, long count) { SUMMED(ITSELF) }

CLONES double NAME(dot)(const REAL *x, const REAL *y, long count) { SUMMED(PRODUCT) }

// x - x is 0 exactly for finite x. Whole blocks are tested at once, and a bad one searched.
CLONES long NAME(first_not_finite)(const REAL *x, long count) {
  for (long begin = 0; begin < count; begin += 256) {
    long width = count - begin < 256 ? count - begin : 256;
    int bad = 0;
    for (long i = 0; i < width; i++) bad |= x[begin + i] - x[begin + i] != 0;
    if (bad)
      for (long i = begin;; i++)
        if (x[i] - x[i] != 0) return i;
  }
  return -1;
}

#define TILE 32

CLONES void NAME(transpose)(
    double alpha, const REAL *a, long stride, REAL *out, long outStride, long rows,
    long columns) {
  REAL factor = (REAL)alpha;
  for (long top = 0; top < rows; top += TILE)
    for (long left = 0; left < columns; left += TILE) {
      long bottom = top + TILE < rows ? top + TILE : rows;
      long right = left + TILE < columns ? left + TILE : columns;
      for (long j = left; j < right; j++)
        for (long i = top; i < bottom; i++) out[j * outStride + i] = factor * a[i * stride + j];
    }
}

#endif
