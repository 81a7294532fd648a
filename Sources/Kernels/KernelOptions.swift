import Catalog
import LinearAlgebra
import Networks

/// The options all kernel quantities have in common, read from the arguments and said again in the
/// conventions.
struct KernelOptions {
  static let parameters = [
    Parameter(
      "outputs", .either(.choice(["mean", "all"]), .integer(-1...1_000_000_000)),
      default: .text("mean"),
      summary: "mean over the outputs, all of them (rows = samples x outputs), or one, from 0"),
    Parameter(
      "layer", .integer(-1...1_000_000_000),
      summary: "only the parameters of this parametric layer, from 0; -1 is the last"),
    Parameter(
      "parameters", .choice(["all", "weights"]), default: .text("all"),
      summary: "all parameters, or only the arrays named weight, so without biases"),
    precision,
  ]

  static let precision = Parameter(
    "precision", .choice(Precision.allCases.map(\.rawValue)), default: .text("single"),
    summary: "single or double precision of the whole computation")

  let outputs: KernelOutputs
  let restriction: Restriction
  private let outputCount: Int

  /// - Throws: `ComputationError` for an output or a layer the network does not have.
  init(_ arguments: Arguments, _ network: Network) throws {
    let outputs: KernelOutputs =
      switch arguments["outputs"] {
      case .number(let k)?: .one(Int(k))
      case .text("all")?: .all
      default: .mean
      }
    self.outputs = try outputs.resolved(network)
    restriction = try Restriction(
      layer: arguments.integer("layer"), weightsOnly: arguments.text("parameters") == "weights"
    ).resolved(network)
    outputCount = network.outputs
  }

  /// What an answer about a kernel of `rows` rows says of these choices.
  func conventions<S: Scalar>(rows: Int, _: S.Type) -> [Convention] {
    var said: [Convention] = []
    switch outputs {
    case .mean:
      said.append(Convention("outputs", "mean", "mean over \(counted(outputCount, "output"))"))
    case .all: said.append(Convention("outputs", "all", "all \(counted(outputCount, "output"))"))
    case .one(let k): said.append(Convention("outputs", Double(k), "output \(k)"))
    }
    if let layer = restriction.layer {
      said.append(Convention("layer", Double(layer), "layer \(layer)"))
    }
    if restriction.weightsOnly { said.append(Convention("parameters", "weights", "weights only")) }
    said.append(Convention("rows", Double(rows), counted(rows, "row")))
    said.append(Self.precision(S.self))
    return said
  }

  /// Single precision goes without saying; JSON has it always.
  static func precision<S: Scalar>(_: S.Type) -> Convention {
    Convention(
      "precision", S.precision.rawValue, S.precision == .double ? "double precision" : "")
  }
}

extension Subject {
  /// The kernel in question and what is to be said of it: made from the network, or the held one.
  ///
  /// A made kernel has its lower half filled, enough for eigenvalues.
  ///
  /// - Throws: `ComputationError` when there is no such kernel, it does not fit into memory, or it
  ///   is no symmetric matrix of finite numbers; `Interrupted`.
  func symmetricKernel(
    for quantity: String
  ) throws -> (
    kernel: Matrix<S>, conventions: [Convention]
  ) {
    if let held = heldKernel {
      guard held.rows == held.columns, held.rows > 0 else {
        throw ComputationError(
          "\(quantity) needs a square kernel, and this one is \(held.rows)x\(held.columns)",
          blame: ComputationError.subject)
      }
      try requireFinite(held, for: quantity)
      guard isSymmetric(held) else {
        throw ComputationError(
          "\(quantity) needs a symmetric kernel, and this one is not: a cross kernel has none",
          blame: ComputationError.subject)
      }
      return (
        held,
        [
          Convention("rows", Double(held.rows), counted(held.rows, "row")),
          KernelOptions.precision(S.self),
        ]
      )
    }
    let network = try network(for: quantity)
    let options = try KernelOptions(arguments, network)
    let kernel = try TangentKernel.matrix(
      network, on: inputs, outputs: options.outputs, restriction: options.restriction,
      fill: .lowerHalf, watch: watch)
    try requireFinite(kernel, for: quantity, lowerHalf: true)
    return (kernel, options.conventions(rows: kernel.rows, S.self))
  }
}
