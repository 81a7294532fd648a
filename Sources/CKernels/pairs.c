#include "CKernels.h"
#include "clones.h"

#ifndef REAL

#define TEMPLATE "pairs.c"
#include "both.h"

void ck_position_sums(
    ck_precision precision, void *out, long stride, const void *g, long gStride, const void *t,
    long tStride, double weight, double bias, long rows, long columns, long block,
    long positions) {
  PICK(
      position_sums, out, stride, g, gStride, t, tStride, weight, bias, rows, columns, block,
      positions);
}

void ck_equal(
    ck_precision precision, const void *a, const void *b, void *out, long stride, long rows,
    long columns) {
  PICK(equal, a, b, out, stride, rows, columns);
}

#else

// Eight running sums whatever the machine's vectors, so that the order is fixed.
CLONES void NAME(position_sums)(
    REAL *out, long stride, const REAL *g, long gStride, const REAL *t, long tStride,
    double weight, double bias, long rows, long columns, long block, long positions) {
  for (long i = 0; i < rows * block; i++)
    for (long j = 0; j < columns * block; j++) {
      double lanes[8] = {0};
      for (long s = 0; s < positions; s++) {
        const REAL *b = t + (i * positions + s) * tStride + j * positions;
        long k = 0;
        if (g) {
          const REAL *a = g + (i / block * positions + s) * gStride + j / block * positions;
          for (; k + 8 <= positions; k += 8)
            for (int l = 0; l < 8; l++) lanes[l] += (weight * a[k + l] + bias) * b[k + l];
          for (; k < positions; k++) lanes[k & 7] += (weight * a[k] + bias) * b[k];
        } else {
          for (; k + 8 <= positions; k += 8)
            for (int l = 0; l < 8; l++) lanes[l] += bias * b[k + l];
          for (; k < positions; k++) lanes[k & 7] += bias * b[k];
        }
      }
      for (int half = 4; half > 0; half /= 2)
        for (int l = 0; l < half; l++) lanes[l] += lanes[l + half];
      out[i * stride + j] += (REAL)lanes[0];
    }
}

CLONES void NAME(equal)(
    const REAL *a, const REAL *b, REAL *out, long stride, long rows, long columns) {
  for (long i = 0; i < rows; i++) EACH(j, columns) out[i * stride + j] = a[i] == b[j];
}

#endif
