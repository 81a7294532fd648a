#include "CKernels.h"
#include "clones.h"
#include "functions.h"

#ifndef REAL

#define SQRT_HALF 0.70710678118654752440
#define INVERSE_SQRT_2PI 0.39894228040143267794
#define TWO_OVER_SQRT_PI 1.12837916709551257390
#define SQRT_2_OVER_PI 0.79788456080286535588
#define GELU_CUBIC 0.044715

#define TEMPLATE "activations.c"
#include "both.h"

#define ENTRY(name)                                                                              \
  void ck_##name(                                                                                \
      ck_precision precision, void *z, const void *bias, double biasScale, void *y, long rows,   \
      long columns) {                                                                            \
    PICK(name, z, bias, biasScale, y, rows, columns);                                            \
  }                                                                                              \
  void ck_##name##_slope(                                                                        \
      ck_precision precision, const void *kept, const void *cotangent, void *out, long count) {  \
    PICK(name##_slope, kept, cotangent, out, count);                                             \
  }

ENTRY(identity)
ENTRY(relu)
ENTRY(tanh)
ENTRY(sigmoid)
ENTRY(softplus)
ENTRY(gelu)
ENTRY(gelu_tanh)
ENTRY(sin)
ENTRY(erf)

#else

#undef EXP
#undef LOG1P
#undef TANH
#undef ERF
#undef ERFC
#if IS_SINGLE
#define EXP fast_exp
#define LOG1P fast_log1p
#define TANH fast_tanh
#define ERF fast_erf
#define ERFC fast_erfc
#else
#define EXP exp
#define LOG1P log1p
#define TANH tanh
#define ERF erf
#define ERFC erfc
#endif

// The formulas, in double for both precisions; `phi` of z, and its derivative from what is kept.

static inline double NAME(sigmoid_at)(double z) {
  double e = EXP(-fabs(z));
  return (z < 0 ? e : 1) / (1 + e);
}

static inline double NAME(softplus_at)(double z) {
  return (z > 0 ? z : 0) + LOG1P(EXP(-fabs(z)));
}

static inline double NAME(gelu_at)(double z) { return 0.5 * z * ERFC(-z * SQRT_HALF); }

static inline double NAME(gelu_slope_at)(double z) {
  return 0.5 * ERFC(-z * SQRT_HALF) + z * INVERSE_SQRT_2PI * EXP(-0.5 * z * z);
}

// (1 + tanh u)/2 = sigmoid(2u), which does not cancel for negative u.
static inline double NAME(gelu_tanh_at)(double z) {
  double u = SQRT_2_OVER_PI * z * (1 + GELU_CUBIC * z * z);
  return z * NAME(sigmoid_at)(2 * u);
}

// Beyond 50 the slope is 0 or 1 to the last digit, and the cube would overflow.
static inline double NAME(gelu_tanh_slope_at)(double z) {
  z = z > 50 ? 50 : z < -50 ? -50 : z;
  double u = SQRT_2_OVER_PI * z * (1 + GELU_CUBIC * z * z);
  double rise = SQRT_2_OVER_PI * (1 + 3 * GELU_CUBIC * z * z);
  double e = EXP(-2 * fabs(u));
  double s = (u < 0 ? e : 1) / (1 + e);
  return s + 2 * z * rise * e / ((1 + e) * (1 + e));
}

// phi as a loop over rows with the bias, phi' as a loop over elements with the cotangent.
#define ACTIVATION(name, phi)                                                                    \
  CLONES void NAME(name)(                                                                        \
      REAL * z, const REAL *bias, double biasScale, REAL *y, long rows, long columns) {          \
    if (!bias) {                                                                                 \
      columns *= rows;                                                                           \
      rows = 1;                                                                                  \
    }                                                                                            \
    REAL scale = (REAL)biasScale;                                                                \
    for (long i = 0; i < rows; i++, z += columns, y += columns) {                                \
      if (bias) {                                                                                \
        EACH(j, columns) {                                                                       \
          REAL x = z[j] + scale * bias[j];                                                       \
          z[j] = x;                                                                              \
          y[j] = (REAL)(phi);                                                                    \
        }                                                                                        \
      } else {                                                                                   \
        EACH(j, columns) {                                                                       \
          REAL x = z[j];                                                                         \
          y[j] = (REAL)(phi);                                                                    \
        }                                                                                        \
      }                                                                                          \
    }                                                                                            \
  }

#define SLOPE(name, slope)                                                                       \
  CLONES void NAME(name##_slope)(                                                                \
      const REAL *kept, const REAL *cotangent, REAL *out, long count) {                          \
    if (cotangent) {                                                                             \
      EACH(i, count) {                                                                           \
        REAL x = kept[i];                                                                        \
        (void)x;                                                                                 \
        out[i] = cotangent[i] * (REAL)(slope);                                                   \
      }                                                                                          \
    } else {                                                                                     \
      EACH(i, count) {                                                                           \
        REAL x = kept[i];                                                                        \
        (void)x;                                                                                 \
        out[i] = (REAL)(slope);                                                                  \
      }                                                                                          \
    }                                                                                            \
  }

ACTIVATION(identity, x)
SLOPE(identity, 1)

ACTIVATION(relu, x < 0 ? 0 : x)  // not x > 0 ? x : 0, which would lose a NaN
SLOPE(relu, x > 0 ? 1 : 0)

ACTIVATION(tanh, TANH(x))
SLOPE(tanh, (1 - x) * (1 + x))

ACTIVATION(sigmoid, NAME(sigmoid_at)(x))
SLOPE(sigmoid, x *(1 - x))

ACTIVATION(softplus, NAME(softplus_at)(x))
SLOPE(softplus, NAME(sigmoid_at)(x))

ACTIVATION(gelu, NAME(gelu_at)(x))
SLOPE(gelu, NAME(gelu_slope_at)(x))

ACTIVATION(gelu_tanh, NAME(gelu_tanh_at)(x))
SLOPE(gelu_tanh, NAME(gelu_tanh_slope_at)(x))

ACTIVATION(erf, ERF(x))
SLOPE(erf, TWO_OVER_SQRT_PI * EXP(-(double)x * x))

#if IS_SINGLE

ACTIVATION(circle, fast_circle(x, 0))
SLOPE(circle, fast_circle(x, 1))

// Single sine: the vector loop, then libm for the arguments its reduction does not reach. They
// must be found before the loop, which may overwrite them.
static void sin_single(
    float *z, const float *bias, double biasScale, float *y, long rows, long columns) {
  for (long i = 0; i < rows; i++, z += columns, y += columns) {
    float block[256];
    for (long begin = 0; begin < columns; begin += 256) {
      long width = columns - begin < 256 ? columns - begin : 256;
      identity_single(z + begin, bias ? bias + begin : 0, biasScale, block, 1, width);
      circle_single(z + begin, 0, 0, y + begin, 1, width);
      for (long j = 0; j < width; j++)
        if (!(fabsf(block[j]) <= CIRCLE_LIMIT)) y[begin + j] = sinf(block[j]);
    }
  }
}

static void sin_slope_single(const float *kept, const float *cotangent, float *out, long count) {
  for (long begin = 0; begin < count; begin += 256) {
    long width = count - begin < 256 ? count - begin : 256;
    float slope[256];
    circle_slope_single(kept + begin, 0, slope, width);
    for (long j = 0; j < width; j++)
      if (!(fabsf(kept[begin + j]) <= CIRCLE_LIMIT)) slope[j] = cosf(kept[begin + j]);
    for (long j = 0; j < width; j++)
      out[begin + j] = cotangent ? cotangent[begin + j] * slope[j] : slope[j];
  }
}

#else

ACTIVATION(sin, sin(x))
SLOPE(sin, cos(x))

#endif

#endif
