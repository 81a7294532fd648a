#include <math.h>

#include "CKernels.h"
#include "clones.h"

#ifndef REAL

#define TEMPLATE "normalise.c"
#include "both.h"

void ck_normalise(
    ck_precision precision, const void *x, const void *gain, const void *bias, double epsilon,
    void *normed, void *scales, void *y, long units, long positions, long channels, long groups) {
  PICK(
      normalise, x, gain, bias, epsilon, normed, scales, y, units, positions, channels, groups);
}

void ck_normalise_back(
    ck_precision precision, const void *d, const void *gain, const void *normed,
    const void *scales, void *out, long units, long positions, long channels, long groups) {
  PICK(normalise_back, d, gain, normed, scales, out, units, positions, channels, groups);
}

void ck_product_sums(
    ck_precision precision, const void *a, const void *d, void *out, long rows, long columns) {
  PICK(product_sums, a, d, out, rows, columns);
}

void ck_softmax_back(
    ck_precision precision, double scale, const void *p, const void *d, void *out, long rows,
    long columns) {
  PICK(softmax_back, scale, p, d, out, rows, columns);
}

#else

// Eight running sums in double over a group's numbers, so that the order is fixed.
#define GROUP_SUM(result, term)                                                                  \
  double lanes[8] = {0};                                                                         \
  for (long s = 0; s < positions; s++) {                                                         \
    long at = s * channels + first, k = 0;                                                       \
    for (; k + 8 <= width; k += 8)                                                               \
      for (int l = 0; l < 8; l++) lanes[l] += term(at + k + l, first + k + l);                   \
    for (; k < width; k++) lanes[k & 7] += term(at + k, first + k);                              \
  }                                                                                              \
  for (int half = 4; half > 0; half /= 2)                                                        \
    for (int l = 0; l < half; l++) lanes[l] += lanes[l + half];                                  \
  double result = lanes[0];

#define VALUE(i, c) (double)x[i]
#define DEVIATION(i, c) ((double)x[i] - mean) * ((double)x[i] - mean)
#define SLOPE(i, c) (double)d[i] * gain[c]
#define ALONG(i, c) (double)d[i] * gain[c] * normed[i]

CLONES void NAME(normalise)(
    const REAL *x, const REAL *gain, const REAL *bias, double epsilon, REAL *normed, REAL *scales,
    REAL *y, long units, long positions, long channels, long groups) {
  long width = channels / groups, size = positions * channels;
  double count = (double)positions * width;
  for (long u = 0; u < units; u++, x += size, normed += size, y += size, scales += groups)
    for (long g = 0; g < groups; g++) {
      long first = g * width;
      double mean, scale;
      {
        GROUP_SUM(sum, VALUE)
        mean = sum / count;
      }
      {
        GROUP_SUM(sum, DEVIATION)
        scale = 1 / sqrt(sum / count + epsilon);
      }
      scales[g] = (REAL)scale;
      for (long s = 0; s < positions; s++) {
        long at = s * channels + first;
        EACH(k, width) {
          double value = (x[at + k] - mean) * scale;
          normed[at + k] = (REAL)value;
          y[at + k] = (REAL)(value * gain[first + k] + bias[first + k]);
        }
      }
    }
}

CLONES void NAME(normalise_back)(
    const REAL *d, const REAL *gain, const REAL *normed, const REAL *scales, REAL *out, long units,
    long positions, long channels, long groups) {
  long width = channels / groups, size = positions * channels;
  double count = (double)positions * width;
  for (long u = 0; u < units; u++, d += size, normed += size, out += size, scales += groups)
    for (long g = 0; g < groups; g++) {
      long first = g * width;
      double mean, along;
      {
        GROUP_SUM(sum, SLOPE)
        mean = sum / count;
      }
      {
        GROUP_SUM(sum, ALONG)
        along = sum / count;
      }
      double scale = scales[g];
      for (long s = 0; s < positions; s++) {
        long at = s * channels + first;
        EACH(k, width)
          out[at + k] =
              (REAL)(scale * ((double)d[at + k] * gain[first + k] - mean - normed[at + k] * along));
      }
    }
}

#define BLOCK 256

CLONES void NAME(product_sums)(
    const REAL *a, const REAL *d, REAL *out, long rows, long columns) {
  for (long begin = 0; begin < columns; begin += BLOCK) {
    long width = columns - begin < BLOCK ? columns - begin : BLOCK;
    double sums[BLOCK] = {0};
    for (long i = 0; i < rows; i++) {
      const REAL *left = a + i * columns + begin, *right = d + i * columns + begin;
      EACH(j, width) sums[j] += (double)left[j] * right[j];
    }
    for (long j = 0; j < width; j++) out[begin + j] = (REAL)sums[j];
  }
}

CLONES void NAME(softmax_back)(
    double scale, const REAL *p, const REAL *d, REAL *out, long rows, long columns) {
  for (long i = 0; i < rows; i++, p += columns, d += columns, out += columns) {
    double lanes[8] = {0};
    long j = 0;
    for (; j + 8 <= columns; j += 8)
      for (int l = 0; l < 8; l++) lanes[l] += (double)p[j + l] * d[j + l];
    for (; j < columns; j++) lanes[j & 7] += (double)p[j] * d[j];
    for (int half = 4; half > 0; half /= 2)
      for (int l = 0; l < half; l++) lanes[l] += lanes[l + half];
    double mean = lanes[0];
    EACH(k, columns) out[k] = (REAL)(scale * p[k] * (d[k] - mean));
  }
}

#endif
