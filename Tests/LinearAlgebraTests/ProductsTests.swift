import CKernels
import LinearAlgebra
import Testing

/// Products against plain loops. Single precision: sums of up to 300 terms of order one, so 1e-5 of
/// the largest entry is several times their rounding; double 1e-13.
@Suite(.serialized) struct ProductsTests {
  static let sizes = [
    (1, 1, 1), (3, 5, 7), (17, 33, 65), (130, 31, 300), (257, 129, 64), (300, 211, 200),
    (384, 192, 201),
  ]

  @Test(arguments: sizes) func single(_ m: Int, _ n: Int, _ k: Int) {
    check(m, n, k, Float.self, tolerance: 1e-5)
  }

  @Test(arguments: sizes) func double(_ m: Int, _ n: Int, _ k: Int) {
    check(m, n, k, Double.self, tolerance: 1e-13)
  }

  private func check<S: Scalar>(
    _ m: Int, _ n: Int, _ k: Int, _: S.Type, tolerance: Double
  ) {
    let a = Naive.matrix(m, k, seed: 1, of: S.self)
    let b = Naive.matrix(k, n, seed: 2, of: S.self)
    let expected = Naive.product(a, b)
    let forms: [(Products.Transposed, Matrix<S>, Matrix<S>)] = [
      (.neither, a, b), (.first, Naive.transpose(a), b), (.second, a, Naive.transpose(b)),
    ]
    for (form, a, b) in forms {
      var c = Matrix<S>(rows: m, columns: n)
      c[0, 0] = .nan  // must not be read unless added to
      multiply(a, b, form, into: &c, alpha: 2)
      #expect(
        Naive.difference(c, scaled(expected, 2)) < tolerance, "\(form) \(m) \(n) \(k)")
      multiply(a, b, form, into: &c, alpha: 0.5, adding: true)
      #expect(Naive.difference(c, scaled(expected, 2.5)) < tolerance)
    }
  }

  @Test func viewsAreBlocks() {
    let a = Naive.matrix(9, 11, of: Float.self)
    let b = Naive.matrix(11, 9, seed: 2, of: Float.self)
    var c = Matrix<Float>(rows: 8, columns: 10)
    c.withMutableView { c in
      c.fill(7)
      a.withView { a in
        b.withView { b in
          Products.multiply(
            a.rows(2..<7).columns(1..<5), b.rows(3..<7).columns(4..<9),
            into: c.rows(1..<6).columns(2..<7))
        }
      }
    }
    for i in 0..<8 {
      for j in 0..<10 {
        let inside = (1..<6).contains(i) && (2..<7).contains(j)
        let expected =
          inside
          ? (0..<4).reduce(0.0) { $0 + Double(a[i + 1, $1 + 1]) * Double(b[$1 + 3, j + 2]) } : 7
        #expect(abs(Double(c[i, j]) - expected) < 1e-5)
      }
    }
  }

  @Test func emptyProducts() {
    let none = Matrix<Double>(rows: 3, columns: 0)
    var c = Naive.matrix(3, 3, of: Double.self)
    multiply(none, Naive.transpose(none), .neither, into: &c)
    #expect(c.elements.allSatisfy { $0 == 0 })
    var empty = Matrix<Double>(rows: 0, columns: 3)
    multiply(Matrix(rows: 0, columns: 3), c, .neither, into: &empty)
    #expect(empty.count == 0)
  }

  /// Every form at sizes that are cut by rows, by columns and not at all.
  @Test(arguments: [
    (333, 129, 257), (67, 513, 301), (1025, 33, 100), (20, 20, 20), (400, 250, 210),
  ])
  func sameOnAnyNumberOfThreads(_ m: Int, _ n: Int, _ k: Int) {
    defer { Parallel.threads = Parallel.processors }
    sameOnAnyNumberOfThreads(m, n, k, Float.self)
    sameOnAnyNumberOfThreads(m, n, k, Double.self)
  }

  private func sameOnAnyNumberOfThreads<S: Scalar>(_ m: Int, _ n: Int, _ k: Int, _: S.Type) {
    let a = Naive.matrix(m, k, of: S.self)
    let b = Naive.matrix(k, n, seed: 2, of: S.self)
    let forms: [(Products.Transposed, Matrix<S>, Matrix<S>)] = [
      (.neither, a, b), (.first, Naive.transpose(a), b), (.second, a, Naive.transpose(b)),
    ]
    for (form, a, b) in forms {
      let results = [1, 2, 3].map { threads in
        Parallel.threads = threads
        var c = Matrix<S>(rows: m, columns: n)
        multiply(a, b, form, into: &c, alpha: 1.5)
        return c.elements
      }
      #expect(results[0] == results[1] && results[1] == results[2])
    }
  }

  /// AVX-512 and AVX2 give the same bits; without fused operations only nearly so.
  @Test(arguments: sizes) func sameOnAnyVectors(_ m: Int, _ n: Int, _ k: Int) {
    vectors(m, n, k, Float.self, tolerance: 1e-5)
    vectors(m, n, k, Double.self, tolerance: 1e-13)
  }

  private func vectors<S: Scalar>(
    _ m: Int, _ n: Int, _ k: Int, _: S.Type, tolerance: Double
  ) {
    let a = Naive.matrix(m, k, seed: 1, of: S.self)
    let b = Naive.matrix(n, k, seed: 2, of: S.self)
    let results = [2, 1, 0].map { kind in
      ck_limit_vectors(Int32(kind))
      defer { ck_limit_vectors(2) }
      return Matrix<S>(rows: m, columns: n) { c in
        a.withView { a in
          b.withView {
            Products.multiply(a, $0, transposing: .second, into: c, serially: true)
          }
        }
      }
    }
    #expect(results[0].elements == results[1].elements)
    let expected = Naive.product(a, Naive.transpose(b))
    for result in results { #expect(Naive.difference(result, expected) < tolerance) }
  }

  private func multiply<S: Scalar>(
    _ a: Matrix<S>, _ b: Matrix<S>, _ form: Products.Transposed, into c: inout Matrix<S>,
    alpha: Double = 1, adding: Bool = false
  ) {
    c.withMutableView { c in
      a.withView { a in
        b.withView {
          Products.multiply(a, $0, transposing: form, into: c, alpha: alpha, adding: adding)
        }
      }
    }
  }

  private func scaled(_ a: Matrix<Double>, _ factor: Double) -> Matrix<Double> {
    Matrix(rows: a.rows, columns: a.columns, elements: a.elements.map { $0 * factor })
  }
}
