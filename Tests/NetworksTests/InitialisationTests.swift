import LinearAlgebra
import Networks
import Testing

/// Means and deviations within five standard errors of what section 2 of the design says.
@Suite struct InitialisationTests {
  private static let layers: [any Layer] = [Dense(300, ReLU.self), Dense(100)]

  private func network(_ parametrisation: Parametrisation, seed: UInt64 = 1) throws -> Network {
    Network(
      try Architecture(input: Shape(200), layers: Self.layers, parametrisation: parametrisation),
      seed: seed)
  }

  private func values(_ network: Network, _ name: String) throws -> [Double] {
    let array = try #require(network.architecture.arrays.first { $0.fullName == name })
    return Array(network.parameters.matrix(of: Double.self).elements[array.range])
  }

  private func expectNormal(_ values: [Double], deviation: Double) {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    #expect(abs(mean) < 5 * deviation / n.squareRoot())
    #expect(abs(variance.squareRoot() / deviation - 1) < 5 / (2 * n).squareRoot())
    // Never truncated: of n normal draws some lie beyond three deviations.
    let beyond = Double(values.count { abs($0) > 3 * deviation }) / n
    #expect(abs(beyond - 0.0027) < 5 * (0.0027 / n).squareRoot())
  }

  @Test(arguments: Parametrisation.Initialisation.allCases)
  func weights(_ initialisation: Parametrisation.Initialisation) throws {
    var parametrisation = Parametrisation()
    parametrisation.initialisation = initialisation
    parametrisation.weightDeviation = 0.7
    let network = try network(parametrisation)
    for (name, fanIn, fanOut) in [("0.weight", 200.0, 300.0), ("1.weight", 300.0, 100.0)] {
      let deviation =
        switch initialisation {
        case .lecun: (1 / fanIn).squareRoot()
        case .he: (2 / fanIn).squareRoot()
        case .glorot: (2 / (fanIn + fanOut)).squareRoot()
        case .normal: 0.7
        }
      expectNormal(try values(network, name), deviation: deviation)
    }
    #expect(try values(network, "0.bias").allSatisfy { $0 == 0 })
  }

  @Test func biases() throws {
    var parametrisation = Parametrisation()
    parametrisation.biasDeviation = 0.2
    let biases = try values(network(parametrisation), "0.bias")
    #expect(abs(biases.reduce(0, +) / 300) < 5 * 0.2 / 300.0.squareRoot())
    #expect(abs((biases.reduce(0) { $0 + $1 * $1 } / 300).squareRoot() - 0.2) < 0.05)
  }

  @Test func ntkDrawsStandardNormals() throws {
    var parametrisation = Parametrisation()
    parametrisation.form = .ntk
    parametrisation.weightDeviation = 1.5
    parametrisation.biasDeviation = 0.3
    let network = try network(parametrisation)
    expectNormal(try values(network, "0.weight"), deviation: 1)
    #expect(abs((try values(network, "0.bias").reduce(0) { $0 + $1 * $1 } / 300) - 1) < 0.45)
    #expect(abs(parametrisation.weightScale(fanIn: 200) - 1.5 / 200.0.squareRoot()) < 1e-15)
    #expect(parametrisation.biasScale == 0.3)
  }

  /// Seeds name draws: the same one again, another one for another seed, and a layer's own draw
  /// whatever stands before it.
  @Test func draws() throws {
    let network = try network(Parametrisation())
    let flat = network.parameters.matrix(of: Float.self).elements
    #expect(try self.network(Parametrisation()).parameters.matrix(of: Float.self).elements == flat)
    #expect(
      try self.network(Parametrisation(), seed: 2).parameters.matrix(of: Float.self).elements
        != flat)
    let other = Network(
      try Architecture(
        input: Shape(7), layers: [Dense(300, bias: false), Activate(ReLU.self), Dense(100)]),
      seed: 1)
    #expect(try values(other, "1.weight") == values(network, "1.weight"))
    #expect(network.parameters.precision == .single)
  }

  /// The draw is RandomStream's, in double, rounded once.
  @Test func firstWeight() throws {
    var stream = RandomStream(seed: 1, purpose: "parameters/0.weight")
    let expected = Float((1.0 / 200).squareRoot() * stream.normal())
    #expect(try network(Parametrisation()).parameters.matrix(of: Float.self)[0, 0] == expected)
  }
}
