import LinearAlgebra
import TestSupport
import Testing

@testable import Networks

@Suite struct DropoutTests {
  private static let count = 40

  private func network(_ share: Double = 0.3) throws -> Network {
    Network(
      try Architecture(
        input: Shape(50), layers: [Dropout(share), Dense(20, Tanh.self), Dropout(0.5), Dense(3)]),
      seed: 2)
  }

  private func draw(_ rows: Int, _ columns: Int, _ purpose: String) -> Matrix<Double> {
    var stream = RandomStream(seed: 5, purpose: purpose)
    return Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in stream.normal() })
  }

  private func step(
    _ network: Network, _ x: Matrix<Double>, _ y: Matrix<Double>, seed: UInt64 = 1,
    step: Int? = 4
  ) throws -> (loss: Double, gradient: [Double]) {
    let gradient = LossGradient<Double>(MeanSquaredError(), Pass(network), seed: seed)
    let loss = try x.withView { x in
      try y.withView { try gradient.evaluate(inputs: x, targets: $0, step: step) }
    }
    let view = gradient.gradient
    return (loss, (0..<view.columns).map { view[0, $0] })
  }

  /// The gradient is that of the loss with the same numbers left out.
  @Test func gradientBelongsToTheLoss() throws {
    let network = try network()
    let (x, y) = (draw(Self.count, 50, "x"), draw(Self.count, 3, "y"))
    let (_, gradient) = try step(network, x, y)
    let direction = draw(1, gradient.count, "direction").elements
    let flat = network.parameters.matrix(of: Double.self)
    let sides = try [1e-6, -1e-6].map { h in
      let moved = Matrix(
        rows: 1, columns: flat.columns, elements: zip(flat.elements, direction).map { $0 + h * $1 })
      return try step(Network(network.architecture, parameters: .double(moved)), x, y).loss
    }
    let slope = zip(direction, gradient).reduce(0) { $0 + $1.0 * $1.1 }
    // Central differences with step 1e-6: rounding of about 1e-10 and as much truncation.
    #expect(abs((sides[0] - sides[1]) / 2e-6 - slope) < 1e-7 * (1 + abs(slope)))
  }

  @Test func drawsDependOnSeedAndStepAlone() throws {
    defer { Parallel.threads = Parallel.processors }
    let network = try network()
    let (x, y) = (draw(Self.count, 50, "x"), draw(Self.count, 3, "y"))
    let first = try step(network, x, y)
    Parallel.threads = 1
    let again = try step(network, x, y)
    #expect(first.loss == again.loss && first.gradient == again.gradient)
    #expect(try step(network, x, y, seed: 2).loss != first.loss)
    #expect(try step(network, x, y, step: 5).loss != first.loss)
  }

  /// Questions see the network without it, also after a step has been computed.
  @Test func offOutsideOfTraining() throws {
    let network = try network()
    let plain = Network(
      try Architecture(input: Shape(50), layers: [Dense(20, Tanh.self), Dense(3)]),
      parameters: network.parameters)
    let x = draw(Self.count, 50, "x")
    #expect(try network.outputs(of: x).elements == plain.outputs(of: x).elements)
    let y = draw(Self.count, 3, "y")
    let loss = try plain.gradient(loss: MeanSquaredError(), inputs: x, targets: y)
    let without = try step(network, x, y, step: nil)
    #expect(without.loss == loss.loss && without.gradient == loss.gradient.elements)

    let pass = Pass<Double>(network)
    let gradient = LossGradient<Double>(MeanSquaredError(), pass)
    try x.withView { x in
      _ = try y.withView { try gradient.evaluate(inputs: x, targets: $0, step: 1) }
      let after = Matrix<Double>(rows: Self.count, columns: 3) { $0.copy(pass.forward(x)) }
      #expect(
        after.elements
          == (try plain.outputs(
            of: Matrix(
              rows: Self.count, columns: 50, elements: (0..<x.rows * 50).map { x.base[$0] })))
          .elements)
    }
  }

  /// Kept numbers are scaled so that the mean stays: of 40,000 ones a share within 5 standard
  /// deviations, 5 √(0.3 · 0.7 / 40000) = 0.012, and each either 0 or 1/0.7.
  @Test func shareAndScale() throws {
    let network = Network(try Architecture(input: Shape(1000), layers: [Dropout(0.3)]), seed: 1)
    let pass = Pass<Double>(network)
    let ones = Matrix<Double>(rows: 40, columns: 1000) { $0.fill(1) }
    pass.noise.begin(Noise.Moment(seed: 3, step: 0, first: 0))
    ones.withView { x in
      let y = pass.forward(x)
      let values = (0..<40_000).map { y.base[$0] }
      #expect(values.allSatisfy { $0 == 0 || abs($0 - 1 / 0.7) < 1e-15 })
      let left = Double(values.count { $0 == 0 }) / 40_000
      #expect(abs(left - 0.3) < 0.012)
      #expect(values[..<1000] != values[1000..<2000])
    }
  }
}
