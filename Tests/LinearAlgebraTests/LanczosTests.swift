import Foundation
import LinearAlgebra
import Testing

@Suite struct LanczosTests {
  /// H diag(λ) H with a reflection H: a full matrix of known spectrum.
  private func matrix<S: Scalar>(_ spectrum: [Double], of _: S.Type) -> Matrix<S> {
    let n = spectrum.count
    let v = Naive.matrix(n, 1, of: Double.self).elements
    let norm = v.reduce(0) { $0 + $1 * $1 }
    func h(_ i: Int, _ j: Int) -> Double { (i == j ? 1 : 0) - 2 * v[i] * v[j] / norm }
    return Matrix(
      rows: n, columns: n,
      elements: (0..<n * n).map { e in
        S((0..<n).reduce(0.0) { $0 + h(e / n, $1) * spectrum[$1] * h($1, e % n) })
      })
  }

  private func starts<S: Scalar>(_ count: Int, _ n: Int, of _: S.Type) -> Matrix<S> {
    var stream = RandomStream(seed: 5, purpose: "tests")
    return Matrix(rows: count, columns: n) { stream.rademacher(into: $0) }
  }

  private func run<S: Scalar>(
    _ a: Matrix<S>, _ starts: Matrix<S>, steps: [Int]
  ) throws -> [Tridiagonal] {
    var starts = starts
    return try starts.withMutableView { z in
      try a.withView { a in
        try Lanczos.run(z, steps: steps, watch: Unwatched()) {
          Products.multiply($0, a, into: $1)
        }
      }
    }
  }

