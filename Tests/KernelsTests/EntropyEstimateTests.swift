import Catalog
import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Kernels

@Suite struct EntropyEstimateTests {
  private let watch = Unwatched()

  /// H diag(λ) H with a reflection H, so that no vector of ±1 is an eigenvector.
  private func kernel(_ spectrum: [Double]) -> Matrix<Double> {
    let n = spectrum.count
    let v = SmallNetworks.samples(n, 1, of: Double.self).elements
    let norm = v.reduce(0) { $0 + $1 * $1 }
    // H Λ H = Λ − 2(v (Λv)ᵀ + (Λv) vᵀ)/vᵀv + 4 (vᵀΛv) v vᵀ/(vᵀv)²
    let u = zip(spectrum, v).map { $0 * $1 }
    let s = zip(u, v).reduce(0) { $0 + $1.0 * $1.1 }
    return Matrix(
      rows: n, columns: n,
      elements: (0..<n * n).map { e in
        let (i, j) = (e / n, e % n)
        return (i == j ? spectrum[i] : 0) - 2 * (v[i] * u[j] + u[i] * v[j]) / norm
          + 4 * s * v[i] * v[j] / (norm * norm)
      })
  }

  private func ask<S: Scalar>(
    _ kernel: Matrix<S>, _ options: [(name: String, value: ArgumentValue)]
  ) throws -> Measurement {
    try Entropy.measure(
      kernel: StoredMatrix(kernel), arguments: Entropy.entry.check(options: options),
      watch: watch)
  }

  private func lanczos(
    _ more: (name: String, value: ArgumentValue)...
  ) -> [(name: String, value: ArgumentValue)] { [("method", .text("lanczos"))] + more }

  private func said(_ measurement: Measurement, _ key: String) -> Double? {
    if case .number(let x)? = measurement.conventions.first(where: { $0.key == key })?.value {
      x
    } else {
      nil
    }
  }

  /// With a probe a row or more the leading subspace is the whole space: nothing is left to chance.
  @Test func exactWhenTheSubspaceIsEverything() throws {
    let matrix = kernel([5, 3, 2, 1, 0.5, 0.25, 0.1, 0.05])
    let exact = try #require(ask(matrix, []).number)
    let estimate = try ask(matrix, lanczos(("probes", .number(8)), ("steps", .number(8))))
    #expect(abs(try #require(estimate.number) - exact) < 1e-12)
    #expect(try #require(said(estimate, "error")) < 1e-12)
  }

  /// Equal eigenvalues: every vector is an eigenvector, and one step tells all.
  @Test func multiplesOfTheIdentity() throws {
    var matrix = Matrix<Double>(rows: 50, columns: 50)
    for i in 0..<50 { matrix[i, i] = 3 }
    let estimate = try ask(matrix, lanczos())
    #expect(abs(try #require(estimate.number) - 3.912023005428146) < 1e-12)  // ln 50
    let small = try ask(
      Matrix<Double>(rows: 1, columns: 1, elements: [7]), lanczos(("normalised", .boolean(true))))
    #expect(small.number == 0)
    #expect(small.phrases == "1 row, double precision, divided by ln 1, ± 0: 16 probes x 1 step")
  }

  /// As many steps as rows: the quadrature lacks nothing, and the spread alone is left.
  @Test func allStepsLeaveNoRemainder() throws {
    let matrix = kernel((0..<40).map { 1 / Double(1 + $0) })
    let exact = try #require(ask(matrix, []).number)
    let estimate = try ask(matrix, lanczos(("probes", .number(8)), ("steps", .number(40))))
    #expect(try #require(said(estimate, "remainder")) < 1e-4)
    let (error, spread) = (said(estimate, "error"), said(estimate, "spread"))
    #expect(try #require(spread) > 1e-3 && #require(error) >= #require(spread))
    #expect(abs(try #require(estimate.number) - exact) < (try #require(error)))
  }

