import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Networks

/// Every activation against its formula in double precision (the C library's functions).
@Suite struct ActivationTests {
  /// φ and φ′ written out.
  struct Formula: Sendable {
    let value: @Sendable (Double) -> Double
    let slope: @Sendable (Double) -> Double
  }

  static let formulas: [String: Formula] = [
    "identity": Formula(value: { $0 }, slope: { _ in 1 }),
    "relu": Formula(value: { max($0, 0) }, slope: { $0 > 0 ? 1 : 0 }),
    "tanh": Formula(value: { tanh($0) }, slope: { 1 / (cosh($0) * cosh($0)) }),
    "sigmoid": Formula(
      value: { 1 / (1 + exp(-$0)) },
      slope: { 1 / ((1 + exp(-$0)) * (1 + exp($0))) }),
    "softplus": Formula(
      value: { $0 > 0 ? $0 + log1p(exp(-$0)) : log1p(exp($0)) },
      slope: { 1 / (1 + exp(-$0)) }),
    "gelu": Formula(
      value: { $0 * erfc(-$0 / 2.0.squareRoot()) / 2 },
      slope: {
        erfc(-$0 / 2.0.squareRoot()) / 2 + $0 * exp(-$0 * $0 / 2) / (2 * Double.pi).squareRoot()
      }),
    "gelu_tanh": Formula(
      value: { x in
        let u = (2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)
        return x / (1 + exp(-2 * u))
      },
      slope: { x in
        let root = (2 / Double.pi).squareRoot()
        let u = root * (x + 0.044715 * x * x * x)
        return 1 / (1 + exp(-2 * u))
          + x * root * (1 + 0.134145 * x * x) / (2 * cosh(u) * cosh(u))
      }),
    "sin": Formula(value: { sin($0) }, slope: { cos($0) }),
    "erf": Formula(value: { erf($0) }, slope: { 2 / Double.pi.squareRoot() * exp(-$0 * $0) }),
  ]

  /// −18 … 18 densely, then ± powers of ten from 1e-30 to 80: single precision exactly.
  static let arguments: [Float] = {
    let dense = (-9000...9000).map { Float($0) / 500 }
    let wide = (-300...19).map { Float(pow(10, Double($0) / 10)) }
    return dense + wide + wide.map(-)
  }()

  /// The largest |difference|/max(|expected|, floor), NaN counting as infinite.
  private func worst(_ got: [Double], _ expected: [Double], floor: Double) -> Double {
    zip(got, expected).reduce(0) { worst, pair in
      let error = abs(pair.0 - pair.1) / max(abs(pair.1), floor)
      return error <= worst ? worst : (error.isNaN ? .infinity : error)
    }
  }

  private func values<S: Scalar>(_ phi: any Activation.Type, _ z: [S]) -> [S] {
    let z = Matrix<S>(rows: 1, columns: z.count, elements: z)
    let y = Matrix<S>(rows: 1, columns: z.count) { y in z.withView { phi.apply($0, into: y) } }
    return y.elements
  }

  /// φ′ the way the layers take it: from the forward pass's own numbers.
  private func slopes<S: Scalar>(_ phi: any Activation.Type, _ z: [S]) -> [S] {
    let kept = phi.kept == .output ? values(phi, z) : z
    let matrix = Matrix<S>(rows: 1, columns: z.count, elements: kept)
    let out = Matrix<S>(rows: 1, columns: z.count) { out in
      matrix.withView { phi.slopes($0, into: out) }
    }
    return out.elements
  }

  /// Half a unit of rounding is 6e-8, and the loops are allowed little more. Below 1e-37 single
  /// precision has no relative accuracy. Slopes taken from outputs that approach ±1 have an
  /// absolute error of one rounding of the output, hence the floor of 1 there; where a slope
  /// passes through zero (sin, gelu) the floor is 1e-2.
  @Test(arguments: Activations.names) func single(_ name: String) throws {
    let phi = try #require(Activations.named(name))
    let formula = try #require(Self.formulas[name])
    let z = Self.arguments.map(Double.init)
    let error = worst(
      values(phi, Self.arguments).map(Double.init), z.map(formula.value), floor: 1e-37)
    #expect(error < 1.2e-7)
    let slopeError = worst(
      slopes(phi, Self.arguments).map(Double.init), z.map(formula.slope),
      floor: phi.kept == .output ? 1 : 1e-2)
    #expect(slopeError < 1.5e-7)
  }

