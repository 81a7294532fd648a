import Catalog
import LinearAlgebra
import Networks
import TestSupport
import Testing

/// Every layer of the table in every variant: the pairs it emits, multiplied out, are the Jacobian
/// that finite differences give, and the gradient is that Jacobian times the loss's seed.
@Suite struct LayerTests {
  /// A layer among others; a case is named by the code of its network.
  struct Case: Sendable, CustomTestStringConvertible {
    let input: Shape
    let layers: [any Layer]
    let parametrisation: Parametrisation

    var testDescription: String {
      "\(parametrisation.form): input \(input) | "
        + layers.map(\.code).joined(separator: " | ")
    }
  }

  static let parametrisations: [Parametrisation] = {
    var standard = Parametrisation()
    standard.biasDeviation = 0.5
    var ntk = Parametrisation()
    ntk.form = .ntk
    ntk.weightDeviation = 1.5
    ntk.biasDeviation = 0.3
    return [standard, ntk]
  }()

  static let cases: [Case] = Layers.all.flatMap { layer in
    (LayerCases.networks(with: layer) ?? []).flatMap { input, layers in
      parametrisations.map { Case(input: input, layers: layers, parametrisation: $0) }
    }
  }

  @Test func everyLayerHasCases() {
    for layer in Layers.all { #expect(LayerCases.networks(with: layer) != nil, "\(layer)") }
  }

  private static let count = 3

  private func network(_ test: Case) throws -> Network {
    let architecture = try Architecture(
      input: test.input, layers: test.layers, parametrisation: test.parametrisation)
    return Network(architecture, seed: 11)
  }

  /// Examples: tokens where the network reads tokens, normal numbers otherwise.
  private func inputs(_ network: Network) -> Matrix<Double> {
    let columns = network.architecture.input.count
    if network.architecture.input.isGraph { return graphs(network.architecture.input) }
    guard let vocabulary = network.architecture.layers[0].tokens else {
      return draw(Self.count, columns, "inputs")
    }
    var stream = RandomStream(seed: 4, purpose: "tokens")
    return Matrix(
      rows: Self.count, columns: columns,
      elements: (0..<Self.count * columns).map { _ in Double(stream.below(vocabulary)) })
  }

  /// Features, and adjacency of 0 and 1; the first graph has no edges at all.
  private func graphs(_ shape: Shape) -> Matrix<Double> {
    var stream = RandomStream(seed: 6, purpose: "graphs")
    var x = draw(Self.count, shape.count, "inputs")
    let (nodes, own) = (shape.axes[0], shape.withoutGraph.count)
    for n in 0..<Self.count {
      for i in 0..<nodes {
        x[n, own + i * nodes + i] = 0
        for j in 0..<i {
          let edge = n == 0 ? 0 : Double(stream.below(2))
          x[n, own + i * nodes + j] = edge
          x[n, own + j * nodes + i] = edge
        }
      }
    }
    return x
  }

  private func draw(_ rows: Int, _ columns: Int, _ purpose: String) -> Matrix<Double> {
    var stream = RandomStream(seed: 2, purpose: purpose)
    return Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in Double(Float(stream.normal())) })
  }

  /// Central differences with step 1e-5 are right to about 1e-10 (truncation h²f‴/6, rounding ε/h);
  /// single precision to 1e-5, its own rounding.
  @Test(arguments: cases) func pairsAreTheJacobian(_ test: Case) throws {
    let network = try network(test)
    let x = inputs(network)
    let expected = try ExplicitJacobian(differencesOf: network, at: x, step: 1e-5)
    let outputs = network.outputs

    // The kernel's seed, and the same seed without its structure.
    let identity = try ExplicitJacobian(
      pairsOf: network, at: x, seed: .identity(outputs: outputs), count: Self.count)
    #expect(relativeDifference(identity.elements, expected.elements) < 1e-8)
    var rows = Matrix<Double>(rows: Self.count * outputs, columns: outputs)
    for row in 0..<rows.rows { rows[row, row % outputs] = 1 }
    let plain = try rows.withView {
      try ExplicitJacobian(
        pairsOf: network, at: x, seed: .rows($0, perSample: outputs), count: Self.count)
    }
    #expect(relativeDifference(plain.elements, identity.elements) < 1e-14)

    let single = try ExplicitJacobian(
      pairsOf: network, at: x.converted(to: Float.self), seed: .identity(outputs: outputs),
      count: Self.count)
    #expect(relativeDifference(single.elements, identity.elements) < 1e-5)
  }

  @Test(arguments: cases) func gradientIsSeedTimesJacobian(_ test: Case) throws {
    let network = try network(test)
    let x = inputs(network)
    let y = draw(Self.count, network.outputs, "targets")
    let jacobian = try ExplicitJacobian(
      pairsOf: network, at: x, seed: .identity(outputs: network.outputs), count: Self.count)
    let f = try network.outputs(of: x)
    for loss: any Loss in [MeanSquaredError(), CrossEntropy()] {
      var seed = Matrix<Double>(rows: f.rows, columns: f.columns)
      let value = seed.withMutableView { seed in
        f.withView { f in y.withView { loss.seed(outputs: f, targets: $0, into: seed) } }
      }
      let expected = (0..<jacobian.parameters).map { p in
        (0..<jacobian.rows).reduce(0.0) { $0 + seed.elements[$1] * jacobian[$1, p] }
      }
      let result = try network.gradient(loss: loss, inputs: x, targets: y)
      #expect(relativeDifference(result.gradient.elements, expected) < 1e-13)
      #expect(abs(result.loss - value) < 1e-14 * (1 + abs(value)))

      // And against the loss itself, along a random direction.
      let direction = draw(1, jacobian.parameters, "direction").elements
      let flat = network.parameters.matrix(of: Double.self)
      let sides = try [1e-5, -1e-5].map { step in
        let moved = Matrix(
          rows: 1, columns: flat.columns,
          elements: zip(flat.elements, direction).map { $0 + step * $1 })
        let there = Network(network.architecture, parameters: .double(moved))
        let f = try there.outputs(of: x)
        return f.withView { f in y.withView { loss.value(outputs: f, targets: $0) } }
      }
      let slope = zip(direction, result.gradient.elements).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs((sides[0] - sides[1]) / 2e-5 - slope) < 1e-7 * (1 + abs(slope)))
    }
  }

  @Test func tableAgreesWithFolder() throws {
    let files = try Fixtures.types(in: "Networks/Layers", except: "Layers")
    #expect(files == Set(Layers.all.map { "\($0)" } + ["Input"]))
    #expect(Layers.entries.allSatisfy { $0.kind == .layer && !$0.examples.isEmpty })
    #expect(Layers.entries.count == Layers.all.count + 1)
  }
}
