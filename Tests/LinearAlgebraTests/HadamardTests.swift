import LinearAlgebra
import Testing

@Suite struct HadamardTests {
  /// (rows, columns of the Gram matrices; rows, columns of their blocks): plain, full, mixed, and
  /// blocks wider than the loop's own.
  static let shapes = [(7, 13, 1, 1), (3, 700, 1, 1), (4, 5, 3, 3), (2, 401, 2, 5), (2, 3, 1, 600)]

  @Test(arguments: shapes) func againstPlainLoops(
    _ rows: Int, _ columns: Int, _ high: Int, _ wide: Int
  ) {
    check(rows, columns, high, wide, Double.self, tolerance: 1e-14)
    check(rows, columns, high, wide, Float.self, tolerance: 1e-6)
  }

  private func check<S: Scalar>(
    _ rows: Int, _ columns: Int, _ high: Int, _ wide: Int, _: S.Type, tolerance: Double
  ) {
    // Ten terms: more than one group of the loop's.
    for (count, adding) in [(1, false), (1, true), (2, false), (10, true)] {
      let ts = (0..<count).map {
        Naive.matrix(rows * high, columns * wide, seed: UInt64($0), of: S.self)
      }
      let gs = (0..<count).map {
        Naive.matrix(rows, columns, seed: UInt64($0 + 50), of: S.self)
      }
      let start = Naive.matrix(rows * high, columns * wide, seed: 99, of: S.self)
      var expected = Matrix<Double>(rows: rows * high, columns: columns * wide)
      for i in 0..<rows * high {
        for j in 0..<columns * wide {
          var sum = adding ? Double(start[i, j]) : 0
          for k in 0..<count {
            let factor = 0.5 * Double(gs[k][i / high, j / wide]) + Double(k)
            sum += factor * Double(ts[k][i, j])
          }
          expected[i, j] = sum
        }
      }
      var result = start
      result.withMutableView { out in
        let terms = (0..<count).map { k in
          Hadamard.Term(
            t: ts[k].withView { $0 }, g: gs[k].withView { $0 }, weight: 0.5, bias: Double(k))
        }
        withExtendedLifetime((ts, gs)) {
          Hadamard.accumulate(terms, into: out, block: (high, wide), adding: adding)
        }
      }
      #expect(Naive.difference(result, expected) < tolerance)
    }
  }

  /// K = K∘e₁ + T∘e₀ with the target as one of the factors, in a block of a larger matrix.
  @Test func inPlaceOnABlock() {
    let t = Naive.matrix(6, 8, seed: 1, of: Double.self)
    let g = Naive.matrix(3, 4, seed: 2, of: Double.self)
    let h = Naive.matrix(3, 4, seed: 3, of: Double.self)
    let before = Naive.matrix(9, 12, seed: 4, of: Double.self)
    var k = before
    k.withMutableView { k in
      let block = k.rows(2..<8).columns(3..<11)
      let (t, g, h) = (t.withView { $0 }, g.withView { $0 }, h.withView { $0 })
      Hadamard.accumulate(
        [
          Hadamard.Term(t: block, g: g, weight: 2, bias: 1),
          Hadamard.Term(t: t, g: h, weight: 3, bias: 0),
        ], into: block, block: (2, 2), adding: false)
    }
    for i in 0..<9 {
      for j in 0..<12 {
        guard (2..<8).contains(i), (3..<11).contains(j) else {
          #expect(k[i, j] == before[i, j])
          continue
        }
        let (n, m) = ((i - 2) / 2, (j - 3) / 2)
        let expected =
          (2 * g[n, m] + 1) * before[i, j] + 3 * h[n, m] * t[i - 2, j - 3]
        #expect(abs(k[i, j] - expected) < 1e-14 * 20)
      }
    }
    withExtendedLifetime((t, g, h)) {}
  }

  @Test func identityOnTheDiagonalOfBlocks() {
    let g = Naive.matrix(3, 4, of: Double.self)
    let before = Naive.matrix(15, 20, seed: 2, of: Double.self)
    var k = before
    k.withMutableView { k in
      g.withView { Hadamard.addIdentity($0, weight: 2, bias: 0.25, outputs: 5, into: k) }
    }
    for i in 0..<15 {
      for j in 0..<20 {
        let part = i % 5 == j % 5 ? 2 * g[i / 5, j / 5] + 0.25 : 0
        #expect(abs(k[i, j] - (before[i, j] + part)) < 1e-15 * 20)
      }
    }
  }
}