  /// The C library's accuracy with a few roundings around it. Far out, where gelu is below 1e-6, the
  /// rounding of z² is amplified by exp, in the formula as in the loop.
  @Test(arguments: Activations.names) func double(_ name: String) throws {
    let phi = try #require(Activations.named(name))
    let formula = try #require(Self.formulas[name])
    let z = Self.arguments.map(Double.init)
    let (got, expected) = (values(phi, z), z.map(formula.value))
    #expect(worst(got, expected, floor: 1e-6) < 1e-14)
    #expect(worst(got, expected, floor: 1e-300) < 1e-12)
    #expect(
      worst(slopes(phi, z), z.map(formula.slope), floor: phi.kept == .output ? 1 : 1e-2) < 2e-14)
  }

  /// Central differences with step 1e-5: truncation h²φ‴/6 and rounding ε/h are both below 1e-9.
  @Test(arguments: Activations.names) func slopeIsTheDerivative(_ name: String) throws {
    let phi = try #require(Activations.named(name))
    let z = (-40...40).map { Double($0) / 8 + 0.01 }
    let step = 1e-5
    let differences = zip(values(phi, z.map { $0 + step }), values(phi, z.map { $0 - step }))
      .map { ($0 - $1) / (2 * step) }
    #expect(worst(slopes(phi, z), differences, floor: 1) < 1e-9)
  }

  @Test func reluHasNoSlopeAtZero() { #expect(slopes(ReLU.self, [0.0, -0.0]) == [0, 0]) }

  /// Beyond the reach of the loop's own reduction of the angle the C library takes over.
  @Test func sineOfLargeArguments() {
    let z: [Float] = [1e5, 999_999, 1_000_001, -3e7, 1e20, -3e38, .pi * 1e4]
    let error = worst(
      values(Sine.self, z).map(Double.init), z.map { sin(Double($0)) }, floor: 1e-3)
    #expect(error < 1.2e-7)
    let slope = worst(
      slopes(Sine.self, z).map(Double.init), z.map { cos(Double($0)) }, floor: 1e-3)
    #expect(slope < 1.2e-7)
  }

  @Test(arguments: Activations.names) func extremes(_ name: String) throws {
    let phi = try #require(Activations.named(name))
    #expect(values(phi, [Float.nan])[0].isNaN)
    #expect(values(phi, [Double.nan])[0].isNaN)
    guard name != "sin" else { return }
    for z in [-3e38, 3e38, -1e4, 1e4] {
      #expect(values(phi, [Float(z)])[0].isFinite && slopes(phi, [Float(z)])[0].isFinite)
      #expect(values(phi, [z])[0].isFinite && slopes(phi, [z])[0].isFinite)
    }
    #expect(slopes(phi, [1e200])[0].isFinite && slopes(phi, [-1e200])[0].isFinite)
  }

  /// An element's result depends on that element only: not on its place, on where rows are cut, on
  /// whether the output is the input's memory, or on the bias being added on the way.
  @Test(arguments: Activations.names) func elementwise(_ name: String) throws {
    let phi = try #require(Activations.named(name))
    try elementwise(phi, Float.self)
    try elementwise(phi, Double.self)
  }

  private func elementwise<S: Scalar>(_ phi: any Activation.Type, _: S.Type) throws {
    var stream = RandomStream(seed: 1, purpose: "elementwise")
    let (rows, columns) = (37, 61)
    let z = (0..<rows * columns).map { _ in S(3 * stream.normal()) }
    let bias = (0..<columns).map { _ in S(stream.normal()) }
    let scale = 0.3
    let sums = z.indices.map { z[$0] + S(scale) * bias[$0 % columns] }
    // One element at a time, at odd places of memory.
    let singly = sums.map { values(phi, [$0])[0] }
    // Fused sums may be rounded once instead of twice, so equality holds without a bias.
    var inPlace = Matrix<S>(rows: rows, columns: columns, elements: sums)
    inPlace.withMutableView { phi.apply($0, into: $0) }
    #expect(inPlace.elements == singly)
    #expect(values(phi, Array(sums[3...])) == Array(singly[3...]))

    var withBias = Matrix<S>(rows: rows, columns: columns, elements: z)
    let biasRow = Matrix<S>(rows: 1, columns: columns, elements: bias)
    var y = Matrix<S>(rows: rows, columns: columns)
    withBias.withMutableView { z in
      y.withMutableView { y in
        biasRow.withView { phi.apply(z, bias: $0, biasScale: scale, into: y) }
      }
    }
    #expect(y.elements == values(phi, withBias.elements))
    #expect(relativeDifference(withBias.elements.map(Double.init), sums.map(Double.init)) < 1e-7)

    let cotangents = Matrix<S>(rows: rows, columns: columns, elements: z)
    let kept = phi.kept == .output ? singly : sums
    let slopes = slopes(phi, sums)
    let pulled = Matrix<S>(rows: rows, columns: columns) { out in
      cotangents.withView { d in
        Matrix(rows: rows, columns: columns, elements: kept).withView {
          phi.pullBack(d, kept: $0, into: out)
        }
      }
    }
    #expect(pulled.elements == zip(z, slopes).map { $0 * $1 })
  }

  @Test func tableAgreesWithFolder() throws {
    let files = try Fixtures.types(in: "Networks/Activations", except: "Activations")
    #expect(files == Set(Activations.all.map { "\($0)" }))
    #expect(Set(Activations.names).count == Activations.all.count)
    #expect(Activations.all.allSatisfy { $0.entry.kind == .activation })
    #expect(Set(Self.formulas.keys) == Set(Activations.names))
  }
}
