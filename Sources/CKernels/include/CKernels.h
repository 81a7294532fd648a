// The elementwise loops of the engine, in single and double precision.
//
// Every function takes the precision first and its arrays as untyped pointers, so that there is
// one symbol, one declaration and one Swift binding for both; it looks at the precision once and
// runs the loop compiled for it. On x86-64 Linux each loop exists for SSE2, AVX2 and AVX-512 and
// the loader picks one.
//
// Element i depends on elements i only, whatever the alignment, the length or the place where the
// caller cuts an array; sums over a row run in a fixed order in double precision. "May alias"
// means that two arguments may be the same array, not that they may overlap otherwise.

#pragma once

#include <stdbool.h>

typedef enum { ck_single, ck_double } ck_precision;

// --- Activations (activations.c) ---

// z += biasScale * bias[column] if there is a bias, then y = phi(z); contiguous [rows x columns].
// y may alias z, which is then lost.
typedef void ck_activation(
    ck_precision, void *z, const void *bias, double biasScale, void *y, long rows, long columns);

// out = cotangent * phi'(kept), or phi'(kept) where cotangent is NULL. `kept` is y for relu, tanh,
// sigmoid and identity, and z for the others. out may alias either.
typedef void ck_slope(
    ck_precision, const void *kept, const void *cotangent, void *out, long count);

ck_activation ck_identity, ck_relu, ck_tanh, ck_sigmoid, ck_softplus;
ck_activation ck_gelu, ck_gelu_tanh, ck_sin, ck_erf;
ck_slope ck_identity_slope, ck_relu_slope, ck_tanh_slope, ck_sigmoid_slope, ck_softplus_slope;
ck_slope ck_gelu_slope, ck_gelu_tanh_slope, ck_sin_slope, ck_erf_slope;

// --- Rows of cotangents (rows.c) ---

// out[n*seeds + c, j] = mask[n, j] * d[n*seeds + c, j]; all contiguous. out may alias d.
void ck_multiply_rows(
    ck_precision, const void *mask, const void *d, void *out, long rows, long seeds, long columns);

// out[n*seeds + c, j] = mask[n, j] * shared[c, j]; all contiguous.
void ck_expand_masked(
    ck_precision, const void *mask, const void *shared, void *out, long rows, long seeds,
    long columns);

// out[i] = sum over j of weights[j] * a[i, j]^2, in double; without weights where they are NULL.
void ck_row_norms(
    ck_precision, const void *a, long stride, const void *weights, double *out, long rows,
    long columns);

// out[j] = beta * out[j] + alpha * sum over i of a[i, j], summed in double; out is not read when
// beta is 0.
void ck_column_sums(
    ck_precision, double alpha, const void *a, long stride, double beta, void *out, long rows,
    long columns);

// out[j] = sum over i of a[i, j]^2, summed in double.
void ck_column_norms(
    ck_precision, const void *a, long stride, void *out, long rows, long columns);

// --- Hadamard products with Gram matrices (hadamard.c) ---

// One layer's part of a kernel: (weight * g + bias) o t, each g standing for a block of t.
typedef struct {
  const void *t;
  long tStride;
  const void *g;
  long gStride;
  double weight;
  double bias;
} ck_term;

// out[n*rowBlock + a, m*columnBlock + b] (+)=
//     sum over terms of (weight * g[n, m] + bias) * t[n*rowBlock + a, m*columnBlock + b],
// n < rows and m < columns. A term's t may be out itself.
void ck_hadamard(
    ck_precision, void *out, long stride, const ck_term *terms, long count, bool accumulate,
    long rows, long columns, long rowBlock, long columnBlock);

// out[n*block + a, m*block + a] += weight * g[n, m] + bias for every a < block.
void ck_hadamard_identity(
    ck_precision, void *out, long stride, const void *g, long gStride, double weight, double bias,
    long rows, long columns, long block);

// --- Windows of images (images.c) ---

// Windows of rows x columns pixels of an image [height, width, channels], one for every place
// (i, j) of outHeight x outWidth, whose corner is at (i * rowStride - top, j * columnStride - left).
typedef struct {
  long height, width, channels;
  long rows, columns;
  long rowStride, columnStride;
  long top, left;
  long outHeight, outWidth;
} ck_window;

// patches[i * outWidth + j, (r * columns + q) * channels + c] is pixel (r, q) of window (i, j), and
// 0 outside the image.
void ck_gather_patches(
    ck_precision, const void *image, void *patches, const ck_window *window);

// The transpose: image = the sum of the patches at their places.
void ck_scatter_patches(
    ck_precision, const void *patches, void *image, const ck_window *window);

// out[i, j, c] = scale * the sum over the window; windows lie inside the image.
void ck_sum_windows(
    ck_precision, double scale, const void *image, void *out, const ck_window *window);

// The transpose: image = the sum over windows of scale * d[i, j, c] at all their pixels.
void ck_spread_windows(
    ck_precision, double scale, const void *d, void *image, const ck_window *window);

