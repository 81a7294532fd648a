#include "CKernels.h"
#include "clones.h"

#ifndef REAL

#define TEMPLATE "hadamard.c"
#include "both.h"

void ck_hadamard(
    ck_precision precision, void *out, long stride, const ck_term *terms, long count,
    bool accumulate, long rows, long columns, long rowBlock, long columnBlock) {
  PICK(
      hadamard, out, stride, terms, count, accumulate, rows, columns, rowBlock, columnBlock);
}

void ck_hadamard_identity(
    ck_precision precision, void *out, long stride, const void *g, long gStride, double weight,
    double bias, long rows, long columns, long block) {
  PICK(hadamard_identity, out, stride, g, gStride, weight, bias, rows, columns, block);
}

#else

// The factors of one row of blocks are laid out once per 512 columns, in the first cache, and used
// for all of its rows; so every term is read once and the result written once.
#define WIDTH 512
#define TERMS 8

CLONES void NAME(hadamard)(
    REAL *out, long stride, const ck_term *terms, long count, bool accumulate, long rows,
    long columns, long rowBlock, long columnBlock) {
  REAL factors[TERMS][WIDTH];
  REAL sums[WIDTH];
  long total = columns * columnBlock;
  long step = columnBlock <= WIDTH ? WIDTH / columnBlock * columnBlock : WIDTH;
  for (long first = 0; first < count; first += TERMS) {
    long terms_here = count - first < TERMS ? count - first : TERMS;
    const ck_term *term = terms + first;
    bool adds = accumulate || first > 0;
    for (long n = 0; n < rows; n++)
      for (long begin = 0; begin < total; begin += step) {
        long width = total - begin < step ? total - begin : step;
        for (long k = 0; k < terms_here; k++) {
          const REAL *g = (const REAL *)term[k].g + n * term[k].gStride;
          REAL weight = (REAL)term[k].weight, bias = (REAL)term[k].bias;
          if (columnBlock == 1) {
            EACH(j, width) factors[k][j] = weight * g[begin + j] + bias;
          } else {
            long j = 0;
            while (j < width) {
              long m = (begin + j) / columnBlock;
              long end = (m + 1) * columnBlock - begin;
              if (end > width) end = width;
              REAL factor = weight * g[m] + bias;
              for (; j < end; j++) factors[k][j] = factor;
            }
          }
        }
        for (long a = 0; a < rowBlock; a++) {
          long row = n * rowBlock + a;
          REAL *target = out + row * stride + begin;
          if (adds)
            EACH(j, width) sums[j] = target[j];
          else
            EACH(j, width) sums[j] = 0;
          for (long k = 0; k < terms_here; k++) {
            const REAL *t = (const REAL *)term[k].t + row * term[k].tStride + begin;
            const REAL *factor = factors[k];
            EACH(j, width) sums[j] += factor[j] * t[j];
          }
          EACH(j, width) target[j] = sums[j];
        }
      }
  }
}

CLONES void NAME(hadamard_identity)(
    REAL *out, long stride, const REAL *g, long gStride, double weight, double bias, long rows,
    long columns, long block) {
  REAL w = (REAL)weight, b = (REAL)bias;
  for (long n = 0; n < rows; n++, g += gStride)
    for (long a = 0; a < block; a++) {
      REAL *row = out + (n * block + a) * stride + a;
      for (long m = 0; m < columns; m++) row[m * block] += w * g[m] + b;
    }
}

#endif
