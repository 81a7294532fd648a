#include <math.h>

#include "CKernels.h"
#include "clones.h"
#include "functions.h"

#ifndef REAL

#define TEMPLATE "losses.c"
#include "both.h"

double ck_mse(
    ck_precision precision, const void *f, const void *y, void *seed, long rows, long columns) {
  return PICK(mse, f, y, seed, rows * columns);
}

double ck_cross_entropy(
    ck_precision precision, const void *f, const void *y, void *seed, long rows, long columns) {
  return PICK(cross_entropy, f, y, seed, rows, columns);
}

void ck_softmax(ck_precision precision, const void *f, void *out, long rows, long columns) {
  PICK(softmax, f, out, rows, columns);
}

#else

#undef EXP
#if IS_SINGLE
#define EXP fast_exp
#else
#define EXP exp
#endif

CLONES double NAME(mse)(const REAL *f, const REAL *y, REAL *seed, long count) {
  double lanes[16] = {0}, scale = 1 / (double)count;
  long i = 0;
  for (; i + 16 <= count; i += 16)
    for (int l = 0; l < 16; l++) {
      double difference = (double)f[i + l] - y[i + l];
      lanes[l] += difference * difference;
    }
  for (; i < count; i++) {
    double difference = (double)f[i] - y[i];
    lanes[i & 15] += difference * difference;
  }
  for (int width = 8; width > 0; width /= 2)
    for (int l = 0; l < width; l++) lanes[l] += lanes[l + width];
  if (seed) EACH(j, count) seed[j] = (REAL)(2 * scale * ((double)f[j] - y[j]));
  return lanes[0] * scale;
}

// The largest entry of a row; a NaN wins, so that it reaches the result.
static inline double NAME(largest)(const REAL *f, long columns) {
  double largest = f[0];
  for (long j = 1; j < columns; j++) largest = f[j] <= largest ? largest : f[j];
  return largest;
}

// Rows are taken in pieces of at most PIECE, whose exponentials are computed together. Single
// precision fills the last vector with zeros rather than finish one by one: rows are often short.
#define PIECE 64

static inline void NAME(exponentials)(
    const REAL *f, double largest, double *e, long width) {
  for (long j = 0; j < width; j++) e[j] = f[j] - largest;
  long padded = IS_SINGLE ? (width + 7) / 8 * 8 : width;
  for (long j = width; j < padded; j++) e[j] = 0;
  EACH(j, padded) e[j] = EXP(e[j]);
}

// L = sum y (ln sum exp(f - max) - (f - max)), seed = softmax(f) sum y - y. Where y is 0 the term
// is 0 even if f is minus infinity.
CLONES double NAME(cross_entropy)(
    const REAL *f, const REAL *y, REAL *seed, long rows, long columns) {
  double total = 0, scale = 1 / (double)rows, e[PIECE];
  for (long i = 0; i < rows; i++, f += columns, y += columns) {
    double largest = NAME(largest)(f, columns), sum = 0, weight = 0, picked = 0;
    for (long begin = 0; begin < columns; begin += PIECE) {
      long width = columns - begin < PIECE ? columns - begin : PIECE;
      NAME(exponentials)(f + begin, largest, e, width);
      for (long j = 0; j < width; j++) {
        double target = y[begin + j];
        sum += e[j];
        weight += target;
        picked += target == 0 ? 0 : target * (f[begin + j] - largest);
      }
    }
    total += weight * log(sum) - picked;
    if (!seed) continue;
    double share = weight / sum;
    for (long begin = 0; begin < columns; begin += PIECE) {
      long width = columns - begin < PIECE ? columns - begin : PIECE;
      if (columns > PIECE) NAME(exponentials)(f + begin, largest, e, width);
      for (long j = 0; j < width; j++)
        seed[begin + j] = (REAL)(scale * (e[j] * share - y[begin + j]));
    }
    seed += columns;
  }
  return total * scale;
}

CLONES void NAME(softmax)(const REAL *f, REAL *out, long rows, long columns) {
  double e[PIECE];
  for (long i = 0; i < rows; i++, f += columns, out += columns) {
    double largest = NAME(largest)(f, columns), sum = 0;
    for (long begin = 0; begin < columns; begin += PIECE) {
      long width = columns - begin < PIECE ? columns - begin : PIECE;
      NAME(exponentials)(f + begin, largest, e, width);
      for (long j = 0; j < width; j++) sum += e[j];
    }
    for (long begin = 0; begin < columns; begin += PIECE) {
      long width = columns - begin < PIECE ? columns - begin : PIECE;
      if (columns > PIECE) NAME(exponentials)(f + begin, largest, e, width);
      for (long j = 0; j < width; j++) out[begin + j] = (REAL)(e[j] / sum);
    }
  }
}

#endif
