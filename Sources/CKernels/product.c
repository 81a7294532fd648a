#include "CKernels.h"
#include "clones.h"

#include <stddef.h>
#include <stdint.h>

#ifndef REAL

// Matrix products by this file's own loops, and not by a library's, for three reasons: rows that are
// multiplied again and again are laid out once; what follows a product (a Hadamard product, a sum)
// happens while the sums are in registers; and a sum over p is one chain of fused multiplications and
// additions in the order of p, whatever the instructions, the threads and the cuts, so results are
// the same bits on every machine that has such an instruction.

#define UNROLL _Pragma("clang loop unroll(full)")
#define EVERY_INLINE static inline __attribute__((always_inline))

// Numbers of p that are multiplied at a time: a panel of so many stays in the first cache.
#define DEPTH 192
// Up to so many rows B is read where it is: laying it out anew would not pay.
#define FEW_ROWS 40

// The panel's width in numbers: three vectors of AVX-512, six of AVX2.
#define PANEL ((long)(192 / sizeof(REAL)))

#if defined(__x86_64__)
#define FENCE __builtin_ia32_sfence()
#else
#define FENCE __sync_synchronize()
#endif

static _Thread_local int most_vectors = 2;

void ck_limit_vectors(int kind) { most_vectors = kind; }

// 2 for AVX-512, 1 for AVX2, 0 for what every processor has.
static int vector_kind(void) {
#if defined(__x86_64__)
  static _Atomic int kind = -1;
  int known = kind;
  if (known < 0) {
    known = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                    __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
                ? 2
            : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? 1
                                                                              : 0;
    kind = known;
  }
  return known < most_vectors ? known : most_vectors;
#else
  return 0;
#endif
}

#define TEMPLATE "product.c"
#include "both.h"

long ck_panel(ck_precision precision) { return 192 / (precision == ck_single ? 4 : 8); }

void ck_product(
    ck_precision precision, long m, long n, long k, double alpha, const void *a, long aRow,
    long aStep, const void *b, long bStep, long bColumn, bool adding, void *c, long cStride) {
  PICK(product, m, n, k, alpha, a, aRow, aStep, b, bStep, bColumn, adding, c, cStride);
}

void ck_pack(
    ck_precision precision, const void *rows, long row, long step, long count, long length,
    double alpha, void *packed) {
  PICK(pack, rows, row, step, count, length, alpha, packed);
}

void ck_gram(ck_precision precision, const ck_gram_tile *tile) { PICK(gram, tile); }

void ck_write_tile(
    ck_precision precision, const void *tile, long stride, long rows, long columns, long offset,
    void *out, void *mirror, long outStride, void *turned, bool past) {
  PICK(write_tile, tile, stride, rows, columns, offset, out, mirror, outStride, turned, past);
}

void ck_spread(
    ck_precision precision, const void *g, long gStride, long rows, long begin, long repeats,
    void *out, long stride, long count) {
  PICK(spread, g, gStride, rows, begin, repeats, out, stride, count);
}

void ck_add_identity(
    ck_precision precision, const void *g, long gStride, double bias, long repeats, void *out,
    long stride, long row, long column, long rows, long columns) {
  PICK(add_identity, g, gStride, bias, repeats, out, stride, row, column, rows, columns);
}

#else

#define LANES ((long)(64 / sizeof(REAL)))
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")))
#define KIND(f) JOIN(NAME(f), _avx512)
#include "product_loops.h"
#undef LANES
#undef TARGET
#undef KIND

#define LANES ((long)(32 / sizeof(REAL)))
#define TARGET __attribute__((target("avx2,fma")))
#define KIND(f) JOIN(NAME(f), _avx2)
#include "product_loops.h"
#undef LANES
#undef TARGET
#undef KIND

#define LANES ((long)(16 / sizeof(REAL)))
#define TARGET
#define KIND(f) JOIN(NAME(f), _plain)
#include "product_loops.h"
#undef LANES
#undef TARGET
#undef KIND

#define CHOOSE(f, ...)                                                                           \
  do {                                                                                           \
    int kind = vector_kind();                                                                    \
    if (kind == 2) JOIN(NAME(f), _avx512)(__VA_ARGS__);                                          \
    else if (kind == 1) JOIN(NAME(f), _avx2)(__VA_ARGS__);                                       \
    else JOIN(NAME(f), _plain)(__VA_ARGS__);                                                     \
  } while (0)

static void NAME(product)(
    long m, long n, long k, double alpha, const REAL *a, long aRow, long aStep, const REAL *b,
    long bStep, long bColumn, bool adding, REAL *c, long cStride) {
  CHOOSE(product, m, n, k, (REAL)alpha, a, aRow, aStep, b, bStep, bColumn, adding, c, cStride);
}

static void NAME(pack)(
    const REAL *rows, long row, long step, long count, long length, double alpha, REAL *packed) {
  for (long first = 0; first < count; first += PANEL) {
    long here = count - first < PANEL ? count - first : PANEL;
    CHOOSE(
        lay_out, rows + first * row, step, row, here, PANEL, length, (REAL)alpha,
        packed + first * length);
  }
}

static void NAME(gram)(const ck_gram_tile *tile) { CHOOSE(gram, tile); }

static void NAME(write_tile)(
    const REAL *tile, long stride, long rows, long columns, long offset, REAL *out, REAL *mirror,
    long outStride, REAL *turned, bool past) {
  CHOOSE(
      write_tile, tile, stride, rows, columns, offset, out, mirror, outStride, turned, past);
}

static void NAME(spread)(
    const REAL *g, long gStride, long rows, long begin, long repeats, REAL *out, long stride,
    long count) {
  for (long n = 0; n < rows; n++, g += gStride, out += stride) {
    long m = begin / repeats, end = (m + 1) * repeats - begin;
    for (long j = 0; j < count; m++, end += repeats) {
      if (end > count) end = count;
      for (; j < end; j++) out[j] = g[m];
    }
  }
}

static void NAME(add_identity)(
    const REAL *g, long gStride, double bias, long repeats, REAL *out, long stride, long row,
    long column, long rows, long columns) {
  for (long i = row; i < row + rows; i++, out += stride) {
    long j = column + (i % repeats - column % repeats + repeats) % repeats;
    const REAL *from = g ? g + i / repeats * gStride + j / repeats : NULL;
    for (; j < column + columns; j += repeats) out[j - column] += from ? *from++ : (REAL)bias;
  }
}

#undef CHOOSE
#endif