  /// ± is a 99 % bound: of 100 independent seeds 95 or more hold with a chance above 99.9 %, and an
  /// error stated half as large would fail this.
  @Test func theStatedErrorHolds() throws {
    let spectrum: [Double] = (1...120).map { (k: Int) -> Double in
      let square = Double(k * k)
      return 10 / square + 0.01
    }
    let matrix: Matrix<Double> = kernel(spectrum)
    let exact = try #require(ask(matrix, []).number)
    var (held, halves) = (0, 0)
    for seed in 0..<100 {
      let options = lanczos(
        ("probes", .number(6)), ("steps", .number(25)), ("seed", .number(Double(seed))))
      let estimate = try ask(matrix, options)
      let error = try #require(said(estimate, "error"))
      let off = abs(try #require(estimate.number) - exact)
      if off <= error { held += 1 }
      if off <= error / 4 { halves += 1 }
      #expect(error < 0.05 * exact, "and it is small")
    }
    #expect(held >= 95)
    #expect(halves < 95, "it is not much larger than need be")
  }

  /// A network's kernel in single precision, held and from the pairs, against LAPACK.
  @Test func networksInSinglePrecision() throws {
    let network = try SmallNetworks.network(
      10, [Dense(30, ReLU.self), Dense(20, ReLU.self), Dense(5)])
    let x = SmallNetworks.samples(300, 10, of: Float.self)
    func ask(_ options: [(name: String, value: ArgumentValue)]) throws -> Measurement {
      try Entropy.measure(
        network, on: .single(x), arguments: Entropy.entry.check(options: options), watch: watch)
    }
    for outputs in [ArgumentValue.text("mean"), .number(2)] {
      let exact = try #require(ask([("outputs", outputs)]).number)
      let held = try ask(lanczos(("outputs", outputs)))
      #expect(abs(try #require(held.number) - exact) < (try #require(said(held, "error"))))
      let pairs = try ask(lanczos(("outputs", outputs), ("products", .text("pairs"))))
      // The same probes, so only rounding differs: 1e-7 of sums of some hundred terms.
      #expect(abs(try #require(pairs.number) - #require(held.number)) < 1e-4)
      #expect(pairs.phrases.contains("300 rows, products from the pairs, 0."))
    }
    let again = try ask(lanczos())
    #expect(try again.number == ask(lanczos()).number)
    #expect(try again.number != ask(lanczos(("seed", .number(1)))).number)
  }

  @Test func conventionsAreSaid() throws {
    let matrix = kernel((0..<100).map { 1 / Double(1 + $0) })
    let estimate = try ask(matrix, lanczos(("probes", .number(5)), ("seed", .number(7))))
    let (number, error) = (try #require(estimate.number), try #require(said(estimate, "error")))
    let share = threeDecimals(number / 4.605170185988092)
    #expect(
      estimate.phrases == "100 rows, double precision, \(share) of ln 100, "
        + "± \(twoDigits(error)): 5 probes x 40 steps")
    #expect(said(estimate, "seed") == 7 && said(estimate, "steps") == 40)
    #expect(estimate.conventions.contains { $0.key == "method" && $0.value == .text("lanczos") })
    let normalised = try ask(
      matrix,
      lanczos(("probes", .number(5)), ("seed", .number(7)), ("normalised", .boolean(true))))
    #expect(abs(try #require(said(normalised, "error")) - error / 4.605170185988092) < 1e-15)
  }

  @Test func whatCannotBeIsRefused() throws {
    func message(
      _ matrix: Matrix<Double>, _ options: [(name: String, value: ArgumentValue)]
    ) -> String? {
      #expect(throws: ComputationError.self) { try ask(matrix, options) }?.message
    }
    let one = kernel([1, 2, 3, 4])
    #expect(
      message(one, [("probes", .number(8))])
        == "probes is an option of method=lanczos, and the exact entropy has none of it")
    #expect(
      message(one, lanczos(("products", .text("pairs"))))
        == "products=pairs needs a network and data, not a kernel")
    #expect(
      message(kernel([3, 2, 1, -0.5]), lanczos())?.hasPrefix(
        "the matrix has a negative eigenvalue near -0.5") == true)
    #expect(
      message(Matrix(rows: 2, columns: 2), lanczos())
        == "the kernel's trace is 0.0, so its entropy cannot be estimated")
    #expect(throws: ArgumentError.self) { try ask(one, lanczos(("probes", .number(3)))) }
    let network = try SmallNetworks.network(2, [Dense(3, ReLU.self), Dense(2)])
    let x = Matrix<Float>(rows: 2, columns: 2, elements: [1e30, 1e30, 1, 1])
    for products in ["auto", "pairs"] {
      let error = #expect(throws: ComputationError.self) {
        try Entropy.measure(
          network, on: .single(x),
          arguments: Entropy.entry.check(options: lanczos(("products", .text(products)))),
          watch: watch)
      }
      #expect(
        error?.message == "the kernel has entries that are not finite, so there is no entropy")
    }
  }

  /// Student's 99.5 % points: Abramowitz and Stegun, table 26.10.
  @Test(arguments: [(5, 4.032), (10, 3.169), (15, 2.947), (30, 2.750), (120, 2.617)])
  func studentsT(_ freedom: Int, _ expected: Double) {
    #expect(abs(EntropyEstimate.studentsT(freedom) / expected - 1) < 1e-3)
  }

  @Test(arguments: [
    (0.0021, "0.0021"), (0.02096, "0.021"), (1.25, "1.3"), (0.0999, "0.10"), (12.3, "12"),
    (0.00012, "0.00012"), (3.14e-9, "3.1e-9"), (9.99e-9, "1.0e-8"), (0, "0"),
  ]) func errorsAreSaidWithTwoDigits(_ x: Double, _ text: String) {
    #expect(twoDigits(x) == text)
  }
}
