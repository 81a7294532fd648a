import LinearAlgebra
import Testing

/// The optimisers' steps against their formulas written out; long enough to be cut in panels.
@Suite struct UpdatesTests {
  static let count = 70_001
  static let shapes = [(1, 70_001), (701, 500), (3, 5)]

  @Test func sgd() {
    var w = Naive.matrix(1, Self.count, seed: 1, of: Double.self)
    let before = w
    let g = Naive.matrix(1, Self.count, seed: 2, of: Double.self)
    w.withMutableView { w in g.withView { Updates.sgd(w, gradient: $0, rate: 0.1) } }
    for i in stride(from: 0, to: Self.count, by: 97) {
      #expect(abs(w[0, i] - (before[0, i] - 0.1 * g[0, i])) < 1e-15)
    }
  }

  @Test func momentum() {
    var w = Naive.matrix(1, Self.count, seed: 1, of: Double.self)
    var m = Naive.matrix(1, Self.count, seed: 3, of: Double.self)
    let (w0, m0) = (w, m)
    let g = Naive.matrix(1, Self.count, seed: 2, of: Double.self)
    w.withMutableView { w in
      m.withMutableView { m in
        g.withView { Updates.momentum(w, velocity: m, gradient: $0, beta: 0.9, rate: 0.1) }
      }
    }
    for i in stride(from: 0, to: Self.count, by: 97) {
      let expected = 0.9 * m0[0, i] + g[0, i]
      #expect(abs(m[0, i] - expected) < 1e-15 * 8)
      #expect(abs(w[0, i] - (w0[0, i] - 0.1 * expected)) < 1e-15 * 8)
    }
  }

  @Test(arguments: shapes) func adamInDouble(_ rows: Int, _ columns: Int) {
    adam(rows, columns, Double.self, tolerance: 1e-14)
  }

  @Test(arguments: shapes) func adamInSingle(_ rows: Int, _ columns: Int) {
    adam(rows, columns, Float.self, tolerance: 1e-6)
  }

  private func adam<S: Scalar>(_ rows: Int, _ columns: Int, _: S.Type, tolerance: Double) {
    var w = Naive.matrix(rows, columns, seed: 1, of: S.self)
    var m = Matrix<S>(rows: rows, columns: columns)
    var v = m
    let w0 = w
    let gradients = (0..<3).map { Naive.matrix(rows, columns, seed: UInt64(10 + $0), of: S.self) }
    for (k, g) in gradients.enumerated() {
      w.withMutableView { w in
        m.withMutableView { m in
          v.withMutableView { v in
            g.withView {
              Updates.adam(
                w, first: m, second: v, gradient: $0, beta1: 0.9, beta2: 0.999, rate: 0.01,
                epsilon: 1e-8, step: k + 1)
            }
          }
        }
      }
    }
    let (before, after) = (w0.elements, w.elements)
    let given = gradients.map(\.elements)
    for i in stride(from: 0, to: w.count, by: 97) {
      var (first, second, weight) = (0.0, 0.0, Double(before[i]))
      var (power1, power2) = (1.0, 1.0)
      for g in given {
        let x = Double(g[i])
        first = 0.9 * first + 0.1 * x
        second = 0.999 * second + 0.001 * x * x
        power1 *= 0.9
        power2 *= 0.999
        weight -= 0.01 * (first / (1 - power1)) / ((second / (1 - power2)).squareRoot() + 1e-8)
      }
      #expect(abs(Double(after[i]) - weight) < tolerance * (1 + abs(weight)))
    }
  }
}
