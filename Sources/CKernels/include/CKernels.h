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

// --- Matrix products (product.c) ---

// C (+)= alpha · A B with A [m x k], B [k x n], C [m x n]: a(i, p) is a[i*aRow + p*aStep], b(p, j) is
// b[p*bStep + j*bColumn], so a transposed factor is a matter of strides. Every sum is one chain over p
// in order.
void ck_product(
    ck_precision, long m, long n, long k, double alpha, const void *a, long aRow, long aStep,
    const void *b, long bStep, long bColumn, bool adding, void *c, long cStride);

// For tests: products on this thread use AVX2 at most (1), or what every processor has (0).
void ck_limit_vectors(int kind);

// The rows of a panel, a multiple of 8 that divides 48.
long ck_panel(ck_precision);

// Lays rows out in panels, number by number: packed[(i / panel)*panel*length + p*panel + i % panel] =
// alpha * number p of row i, which is at rows[i*row + p*step]. Missing rows of the last panel are 0.
void ck_pack(
    ck_precision, const void *rows, long row, long step, long count, long length, double alpha,
    void *packed);

// What becomes of the products s(i, j) of a tile: target[i, j] (+)= g(i, j) * s with g(i, j) =
// factors[((begin + i) / repeats) * factorStride + j], or without factors weight * s + bias.
typedef struct {
  void *target;
  long stride;
  const void *factors;
  long factorStride, begin, repeats;
  double weight, bias;
  bool adding;
} ck_ending;

// Products of some rows with some others, both laid out in panels.
typedef struct {
  const void *left, *right;
  long length;         // numbers of a row
  long rows, columns;  // computed up to whole groups of 8 rows and whole panels of columns
  long offset;         // (i, j) with j > i + offset need not be computed
  void *partial;       // a place for sums under way, with that room
  long stride;         // of `partial`
  ck_ending ending;
} ck_gram_tile;

void ck_gram(ck_precision, const ck_gram_tile *tile);

// The elements (i, j) of a tile with j <= i + offset go to out[i, j], and with `mirror` those with
// j < i + offset also to mirror[j, i]. `turned` is scratch of the tile's size, whose sides are
// multiples of 8; with `past` they bypass the caches.
void ck_write_tile(
    ck_precision, const void *tile, long stride, long rows, long columns, long offset, void *out,
    void *mirror, long outStride, void *turned, bool past);

// out[n, j] = g[n, (begin + j) / repeats] for n < rows and j < count.
void ck_spread(
    ck_precision, const void *g, long gStride, long rows, long begin, long repeats, void *out,
    long stride, long count);

// For the block of `rows` x `columns` at (row, column): out[i - row, j - column] +=
// g[i / repeats, j / repeats], or bias without g, wherever i and j are the same modulo `repeats`.
void ck_add_identity(
    ck_precision, const void *g, long gStride, double bias, long repeats, void *out, long stride,
    long row, long column, long rows, long columns);

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

// x = value
void ck_fill(ck_precision, double value, void *x, long count);

// --- Threads (workers.c) ---

// Runs `body` on this thread, as number 0, and at the same time on `threads` - 1 others, which stay
// for the next call with their numbers, and returns when all have returned. While another call is
// under way, it runs on this thread only.
void ck_run(void (*body)(void *context, long thread), void *context, long threads);

// --- The machine (processors.c, blas_core.c) ---

// How many processors this process may run on.
long ck_processors(void);

// OpenBLAS before 0.3.25 takes Intel processors it does not know for a Prescott of 2004 and runs
// three to five times slower than it could (OpenMathLib/OpenBLAS#4267; Debian 12 has 0.3.21). Where
// that happened, and the user did not choose with OPENBLAS_CORETYPE, this lets it choose again
// among what the processor has. To be called before the first call of BLAS, with no other running.
void ck_correct_blas_core(void);
