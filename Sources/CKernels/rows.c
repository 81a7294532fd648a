#include "CKernels.h"
#include "clones.h"

#ifndef REAL

#define TEMPLATE "rows.c"
#include "both.h"

void ck_multiply_rows(
    ck_precision precision, const void *mask, const void *d, void *out, long rows, long seeds,
    long columns) {
  PICK(multiply_rows, mask, d, out, rows, seeds, columns);
}

void ck_expand_masked(
    ck_precision precision, const void *mask, const void *shared, void *out, long rows, long seeds,
    long columns) {
  PICK(expand_masked, mask, shared, out, rows, seeds, columns);
}

void ck_row_norms(
    ck_precision precision, const void *a, long stride, const void *weights, double *out,
    long rows, long columns) {
  PICK(row_norms, a, stride, weights, out, rows, columns);
}

void ck_column_sums(
    ck_precision precision, double alpha, const void *a, long stride, double beta, void *out,
    long rows, long columns) {
  PICK(column_sums, alpha, a, stride, beta, out, rows, columns);
}

void ck_column_norms(
    ck_precision precision, const void *a, long stride, void *out, long rows, long columns) {
  PICK(column_norms, a, stride, out, rows, columns);
}

#else

CLONES void NAME(multiply_rows)(
    const REAL *mask, const REAL *d, REAL *out, long rows, long seeds, long columns) {
  for (long n = 0; n < rows; n++, mask += columns)
    for (long c = 0; c < seeds; c++, d += columns, out += columns)
      EACH(j, columns) out[j] = mask[j] * d[j];
}

CLONES void NAME(expand_masked)(
    const REAL *mask, const REAL *shared, REAL *out, long rows, long seeds, long columns) {
  for (long n = 0; n < rows; n++, mask += columns)
    for (long c = 0; c < seeds; c++, out += columns) {
      const REAL *row = shared + c * columns;
      EACH(j, columns) out[j] = mask[j] * row[j];
    }
}

// Sixteen running sums whatever the machine's vectors, so that the order is fixed.
#define ROW_NORM(term)                                                                           \
  double lanes[16] = {0};                                                                        \
  long j = 0;                                                                                    \
  for (; j + 16 <= columns; j += 16)                                                             \
    for (int l = 0; l < 16; l++) lanes[l] += term(j + l);                                        \
  for (; j < columns; j++) lanes[j & 15] += term(j);                                             \
  for (int width = 8; width > 0; width /= 2)                                                     \
    for (int l = 0; l < width; l++) lanes[l] += lanes[l + width];                                \
  out[i] = lanes[0];

#define SQUARE(j) (double)a[j] * a[j]
#define WEIGHTED_SQUARE(j) (double)weights[j] * a[j] * a[j]

CLONES void NAME(row_norms)(
    const REAL *a, long stride, const REAL *weights, double *out, long rows, long columns) {
  for (long i = 0; i < rows; i++, a += stride) {
    if (weights) {
      ROW_NORM(WEIGHTED_SQUARE)
    } else {
      ROW_NORM(SQUARE)
    }
  }
}

#define BLOCK 256

CLONES void NAME(column_sums)(
    double alpha, const REAL *a, long stride, double beta, REAL *out, long rows, long columns) {
  for (long begin = 0; begin < columns; begin += BLOCK) {
    long width = columns - begin < BLOCK ? columns - begin : BLOCK;
    double sums[BLOCK] = {0};
    for (long i = 0; i < rows; i++) {
      const REAL *row = a + i * stride + begin;
      EACH(j, width) sums[j] += row[j];
    }
    for (long j = 0; j < width; j++)
      out[begin + j] =
          (REAL)(beta == 0 ? alpha * sums[j] : beta * out[begin + j] + alpha * sums[j]);
  }
}

CLONES void NAME(column_norms)(
    const REAL *a, long stride, REAL *out, long rows, long columns) {
  for (long begin = 0; begin < columns; begin += BLOCK) {
    long width = columns - begin < BLOCK ? columns - begin : BLOCK;
    double sums[BLOCK] = {0};
    for (long i = 0; i < rows; i++) {
      const REAL *row = a + i * stride + begin;
      EACH(j, width) sums[j] += (double)row[j] * row[j];
    }
    for (long j = 0; j < width; j++) out[begin + j] = (REAL)sums[j];
  }
}

#endif
