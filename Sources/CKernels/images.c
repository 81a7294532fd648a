#include "CKernels.h"
#include "clones.h"

#ifndef REAL

#define TEMPLATE "images.c"
#include "both.h"

void ck_gather_patches(
    ck_precision precision, const void *image, void *patches, const ck_window *window) {
  PICK(gather_patches, image, patches, window);
}

void ck_scatter_patches(
    ck_precision precision, const void *patches, void *image, const ck_window *window) {
  PICK(scatter_patches, patches, image, window);
}

void ck_sum_windows(
    ck_precision precision, double scale, const void *image, void *out, const ck_window *window) {
  PICK(sum_windows, scale, image, out, window);
}

void ck_spread_windows(
    ck_precision precision, double scale, const void *d, void *image, const ck_window *window) {
  PICK(spread_windows, scale, d, image, window);
}

void ck_max_windows(
    ck_precision precision, const void *image, void *out, int *places, const ck_window *window) {
  PICK(max_windows, image, out, places, window);
}

void ck_spread_maxima(
    ck_precision precision, const void *d, const int *places, void *image, long outputs,
    long inputs) {
  PICK(spread_maxima, d, places, image, outputs, inputs);
}

#else

// Most runs are a few numbers long, where a call of memcpy costs more than the copy.
CLONES void NAME(gather_patches)(const REAL *image, REAL *patches, const ck_window *window) {
  const ck_window w = *window;
  long run = w.columns * w.channels, line = w.width * w.channels;
  for (long i = 0; i < w.outHeight; i++)
    for (long j = 0; j < w.outWidth; j++) {
      long x = j * w.columnStride - w.left;
      long begin = x < 0 ? -x : 0, end = w.columns < w.width - x ? w.columns : w.width - x;
      begin = (begin < w.columns ? begin : w.columns) * w.channels;
      end = (end > 0 ? end : 0) * w.channels;
      if (end < begin) end = begin;
      for (long r = 0; r < w.rows; r++, patches += run) {
        long y = i * w.rowStride - w.top + r;
        if (y < 0 || y >= w.height) {
          EACH(k, run) patches[k] = 0;
          continue;
        }
        const REAL *source = image + y * line + x * w.channels;
        for (long k = 0; k < begin; k++) patches[k] = 0;
        for (long k = begin; k < end; k++) patches[k] = source[k];
        for (long k = end; k < run; k++) patches[k] = 0;
      }
    }
}

CLONES void NAME(scatter_patches)(const REAL *patches, REAL *image, const ck_window *window) {
  const ck_window w = *window;
  long run = w.columns * w.channels, line = w.width * w.channels, count = w.height * line;
  EACH(k, count) image[k] = 0;
  for (long i = 0; i < w.outHeight; i++)
    for (long j = 0; j < w.outWidth; j++) {
      long x = j * w.columnStride - w.left;
      long begin = x < 0 ? -x : 0, end = w.columns < w.width - x ? w.columns : w.width - x;
      begin *= w.channels;
      end *= w.channels;
      for (long r = 0; r < w.rows; r++, patches += run) {
        long y = i * w.rowStride - w.top + r;
        if (y < 0 || y >= w.height) continue;
        REAL *target = image + y * line + x * w.channels;
        for (long k = begin; k < end; k++) target[k] += patches[k];
      }
    }
}

CLONES void NAME(sum_windows)(
    double scale, const REAL *image, REAL *out, const ck_window *window) {
  const ck_window w = *window;
  REAL factor = (REAL)scale;
  long line = w.width * w.channels;
  for (long i = 0; i < w.outHeight; i++)
    for (long j = 0; j < w.outWidth; j++, out += w.channels) {
      const REAL *corner = image + i * w.rowStride * line + j * w.columnStride * w.channels;
      EACH(c, w.channels) out[c] = 0;
      for (long r = 0; r < w.rows; r++)
        for (long q = 0; q < w.columns; q++) {
          const REAL *pixel = corner + r * line + q * w.channels;
          EACH(c, w.channels) out[c] += pixel[c];
        }
      EACH(c, w.channels) out[c] *= factor;
    }
}

CLONES void NAME(spread_windows)(
    double scale, const REAL *d, REAL *image, const ck_window *window) {
  const ck_window w = *window;
  REAL factor = (REAL)scale;
  long line = w.width * w.channels, count = w.height * line;
  // Windows side by side write every pixel once, but for what is left over at the far sides.
  int apart = w.rowStride == w.rows && w.columnStride == w.columns;
  int whole = w.outHeight * w.rows == w.height && w.outWidth * w.columns == w.width;
  if (!apart || !whole) EACH(k, count) image[k] = 0;
  for (long i = 0; i < w.outHeight; i++)
    for (long j = 0; j < w.outWidth; j++, d += w.channels) {
      REAL *corner = image + i * w.rowStride * line + j * w.columnStride * w.channels;
      if (apart) {
        for (long r = 0; r < w.rows; r++)
          for (long q = 0; q < w.columns; q++) {
            REAL *pixel = corner + r * line + q * w.channels;
            EACH(c, w.channels) pixel[c] = factor * d[c];
          }
        continue;
      }
      for (long r = 0; r < w.rows; r++)
        for (long q = 0; q < w.columns; q++) {
          REAL *pixel = corner + r * line + q * w.channels;
          EACH(c, w.channels) pixel[c] += factor * d[c];
        }
    }
}

// Strictly greater, so that of equal numbers the first counts; a NaN wins and stays.
CLONES void NAME(max_windows)(
    const REAL *image, REAL *out, int *places, const ck_window *window) {
  const ck_window w = *window;
  long line = w.width * w.channels;
  for (long i = 0; i < w.outHeight; i++)
    for (long j = 0; j < w.outWidth; j++, out += w.channels) {
      long corner = i * w.rowStride * line + j * w.columnStride * w.channels;
      for (long c = 0; c < w.channels; c++) out[c] = image[corner + c];
      if (places)
        for (long c = 0; c < w.channels; c++) places[c] = (int)(corner + c);
      for (long r = 0; r < w.rows; r++)
        for (long q = 0; q < w.columns; q++) {
          long pixel = corner + r * line + q * w.channels;
          for (long c = 0; c < w.channels; c++) {
            REAL value = image[pixel + c], best = out[c];
            int wins = value > best || (value != value && best == best);
            out[c] = wins ? value : best;
            if (places) places[c] = wins ? (int)(pixel + c) : places[c];
          }
        }
      if (places) places += w.channels;
    }
}

CLONES void NAME(spread_maxima)(
    const REAL *d, const int *places, REAL *image, long outputs, long inputs) {
  EACH(k, inputs) image[k] = 0;
  for (long k = 0; k < outputs; k++) image[places[k]] += d[k];
}

#endif
