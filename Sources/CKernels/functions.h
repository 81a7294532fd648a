// Elementary functions without branches or calls, which the compiler turns into vector code.
//
// They serve single precision: arguments are widened to double, so a relative error of a few
// 1e-9 here leaves the rounding to float as the only error. Double precision uses libm.

#pragma once

#include <math.h>
#include <stdint.h>
#include <string.h>

// exp(x), relative error below 3e-13: x = k ln 2 + r, Taylor polynomial of degree 10 on
// |r| <= ln(2)/2. Saturates at exp(+-708); NaN stays NaN.
static inline double fast_exp(double x) {
  const double shifter = 0x1.8p52;  // pushes the integer part into the low bits
  x = x < -708 ? -708 : x;
  x = x > 708 ? 708 : x;
  double shifted = x * 0x1.71547652b82fep0 + shifter;
  double k = shifted - shifter;
  double r = (x - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33;
  double p = 1.0 / 3628800;
  p = p * r + 1.0 / 362880;
  p = p * r + 1.0 / 40320;
  p = p * r + 1.0 / 5040;
  p = p * r + 1.0 / 720;
  p = p * r + 1.0 / 120;
  p = p * r + 1.0 / 24;
  p = p * r + 1.0 / 6;
  p = p * r + 0.5;
  p = p * r + 1;
  p = p * r + 1;
  int64_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  uint64_t power = ((uint64_t)bits + 1023) << 52;
  double scale;
  memcpy(&scale, &power, sizeof scale);
  return p * scale;
}

// ln(1 + u) for 0 <= u <= 1, relative error below 1e-10: 2 artanh(u / (2 + u)).
static inline double fast_log1p(double u) {
  double s = u / (2 + u), q = s * s;
  double p = 1.0 / 19;
  p = p * q + 1.0 / 17;
  p = p * q + 1.0 / 15;
  p = p * q + 1.0 / 13;
  p = p * q + 1.0 / 11;
  p = p * q + 1.0 / 9;
  p = p * q + 1.0 / 7;
  p = p * q + 1.0 / 5;
  p = p * q + 1.0 / 3;
  p = p * q + 1;
  return 2 * s * p;
}

// tanh(x) = (1 - e) / (1 + e), e = exp(-2|x|); near 0, where that cancels, its series.
static inline double fast_tanh(double x) {
  double a = fabs(x), e = fast_exp(-2 * a), q = x * x;
  double far = (1 - e) / (1 + e);
  double near = a * (1 - q * (1.0 / 3 - q * (2.0 / 15)));
  return copysign(a < 1e-3 ? near : far, x);
}

// exp(t^2) erfc(t) for t >= 0, relative error below 3e-9: Chebyshev interpolation of degree 12 of
// (1 + 2t) exp(t^2) erfc(t) in w = (t - 3) / (t + 3), the substitution of Shepherd and Laframboise
// (Math. Comp. 36, 1981).
static inline double fast_erfcx(double t) {
  double w = (t - 3) / (t + 3);
  double p = 3.8917517622462731e-6;
  p = p * w + 7.7204139572245866e-5;
  p = p * w - 0.0001042211775945559;
  p = p * w - 0.00072616080162479985;
  p = p * w + 0.0018882157012155469;
  p = p * w + 0.0024988226117679765;
  p = p * w - 0.023770388711525561;
  p = p * w + 0.068316697294248218;
  p = p * w - 0.1192736784314829;
  p = p * w + 0.12964409102498088;
  p = p * w - 0.047562293827718373;
  p = p * w - 0.13562106822069486;
  p = p * w + 1.2530080582697297;
  return p / (1 + 2 * t);
}

// erfc(x); for x > 26 it is 0 in single precision, and larger x would square to infinity.
static inline double fast_erfc(double x) {
  double t = fabs(x);
  t = t > 26 ? 26 : t;
  double tail = fast_erfcx(t) * fast_exp(-t * t);
  return x < 0 ? 2 - tail : tail;
}

// erf(x): 1 - erfc(|x|), and on |x| < 1, where that cancels, Chebyshev interpolation of degree 7 of
// erf(x)/x in v = 2x^2 - 1; relative error below 1e-10 there.
static inline double fast_erf(double x) {
  double t = fabs(x), v = 2 * x * x - 1;
  double p = -7.5523785714742159e-8;
  p = p * v + 1.2316395977478375e-6;
  p = p * v - 1.7536914180800597e-5;
  p = p * v + 0.0002175119906208899;
  p = p * v - 0.0022854856122122421;
  p = p * v + 0.019852497722455813;
  p = p * v - 0.14053608902112115;
  p = p * v + 0.96546873863756906;
  return t < 1 ? x * p : copysign(1 - fast_erfc(t), x);
}

// sin(x + quarters pi/2) for |x| <= CIRCLE_LIMIT: k = the nearest integer to 2x/pi, pi/2 in three
// parts of which two have 33 bits (so that k times them is exact), Taylor polynomials on
// |r| <= pi/4 with relative error below 1e-11.
#define CIRCLE_LIMIT 1e6
static inline double fast_circle(double x, int64_t quarters) {
  const double shifter = 0x1.8p52;
  double shifted = x * 0x1.45f306dc9c883p-1 + shifter;
  double k = shifted - shifter;
  double r = ((x - k * 0x1.921fb544p0) - k * 0x1.0b4611a6p-34) - k * 0x1.3198a2e037073p-69;
  double q = r * r;
  double sine = 1.0 / 6227020800.0;
  sine = sine * q - 1.0 / 39916800;
  sine = sine * q + 1.0 / 362880;
  sine = sine * q - 1.0 / 5040;
  sine = sine * q + 1.0 / 120;
  sine = sine * q - 1.0 / 6;
  sine = r + r * q * sine;
  double cosine = 1.0 / 479001600;
  cosine = cosine * q - 1.0 / 3628800;
  cosine = cosine * q + 1.0 / 40320;
  cosine = cosine * q - 1.0 / 720;
  cosine = cosine * q + 1.0 / 24;
  cosine = cosine * q - 0.5;
  cosine = 1 + q * cosine;
  int64_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  bits += quarters;
  double value = (bits & 1) ? cosine : sine;
  return (bits & 2) ? -value : value;
}
