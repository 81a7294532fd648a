import Catalog
import LinearAlgebra
import Networks
import Synchronization

/// Small networks and samples, the same on every run.
enum SmallNetworks {
  static func network(
    _ input: Int, _ layers: [Dense], _ parametrisation: Parametrisation = Parametrisation(),
    seed: UInt64 = 1
  ) throws -> Network {
    try Network(
      Architecture(input: Shape(input), layers: layers, parametrisation: parametrisation),
      seed: seed)
  }

  /// 5-7-6-3 with biases that matter.
  static func relu() throws -> Network {
    var parametrisation = Parametrisation()
    parametrisation.biasDeviation = 0.5
    return try network(
      5, [Dense(7, ReLU.self), Dense(6, ReLU.self), Dense(3)], parametrisation)
  }

  static func ntkTanh() throws -> Network {
    var parametrisation = Parametrisation()
    parametrisation.form = .ntk
    parametrisation.weightDeviation = 1.4
    parametrisation.biasDeviation = 0.3
    return try network(
      4, [Dense(6, Tanh.self), Dense(5, Tanh.self), Dense(2)], parametrisation)
  }

  /// Its cotangents are the same for every sample, in every layer.
  static func linear() throws -> Network {
    try network(4, [Dense(5, bias: false), Dense(4), Dense(3)])
  }

  /// One layer: the kernel is A Aᵀ + 1 on the diagonal blocks and zero beside them.
  static func single() throws -> Network { try network(4, [Dense(3)]) }

  /// The last layer has an activation, so no cotangent is the identity.
  static func bounded() throws -> Network {
    try network(3, [Dense(4, ReLU.self), Dense(2, Tanh.self)])
  }

  static func all() throws -> [Network] {
    try [relu(), ntkTanh(), linear(), single(), bounded()]
  }

  static func samples<S: Scalar>(
    _ count: Int, _ width: Int, seed: UInt64 = 3, of _: S.Type
  )
    -> Matrix<S>
  {
    var stream = RandomStream(seed: seed, purpose: "tests")
    return Matrix(
      rows: count, columns: width,
      elements: (0..<count * width).map { _ in S(Float(stream.normal())) })
  }
}

/// Interrupts after some checks.
final class Stopping: Watch {
  private let left: Atomic<Int>
  let reports = Atomic<Int>(0)

  init(after checks: Int) { left = Atomic(checks) }

  var isInterrupted: Bool { left.wrappingSubtract(1, ordering: .relaxed).newValue < 0 }

  func report(_: String, _: Int, of _: Int, detail _: @autoclosure () -> String) {
    reports.wrappingAdd(1, ordering: .relaxed)
  }
}
