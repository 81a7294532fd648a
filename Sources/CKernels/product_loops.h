// The loops of a matrix product for one kind of vector and one precision: read by product.c with
// REAL, LANES (the numbers of a vector), TARGET (its instructions) and KIND (its names).

typedef REAL KIND(vector) __attribute__((vector_size(LANES * sizeof(REAL)), aligned(sizeof(REAL))));
typedef REAL KIND(eight) __attribute__((vector_size(8 * sizeof(REAL)), aligned(sizeof(REAL))));
typedef REAL KIND(aligned) __attribute__((vector_size(LANES * sizeof(REAL))));
#define VECTOR KIND(vector)
#define EIGHT KIND(eight)
// Rows times three vectors of sums stay in registers: 24 of 32, or 12 of 16.
#define ROWS (LANES * sizeof(REAL) == 64 ? 8L : 4L)

// rows x vectors·LANES sums over p of a(i, p) b(p, j), beginning with zero or with what is in
// c; they go to c, or where `end` says.
TARGET EVERY_INLINE void KIND(block)(
    const long rows, const long vectors, long depth, const REAL *a, long aRow, long aStep, const REAL *b,
    long bStep, bool goesOn, REAL *c, long cStride, const ck_ending *end, long row, long column) {
  VECTOR sums[ROWS][3];
  UNROLL for (long i = 0; i < rows; i++) {
    UNROLL for (long v = 0; v < vectors; v++)
      sums[i][v] = goesOn ? *(const VECTOR *)(c + i * cStride + v * LANES) : (VECTOR){0};
  }
  for (long p = 0; p < depth; p++) {
    VECTOR factors[3];
    UNROLL for (long v = 0; v < vectors; v++) factors[v] = *(const VECTOR *)(b + v * LANES);
    UNROLL for (long i = 0; i < rows; i++) {
      REAL factor = a[i * aRow];
      UNROLL for (long v = 0; v < vectors; v++) sums[i][v] += factor * factors[v];
    }
    a += aStep;
    b += bStep;
  }
  if (!end) {
    UNROLL for (long i = 0; i < rows; i++) {
      UNROLL for (long v = 0; v < vectors; v++)
        *(VECTOR *)(c + i * cStride + v * LANES) = sums[i][v];
    }
    return;
  }
  REAL weight = (REAL)end->weight, bias = (REAL)end->bias;
  const REAL *g = end->factors;
  long left = 0;
  if (g) {
    long at = end->begin + row;
    g += at / end->repeats * end->factorStride + column;
    left = end->repeats - at % end->repeats;
  }
  UNROLL for (long i = 0; i < rows; i++) {
    REAL *target = (REAL *)end->target + (row + i) * end->stride + column;
    UNROLL for (long v = 0; v < vectors; v++) {
      VECTOR *t = (VECTOR *)(target + v * LANES);
      VECTOR value = g ? sums[i][v] * *(const VECTOR *)(g + v * LANES) : weight * sums[i][v] + bias;
      *t = end->adding ? *t + value : value;
    }
    if (g && --left == 0) {
      g += end->factorStride;
      left = end->repeats;
    }
  }
}

