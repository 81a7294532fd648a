import Catalog
import LinearAlgebra
import Networks

/// Something a user can ask of a network and data: `entropy net on digits`. One file each in
/// `Quantities/`; the same word can be asked, recorded during training, expected, swept, plotted.
public protocol Quantity: Nameable, Sendable {
  /// Whether the answer is a single number, which can be recorded during training.
  static var isNumber: Bool { get }

  /// Whether it compares outputs with targets, so that the caller must supply them.
  static var usesTargets: Bool { get }

  /// The unit of the answer to a question with these options; nil for a pure number.
  static func unit(_ arguments: Arguments) -> String?

  /// The answer, computed in the precision `S`.
  ///
  /// - Throws: `ComputationError`, one sentence; `Interrupted` when the watch says so.
  static func measure<S: Scalar>(_ subject: Subject<S>) throws -> Measurement
}

extension Quantity {
  /// Most answers are.
  public static var isNumber: Bool { true }

  /// Most answers have none.
  public static func unit(_ arguments: Arguments) -> String? { nil }

  /// Most quantities are about the network and the inputs alone.
  public static var usesTargets: Bool { false }

  /// The answer for a network on data, in the precision the arguments ask for.
  ///
  /// - Parameters:
  ///   - inputs: [N x the network's inputs]
  ///   - targets: [N x outputs], one-hot for classes; nil for data without
  ///   - labels: the class of each example; nil for data without classes
  ///   - loss: the loss in force, when there is one (a training's)
  ///   - arguments: checked against the quantity's entry
  /// - Throws: `ComputationError`, one sentence; `Interrupted`.
  public static func measure(
    _ network: Network, on inputs: StoredMatrix, targets: StoredMatrix? = nil,
    labels: [Int]? = nil, loss: (any Loss)? = nil, arguments: Arguments, watch: any Watch
  ) throws -> Measurement {
    func ask<S: Scalar>(_: S.Type) throws -> Measurement {
      try measure(
        Subject(
          network: network, inputs: inputs.matrix(of: S.self),
          targets: targets?.matrix(of: S.self), labels: labels, loss: loss,
          arguments: arguments, watch: watch))
    }
    return arguments.text("precision") == Precision.double.rawValue
      ? try ask(Double.self) : try ask(Float.self)
  }

  /// The answer for a kernel the user holds, in the kernel's own precision unless the user gave
  /// another one.
  ///
  /// - Throws: `ComputationError` for a quantity that needs more than a kernel, or a matrix that is
  ///   no kernel; `Interrupted`.
  public static func measure(
    kernel: StoredMatrix, arguments: Arguments, watch: any Watch
  ) throws -> Measurement {
    func ask<S: Scalar>(_: S.Type) throws -> Measurement {
      try measure(
        Subject(kernel: kernel.matrix(of: S.self), arguments: arguments, watch: watch))
    }
    let wanted = arguments.has("precision") ? arguments.text("precision") : nil
    return wanted ?? kernel.precision.rawValue == Precision.double.rawValue
      ? try ask(Double.self) : try ask(Float.self)
  }

  /// How every quantity is read: `NAME NETWORK on DATA with …`; a run or a kernel may stand for the
  /// network.
  static var grammar: Grammar { Grammar([.value], clauses: [.init(.on), .init(.with)]) }
}

/// What a quantity is asked of: a network on data, or a kernel the user already holds.
public struct Subject<S: Scalar>: Sendable {
  /// The network, nil when a kernel was given.
  public let network: Network?
  /// [N x the network's inputs]; empty when a kernel was given.
  public let inputs: Matrix<S>
  /// [N x outputs], one-hot for classes; nil for data without targets.
  public let targets: Matrix<S>?
  /// The class of each example; nil for data without classes.
  public let labels: [Int]?
  /// The loss in force, when there is one (a training's).
  public let loss: (any Loss)?
  /// Checked against the quantity's entry.
  public let arguments: Arguments
  /// Interrupts, and shows how it goes.
  public let watch: any Watch
  /// The kernel the user gave instead of a network.
  public let heldKernel: Matrix<S>?

  /// A network and the data it is asked about.
  public init(
    network: Network, inputs: Matrix<S>, targets: Matrix<S>? = nil, labels: [Int]? = nil,
    loss: (any Loss)? = nil, arguments: Arguments, watch: any Watch
  ) {
    self.network = network
    self.inputs = inputs
    self.targets = targets
    self.labels = labels
    self.loss = loss
    self.arguments = arguments
    self.watch = watch
    heldKernel = nil
  }

  /// Checked against the entry.
  /// A held kernel.
  public init(kernel: Matrix<S>, arguments: Arguments, watch: any Watch) {
    network = nil
    inputs = Matrix(rows: 0, columns: 0)
    targets = nil
    labels = nil
    loss = nil
    self.arguments = arguments
    self.watch = watch
    heldKernel = kernel
  }

  /// The network, checked to fit the data.
  ///
  /// - Throws: `ComputationError` when a kernel was given, the data is empty, or its examples have
  ///   another size than the network's inputs.
  func network(for quantity: String) throws -> Network {
    guard let network else {
      throw ComputationError(
        "\(quantity) needs a network and data, not a kernel",
        suggestion: "\(quantity) NETWORK on DATA", blame: ComputationError.subject)
    }
    try network.requireFit(inputs)
    return network
  }
}

extension Network {
  /// Checks that samples [N x inputs] are there and fit the network, whatever they are numbers of.
  ///
  /// - Throws: `ComputationError`, one sentence.
  public func requireFit<S: Scalar>(_ samples: Matrix<S>) throws {
    try requireFit(samples: samples.rows, width: samples.columns)
    try requireTokens(samples)
  }

  /// Checks that samples [count x width] are there and fit the network.
  ///
  /// - Throws: `ComputationError`, one sentence.
  public func requireFit(samples count: Int, width: Int) throws {
    guard count > 0 else {
      throw ComputationError("there are no examples in the data", blame: "on")
    }
    let shape = architecture.input
    guard width == shape.count else {
      let numbers = counted(shape.count, "number")
      let wanted = shape.axes.count == 1 ? numbers : "\(shape), \(numbers)"
      throw ComputationError(
        "the network takes inputs of \(wanted), but the examples have \(width)")
    }
  }
}