// out[i, j, c] = the largest of the window, the first of equal ones; and its place in the image,
// unless places is NULL.
void ck_max_windows(
    ck_precision, const void *image, void *out, int *places, const ck_window *window);

// image = the sum over outputs of d at their places.
void ck_spread_maxima(
    ck_precision, const void *d, const int *places, void *image, long outputs, long inputs);

// --- Normalisation and attention (normalise.c) ---

// Units of [positions x channels] numbers, whose channels are cut in groups: the numbers of a group
// at all positions of a unit are shifted and scaled to mean 0 and variance 1 (divided by their
// count; epsilon is added to it), then y = gain[c] * normed + bias[c].
// scales [units x groups] is what they were multiplied by.
void ck_normalise(
    ck_precision, const void *x, const void *gain, const void *bias, double epsilon, void *normed,
    void *scales, void *y, long units, long positions, long channels, long groups);

// The cotangents of x from those of y.
void ck_normalise_back(
    ck_precision, const void *d, const void *gain, const void *normed, const void *scales,
    void *out, long units, long positions, long channels, long groups);

// out[j] = sum over i of a[i, j] * d[i, j], in double.
void ck_product_sums(
    ck_precision, const void *a, const void *d, void *out, long rows, long columns);

// out = scale * the cotangents of the arguments of row-wise softmaxes p, from those of p.
void ck_softmax_back(
    ck_precision, double scale, const void *p, const void *d, void *out, long rows, long columns);

// --- Layers with positions (pairs.c) ---

// out[n*block + a, m*block + b] += sum over positions s, t of
//     (weight * g[n, s, m, t] + bias) * t[n*block + a, s, m*block + b, t],
// n < rows and m < columns; g NULL counts as 0.
void ck_position_sums(
    ck_precision, void *out, long stride, const void *g, long gStride, const void *t, long tStride,
    double weight, double bias, long rows, long columns, long block, long positions);

// out[i, j] = 1 where a[i] is b[j], else 0.
void ck_equal(
    ck_precision, const void *a, const void *b, void *out, long stride, long rows, long columns);

// --- Losses (losses.c): means over `rows` examples, accumulated in double ---

// The mean over samples and outputs of (f - y)^2; writes the derivative where seed is not NULL.
double ck_mse(
    ck_precision, const void *f, const void *y, void *seed, long rows, long columns);

// The mean over samples of -sum y ln softmax(f); writes the derivative where seed is not NULL.
double ck_cross_entropy(
    ck_precision, const void *f, const void *y, void *seed, long rows, long columns);

// out[i, :] = softmax(f[i, :]); out may alias f.
void ck_softmax(ck_precision, const void *f, void *out, long rows, long columns);

// --- Steps of the optimisers (updates.c) ---

// w -= rate * g
void ck_sgd(ck_precision, void *w, const void *g, double rate, long count);

// m = beta * m + g; w -= rate * m
void ck_momentum(
    ck_precision, void *w, void *m, const void *g, double beta, double rate, long count);

// m = beta1 * m + (1 - beta1) * g; v = beta2 * v + (1 - beta2) * g^2;
// w -= rate * (m / (1 - beta1^step)) / (sqrt(v / (1 - beta2^step)) + epsilon); step counts from 1.
void ck_adam(
    ck_precision, void *w, void *m, void *v, const void *g, double beta1, double beta2,
    double rate, double epsilon, long step, long count);

// --- Vectors and whole matrices (vectors.c) ---

// x *= alpha
void ck_scale(ck_precision, double alpha, void *x, long count);
// y += alpha * x
void ck_axpy(ck_precision, double alpha, const void *x, void *y, long count);
// The sum, in double.
double ck_sum(ck_precision, const void *x, long count);
// The inner product, in double.
double ck_dot(ck_precision, const void *x, const void *y, long count);
// The first place of a number that is not finite, or -1.
long ck_first_not_finite(ck_precision, const void *x, long count);
void ck_to_double(const float *x, double *out, long count);
void ck_to_single(const double *x, float *out, long count);
// out[j, i] = alpha * a[i, j]
void ck_transpose(
    ck_precision, double alpha, const void *a, long stride, void *out, long outStride, long rows,
    long columns);
// a[j, i] = a[i, j] for i in begin ..< end and j < i.
void ck_mirror(ck_precision, void *a, long stride, long begin, long end);

// --- The machine (processors.c, blas_core.c) ---

// How many processors this process may run on.
long ck_processors(void);

// OpenBLAS before 0.3.25 takes Intel processors it does not know for a Prescott of 2004 and runs
// three to five times slower than it could (OpenMathLib/OpenBLAS#4267; Debian 12 has 0.3.21). Where
// that happened, and the user did not choose with OPENBLAS_CORETYPE, this lets it choose again
// among what the processor has. To be called before the first call of BLAS, with no other running.
void ck_correct_blas_core(void);