// Eight rows by eight columns, transposed in registers.
TARGET EVERY_INLINE void KIND(turn)(
    const REAL *a, long stride, REAL scale, REAL *out, long outStride) {
  EIGHT r[8], s[8];
  UNROLL for (int i = 0; i < 8; i++) r[i] = *(const EIGHT *)(a + i * stride) * scale;
  UNROLL for (int i = 0; i < 8; i += 2) {
    s[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    s[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
  UNROLL for (int i = 0; i < 8; i += 4) {
    UNROLL for (int j = 0; j < 2; j++) {
      r[i + j] = __builtin_shufflevector(s[i + j], s[i + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      r[i + j + 2] = __builtin_shufflevector(s[i + j], s[i + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  UNROLL for (int i = 0; i < 4; i++) {
    *(EIGHT *)(out + i * outStride) =
        __builtin_shufflevector(r[i], r[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    *(EIGHT *)(out + (i + 4) * outStride) =
        __builtin_shufflevector(r[i], r[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

// A panel: out[p·PANEL + j] = scale · b(p, j) for j < columns, and 0 from there to `width`.
TARGET static void KIND(lay_out)(
    const REAL *b, long bStep, long bColumn, long columns, long width, long depth, REAL scale,
    REAL *out) {
  if (bColumn == 1) {
    for (long p = 0; p < depth; p++, b += bStep, out += PANEL) {
      long j = 0;
      for (; j + LANES <= columns; j += LANES)
        *(VECTOR *)(out + j) = *(const VECTOR *)(b + j) * scale;
      for (; j < columns; j++) out[j] = b[j] * scale;
      for (; j < width; j++) out[j] = 0;
    }
    return;
  }
  long whole = bStep == 1 ? columns / 8 * 8 : 0, p = 0;
  for (; p + 8 <= depth && whole > 0; p += 8)
    for (long j = 0; j < whole; j += 8)
      KIND(turn)(b + j * bColumn + p, bColumn, scale, out + p * PANEL + j, PANEL);
  for (long q = 0; q < depth; q++) {
    for (long j = q < p ? whole : 0; j < columns; j++)
      out[q * PANEL + j] = b[q * bStep + j * bColumn] * scale;
    for (long j = columns; j < width; j++) out[q * PANEL + j] = 0;
  }
}

#define BLOCK(rows, vectors)                                                                     \
  KIND(block)(rows, vectors, depth, a, aRow, aStep, b, bStep, goesOn, c, cStride, NULL, 0, 0)

TARGET EVERY_INLINE void KIND(blocks)(
    long rows, long vectors, long depth, const REAL *a, long aRow, long aStep, const REAL *b,
    long bStep, bool goesOn, REAL *c, long cStride) {
  if (rows == ROWS)
    switch (vectors) {
      case 1: BLOCK(ROWS, 1); break;
      case 2: BLOCK(ROWS, 2); break;
      default: BLOCK(ROWS, 3);
    }
  else
    switch (vectors) {
      case 1: BLOCK(ROWS / 2, 1); break;
      case 2: BLOCK(ROWS / 2, 2); break;
      default: BLOCK(ROWS / 2, 3);
    }
}
#undef BLOCK

TARGET static void KIND(product)(
    long m, long n, long k, REAL alpha, const REAL *a, long aRow, long aStep, const REAL *b,
    long bStep, long bColumn, bool adding, REAL *c, long cStride) {
  // Four panels of B are in the second cache while the rows of A pass by once for all of them.
  REAL panels[4][DEPTH * PANEL] __attribute__((aligned(64)));
  REAL edge[DEPTH * ROWS], corner[ROWS * 3 * LANES];
  // As many columns in every panel, so that none has few sums under way.
  long count = (n + PANEL - 1) / PANEL;
  long even = ((n + count - 1) / count + LANES - 1) / LANES * LANES;
  bool direct = bColumn == 1 && alpha == 1 && m <= FEW_ROWS && n % LANES == 0;
  for (long j1 = 0; j1 < n; j1 += 4 * even)
    for (long p0 = 0; p0 < k || p0 == 0; p0 += DEPTH) {
      long depth = k - p0 < DEPTH ? k - p0 : DEPTH;
      long j2 = n - j1 < 4 * even ? n : j1 + 4 * even;
      const REAL *source = b + p0 * bStep;
      for (long j0 = j1, q = 0; j0 < j2 && !direct; j0 += even, q++) {
        long columns = j2 - j0 < even ? j2 - j0 : even;
        long width = (columns + LANES - 1) / LANES * LANES;
        KIND(lay_out)(
            source + j0 * bColumn, bStep, bColumn, columns, width, depth, alpha, panels[q]);
      }
      bool goesOn = adding || p0 > 0;
      for (long i0 = 0; i0 < m; i0 += ROWS) {
        long rows = m - i0 < ROWS ? m - i0 : ROWS;
        // The last rows may be few.
        long room = rows <= ROWS / 2 ? ROWS / 2 : ROWS;
        const REAL *left = a + i0 * aRow + p0 * aStep;
        long leftRow = aRow, leftStep = aStep;
        if (rows < room || aStep != 1) {
          for (long p = 0; p < depth; p++) {
            const REAL *from = left + p * aStep;
            if (rows == ROWS && aRow == 1)
              UNROLL for (long i = 0; i < ROWS; i++) edge[p * ROWS + i] = from[i];
            else
              for (long i = 0; i < ROWS; i++) edge[p * ROWS + i] = i < rows ? from[i * aRow] : 0;
          }
          left = edge;
          leftRow = 1;
          leftStep = ROWS;
        }
        for (long j0 = j1, q = 0; j0 < j2; j0 += even, q++) {
          long columns = j2 - j0 < even ? j2 - j0 : even;
          for (long j = 0; j < columns; j += 3 * LANES) {
            long here = columns - j < 3 * LANES ? columns - j : 3 * LANES;
            long vectors = (here + LANES - 1) / LANES;
            REAL *target = c + i0 * cStride + j0 + j;
            bool fits = rows == room && here == vectors * LANES;
            for (long i = 0; i < room && goesOn && !fits; i++)
              for (long s = 0; s < vectors * LANES; s++)
                corner[i * 3 * LANES + s] = i < rows && s < here ? target[i * cStride + s] : 0;
            KIND(blocks)(
                room, vectors, depth, left, leftRow, leftStep,
                direct ? source + j0 + j : panels[q] + j, direct ? bStep : PANEL, goesOn,
                fits ? target : corner, fits ? cStride : 3 * LANES);
            for (long i = 0; i < rows && !fits; i++)
              for (long s = 0; s < here; s++) target[i * cStride + s] = corner[i * 3 * LANES + s];
          }
        }
      }
    }
}

// A tile of products of rows laid out in panels.
TARGET static void KIND(gram)(const ck_gram_tile *tile) {
  const REAL *left = tile->left, *right = tile->right;
  long k = tile->length;
  for (long p0 = 0; p0 < k || p0 == 0; p0 += DEPTH) {
    long depth = k - p0 < DEPTH ? k - p0 : DEPTH;
    const ck_ending *end = p0 + depth == k ? &tile->ending : NULL;
    for (long j0 = 0; j0 < tile->columns; j0 += PANEL)
      for (long j = j0; j < j0 + PANEL && j < tile->columns; j += 3 * LANES)
        for (long i = 0; i < tile->rows; i += ROWS) {
          if (j > i + ROWS - 1 + tile->offset) continue;
          KIND(block)(
              ROWS, 3, depth, left + i / PANEL * PANEL * k + i % PANEL + p0 * PANEL, 1, PANEL,
              right + j0 * k + (j - j0) + p0 * PANEL, PANEL, p0 > 0,
              (REAL *)tile->partial + i * tile->stride + j, tile->stride, end, i, j);
        }
  }
}

// out[j] = a[j], past the caches where the row is long and `past` says so: what a large kernel's
// tile holds is not read again soon, and a line that is written whole need not be read before.
TARGET EVERY_INLINE void KIND(put)(const REAL *a, REAL *out, long count, bool past) {
  long j = 0;
  if (past && count >= 8 * LANES) {
    for (; (uintptr_t)(out + j) % (LANES * sizeof(REAL)) != 0; j++) out[j] = a[j];
    for (; j + LANES <= count; j += LANES)
      __builtin_nontemporal_store(
          *(const VECTOR *)(a + j), (KIND(aligned) *)(out + j));
  }
  for (; j + LANES <= count; j += LANES) *(VECTOR *)(out + j) = *(const VECTOR *)(a + j);
  for (; j < count; j++) out[j] = a[j];
}

// A tile written where it belongs, and with `mirror` its transpose as well, laid out in `turned`.
TARGET static void KIND(write_tile)(
    const REAL *a, long stride, long rows, long columns, long offset, REAL *out, REAL *mirror,
    long outStride, REAL *turned, bool past) {
  for (long i = 0; i < rows; i++) {
    long count = columns < i + offset + 1 ? columns : i + offset + 1;
    if (count > 0) KIND(put)(a + i * stride, out + i * outStride, count, past);
  }
  if (!mirror) return;
  for (long j = 0; j < columns; j += 8)
    for (long i = 0; i < rows; i += 8)
      KIND(turn)(a + i * stride + j, stride, 1, turned + j * stride + i, stride);
  for (long j = 0; j < columns; j++) {
    long first = j - offset + 1 > 0 ? j - offset + 1 : 0;
    if (first < rows)
      KIND(put)(turned + j * stride + first, mirror + j * outStride + first, rows - first, past);
  }
  if (past) FENCE;
}

#undef VECTOR
#undef EIGHT
#undef ROWS
