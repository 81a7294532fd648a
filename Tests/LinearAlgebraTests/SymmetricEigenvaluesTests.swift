import Foundation
import LinearAlgebra
import Testing

@Suite struct SymmetricEigenvaluesTests {
  /// The second difference matrix: 2 on the diagonal, −1 beside it; eigenvalues
  /// 2 − 2 cos(kπ/(n+1)). 900 rows take the way with all threads.
  @Test(arguments: [1, 2, 3, 50, 900]) func secondDifference(_ n: Int) throws {
    var matrix = Matrix<Double>(rows: n, columns: n)
    for i in 0..<n {
      matrix[i, i] = 2
      if i > 0 { matrix[i, i - 1] = -1 }
      // The upper triangle must not be read.
      for j in (i + 1)..<max(n, i + 1) { matrix[i, j] = .nan }
    }
    let expected = (1...n).map { 2 - 2 * cos(Double($0) * .pi / Double(n + 1)) }
    let double = try SymmetricEigenvalues<Double>().ascending(matrix)
    #expect(
      zip(double, expected).allSatisfy { abs($0 - $1) < 1e-13 * Double(n).squareRoot() + 1e-14 })
    let single = try SymmetricEigenvalues<Float>().ascending(matrix.converted(to: Float.self))
    #expect(zip(single, expected).allSatisfy { abs(Double($0) - $1) < 2e-5 })
    #expect(double == double.sorted() && single == single.sorted())
  }

  /// A full matrix of known spectrum: H diag(λ) H with the reflection H = I − 2vvᵀ/vᵀv.
  @Test func knownSpectrum() throws {
    let n = 61
    let v = Naive.matrix(n, 1, of: Double.self).elements
    let norm = v.reduce(0) { $0 + $1 * $1 }
    let spectrum = (0..<n).map { Double($0 * $0) / 100 - 3 }
    func h(_ i: Int, _ j: Int) -> Double { (i == j ? 1 : 0) - 2 * v[i] * v[j] / norm }
    var matrix = Matrix<Double>(rows: n, columns: n)
    for i in 0..<n {
      for j in 0...i {
        matrix[i, j] = (0..<n).reduce(0) { $0 + h(i, $1) * spectrum[$1] * h($1, j) }
      }
    }
    let solver = SymmetricEigenvalues<Double>()
    let values = try solver.ascending(matrix)
    #expect(zip(values, spectrum).allSatisfy { abs($0 - $1) < 1e-12 })
    // A second call reuses the work arrays, a smaller one too.
    #expect(try solver.ascending(matrix) == values)
    #expect(try solver.ascending(Matrix(rows: 1, columns: 1, elements: [5])) == [5])
  }

  @Test func traceAndNormAreKept() throws {
    let a = Naive.matrix(70, 40, of: Double.self)
    let gram = Naive.product(a, Naive.transpose(a))
    let values = try SymmetricEigenvalues<Double>().ascending(gram)
    let trace = (0..<70).reduce(0) { $0 + gram[$1, $1] }
    let square = gram.elements.reduce(0) { $0 + $1 * $1 }
    #expect(abs(values.reduce(0, +) - trace) < 1e-12 * trace)
    #expect(abs(values.reduce(0) { $0 + $1 * $1 } - square) < 1e-12 * square)
    #expect(values.prefix(30).allSatisfy { abs($0) < 1e-11 })  // rank 40
  }

  @Test func emptyMatrix() throws {
    #expect(try SymmetricEigenvalues<Float>().ascending(Matrix(rows: 0, columns: 0)) == [])
  }

  @Test func refusesWhatIsNotFinite() {
    var matrix = Matrix<Float>(rows: 300, columns: 300)
    matrix[299, 297] = .nan
    #expect(
      throws: ComputationError(
        "the matrix has no eigenvalues, because its entry (299, 297) is not a number")
    ) { try SymmetricEigenvalues<Float>().ascending(matrix) }
    matrix[299, 297] = -.infinity
    #expect(
      throws: ComputationError(
        "the matrix has no eigenvalues, because its entry (299, 297) is infinite")
    ) { try SymmetricEigenvalues<Float>().ascending(matrix) }
  }
}
