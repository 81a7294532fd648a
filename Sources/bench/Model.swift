import LinearAlgebra
import Networks

/// The networks and data of the workloads: what the peers' script makes, from the product's own
/// draws.
enum Model {
  static let plain = [784, 128, 128, 10]
  static let wide = [784, 1024, 1024, 10]
  static let deep = [784] + Array(repeating: 64, count: 10) + [10]

  static func network(_ widths: [Int], seed: UInt64 = 1) throws -> Network {
    var parametrisation = Parametrisation()
    parametrisation.initialisation = .he
    parametrisation.biasDeviation = 0.1
    let hidden = widths.dropFirst().dropLast().map { Dense($0, ReLU.self) }
    let last = widths.last.map { [Dense($0)] } ?? []
    return try Network(
      Architecture(
        input: Shape(widths[0]), layers: hidden + last, parametrisation: parametrisation),
      seed: seed)
  }

  /// input 28x28x1 | conv 8 3x3 relu | pool mean 2x2 | conv 16 3x3 relu | pool mean 2x2 | flatten |
  /// dense 10
  static func convolutional() throws -> Network {
    var parametrisation = Parametrisation()
    parametrisation.initialisation = .he
    parametrisation.biasDeviation = 0.1
    return try Network(
      Architecture(
        input: Shape(28, 28, 1),
        layers: [
          Convolution(8, 3, 3, ReLU.self), Pooling(.mean, 2, 2), Convolution(16, 3, 3, ReLU.self),
          Pooling(.mean, 2, 2), Flatten(), Dense(10),
        ], parametrisation: parametrisation), seed: 1)
  }

  /// Uniform numbers, as bytes of images would be.
  static func samples(_ count: Int) -> Matrix<Float> {
    var stream = RandomStream(seed: 0, purpose: "bench/inputs")
    return Matrix(rows: count, columns: 784) { view in
      for i in 0..<view.rows * view.columns { view.base[i] = Float(stream.uniform()) }
    }
  }

  static func targets(_ count: Int) -> Matrix<Float> {
    var stream = RandomStream(seed: 3, purpose: "bench/targets")
    var targets = Matrix<Float>(rows: count, columns: 10)
    targets.withMutableView { for i in 0..<count { $0[i, stream.below(10)] = 1 } }
    return targets
  }

  // Operations as the peers' script counts them: symmetric products half, the last layer's
  // cotangents free, those behind it as masks on shared rows.

  private static func passes(_ widths: [Int], _ n: Double) -> Double {
    let layers = zip(widths, widths.dropFirst()).map { Double($0 * $1) }
    return 2 * n * layers.reduce(0, +) + 20 * n * layers.dropFirst().dropLast().reduce(0, +)
  }

  static func traceOperations(_ widths: [Int], _ n: Int) -> Double { passes(widths, Double(n)) }

  static func kernelOperations(_ widths: [Int], _ n: Int, all: Bool) -> Double {
    let inputs = widths.dropLast().reduce(0, +)
    let top = widths[widths.count - 2]
    let lower = widths.dropFirst().dropLast(2).reduce(0, +)
    let cotangents = all ? 100 * lower + 55 * top : 10 * lower + top
    return passes(widths, Double(n)) + Double(n) * Double(n) * Double(inputs + cotangents)
  }

  /// Three products a layer, no cotangents of the inputs.
  static func epochOperations(_ n: Int) -> Double {
    2 * Double(n) * Double(2 * 118_016 + 128 * 128 + 1280)
  }
}
