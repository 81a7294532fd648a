import LinearAlgebra
import Testing

/// Tiles of products of rows against plain loops, and against `Products`, whose bits they share.
@Suite struct PanelsTests {
  static let sizes = [(1, 1, 1), (5, 50, 7), (48, 48, 192), (49, 95, 193), (100, 30, 400)]

  @Test(arguments: sizes) func tiles(_ m: Int, _ n: Int, _ k: Int) {
    check(m, n, k, Float.self, tolerance: 2e-5)
    check(m, n, k, Double.self, tolerance: 1e-13)
  }

  private func check<S: Scalar>(_ m: Int, _ n: Int, _ k: Int, _: S.Type, tolerance: Double) {
    let a = Naive.matrix(m, k, seed: 1, of: S.self)
    let b = Naive.matrix(n, k, seed: 2, of: S.self)
    let products = Naive.product(a, Naive.transpose(b))
    let tile = tile(a, b, .affine(weight: 1, bias: 0))
    #expect(Naive.difference(tile, products) < tolerance)

    // The same chains of operations as the other way through.
    var same = Matrix<S>(rows: m, columns: n)
    same.withMutableView { c in
      a.withView { a in b.withView { Products.multiply(a, $0, transposing: .second, into: c) } }
    }
    #expect(same.elements == tile.elements)

    let affine = self.tile(a, b, .affine(weight: 2, bias: 0.5), twice: true)
    let expected = Matrix<Double>(
      rows: m, columns: n, elements: products.elements.map { 2 * (2 * $0 + 0.5) })
    #expect(Naive.difference(affine, expected) < tolerance)
  }

  @Test func factorsMultiply() {
    let (m, n, k) = (50, 61, 33)
    let a = Naive.matrix(m, k, of: Double.self)
    let b = Naive.matrix(n, k, seed: 2, of: Double.self)
    let products = Naive.product(a, Naive.transpose(b))
    // Three rows share their factors, the first two being the end of such a group.
    let factors = Naive.matrix(
      Panels<Double>.roundedUp(m) / 3 + 1, Panels<Double>.roundedUp(n), seed: 3,
      of: Double.self)
    let made = factors.withView { tile(a, b, .times($0, begin: 2, repeats: 3)) }
    for i in 0..<m {
      for j in 0..<n { #expect(abs(made[i, j] - products[i, j] * factors[(i + 2) / 3, j]) < 1e-12) }
    }
  }

  @Test func columnsAndFactorOfAView() {
    let a = Naive.matrix(31, 17, of: Float.self)
    let b = Naive.transpose(a)
    let tiles = [(b, true), (a, false)].map { matrix, transposed in
      matrix.withView { view in
        let panels = Panels(view, transposed: transposed, times: 2)
        return self.tile(panels, panels, .affine(weight: 1, bias: 0))
      }
    }
    #expect(tiles[0].elements == tiles[1].elements)
    #expect(tiles[0].rows == 31)
  }

  private func tile<S: Scalar>(
    _ a: Matrix<S>, _ b: Matrix<S>, _ ending: Panels<S>.Ending, twice: Bool = false
  ) -> Matrix<S> {
    a.withView { a in
      b.withView { b in tile(Panels(a), Panels(b), ending, twice: twice) }
    }
  }

  /// All products in one tile; what is outside a matrix of that size must not matter.
  private func tile<S: Scalar>(
    _ a: Panels<S>, _ b: Panels<S>, _ ending: Panels<S>.Ending, twice: Bool = false
  ) -> Matrix<S> {
    let (rows, columns) = (Panels<S>.roundedUp(a.count), Panels<S>.roundedUp(b.count))
    var (tile, partial) = (
      Matrix<S>(rows: rows, columns: columns), Matrix<S>(rows: rows, columns: columns)
    )
    return tile.withMutableView { tile in
      partial.withMutableView { partial in
        for pass in 0..<(twice ? 2 : 1) {
          a.multiply(
            0..<a.count, by: b, 0..<b.count, into: tile, partial: partial.base, ending: ending,
            adding: pass > 0)
        }
      }
      return Matrix(rows: a.count, columns: b.count) {
        $0.copy(tile.rows(0..<a.count).columns(0..<b.count))
      }
    }
  }
}