  /// zᵀ f(A) z from LAPACK's point of view: f is a polynomial, so products give it.
  private func power(_ a: Matrix<Double>, _ z: [Double], _ k: Int) -> Double {
    var v = z
    for _ in 0..<k {
      v = (0..<a.rows).map { i in (0..<a.columns).reduce(0) { $0 + a[i, $1] * v[$1] } }
    }
    return zip(z, v).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// After N steps the nodes are all the eigenvalues, each once: full reorthogonalisation.
  @Test func allStepsGiveTheSpectrum() throws {
    let spectrum = (0..<30).map { 0.1 + Double($0 * $0) }
    let a = matrix(spectrum, of: Double.self)
    let z = starts(3, 30, of: Double.self)
    for seen in try run(a, z, steps: [30, 30, 99]) {
      #expect(seen.isExhausted && seen.diagonal.count == 30)
      let nodes = try seen.gauss()
      // 1e-12 of the largest, 841.
      #expect(zip(nodes, spectrum).allSatisfy { abs($0.value - $1) < 1e-9 })
      #expect(abs(nodes.reduce(0) { $0 + $1.weight } - 30) < 1e-12)
      // Nothing is missing any more.
      #expect(try seen.radau(end: 0) == nodes)
    }
    let lapack = try SymmetricEigenvalues<Double>().ascending(a)
    let nodes = try run(a, z, steps: [30, 30, 30])[1].gauss()
    #expect(zip(nodes, lapack).allSatisfy { abs($0.value - $1) < 1e-9 })
  }

  /// m steps are exact for polynomials of degree 2m − 1, with one more node 2m.
  @Test func degreeOfExactness() throws {
    let a = matrix((0..<25).map { 0.2 + 0.05 * Double($0) }, of: Double.self)
    let z = starts(1, 25, of: Double.self)
    let seen = try #require(run(a, z, steps: [4]).first)
    let (gauss, radau) = (try seen.gauss(), try seen.radau(end: 0))
    #expect(gauss.count == 4 && radau.count == 5 && abs(radau[0].value) < 1e-12)
    for k in 0...8 {
      let exact = power(a, z.elements, k)
      func error(_ nodes: [Tridiagonal.Node]) -> Double {
        abs(nodes.reduce(0) { $0 + $1.weight * pow($1.value, Double(k)) } - exact) / exact
      }
      #expect(k > 7 || error(gauss) < 1e-12)
      #expect(error(radau) < 1e-12)
    }
    let eighth = power(a, z.elements, 8)
    let short = gauss.reduce(0) { $0 + $1.weight * pow($1.value, 8) }
    #expect(short < eighth * (1 - 1e-9), "beyond its degree Gauss is below for even powers")
  }

  /// Gauss below, Gauss–Radau above, for x ln x, and closer with more steps.
  @Test(arguments: [0, 1]) func theBracketHolds(_ start: Int) throws {
    let spectrum = (0..<60).map { exp(-0.25 * Double($0)) }
    let a = matrix(spectrum, of: Double.self)
    let z = starts(2, 60, of: Double.self)
    func value(_ nodes: [Tridiagonal.Node]) -> Double {
      nodes.reduce(0) { $0 + ($1.value > 0 ? $1.weight * $1.value * log($1.value) : 0) }
    }
    let exact = value(try run(a, z, steps: [60, 60])[start].gauss())
    var (first, last) = (Double.nan, Double.infinity)
    for steps in [1, 2, 4, 8, 12] {
      let seen = try run(a, z, steps: [steps, steps])[start]
      let (below, above) = (value(try seen.gauss()), value(try seen.radau(end: 0)))
      #expect(below < exact && exact < above)
      #expect(above - below < last)
      last = above - below
      if steps == 1 { first = last }
    }
    #expect(last < 0.01 * first)
  }

  /// A vector in an invariant subspace of three eigenvectors ends after three steps, exactly; an
  /// eigenvector after one; zero at once. The others go on.
  @Test func breakdown() throws {
    let n = 12
    var a = Matrix<Double>(rows: n, columns: n)
    for i in 0..<n { a[i, i] = Double(i + 1) }
    var z = Matrix<Double>(rows: 4, columns: n)
    z[0, 1] = 3
    for i in [0, 4, 9] { z[2, i] = Double(i + 1) }
    for i in 0..<n { z[3, i] = 1 }
    let seen = try run(a, z, steps: [6, 6, 6, 6])
    #expect(seen.map(\.diagonal.count) == [1, 0, 3, 6])
    #expect(seen.map(\.isExhausted) == [true, true, true, false])
    #expect(try seen[0].gauss().map { [$0.value, $0.weight] } == [[2, 9]])
    #expect(try seen[1].gauss() == [])
    let nodes = try seen[2].gauss()
    for (node, i) in zip(nodes, [0, 4, 9]) {
      let expected = Double(i + 1)
      #expect(abs(node.value - expected) < 1e-12 && abs(node.weight - expected * expected) < 1e-9)
    }
    // A is zero: every vector is an eigenvector.
    let zero = try run(Matrix<Float>(rows: 3, columns: 3), starts(1, 3, of: Float.self), steps: [3])
    #expect(try zero[0].gauss().map(\.value) == [0])
  }

  /// Every start may have its own number of steps; those that are done leave the product.
  @Test func stepsOfEachStart() throws {
    let a = matrix((0..<20).map { 1 + Double($0) }, of: Double.self)
    let z = starts(3, 20, of: Double.self)
    let together = try run(a, z, steps: [9, 2, 4])
    #expect(together.map(\.diagonal.count) == [9, 2, 4])
    for (i, steps) in [9, 2, 4].enumerated() {
      let alone = try run(a, z.gathered([i]), steps: [steps])[0]
      let difference =
        zip(alone.diagonal + alone.beside, together[i].diagonal + together[i].beside)
        .map { abs($0 - $1) }.max() ?? 1
      #expect(difference < 1e-12)
    }
    #expect(try run(a, z, steps: [0, 0, 0]).allSatisfy { $0.diagonal.isEmpty })
  }

  /// Converged eigenvalues do not come back as copies in single precision either.
  @Test func singlePrecisionHasNoGhosts() throws {
    let spectrum = [1000.0, 500] + (0..<98).map { 0.01 * Double($0 + 1) }
    let seen = try run(
      matrix(spectrum, of: Float.self), starts(2, 100, of: Float.self), steps: [40, 40])
    for nodes in try seen.map({ try $0.gauss() }) {
      #expect(nodes.filter { $0.value > 400 }.count == 2)
    }
  }

  @Test func whatIsNotFiniteIsAnError() throws {
    var a = Matrix<Double>(rows: 4, columns: 4)
    a[1, 2] = .nan
    #expect(throws: ComputationError.self) {
      try run(a, starts(1, 4, of: Double.self), steps: [3])
    }
  }

  @Test func rademacherNumbers() {
    let z = starts(3, 70, of: Double.self).elements
    #expect(Set(z) == [1, -1])
    // Within 5 deviations, √210.
    #expect(abs(z.reduce(0, +)) < 73)
  }
}
