import Catalog
import Kernels
import Language
import LinearAlgebra
import Networks

/// `plan net on data`, `show plan net on data`: how the kernel would be computed. It is asked as a
/// quantity is, but its answer is a table, which nothing records.
enum Plan: SessionCommand {
  static let entry = Entry(
    "plan", .quantity, summary: "how each layer's part of the kernel is computed, and its cost",
    usage: "plan NETWORK on DATA [with outputs=mean, layer=N, parameters=all, precision=single]",
    details: """
      A table with a row for each weight, the last layer first. `gram`: two Gram matrices and their
      Hadamard product, for weights applied once. `jacobian`: the derivatives of the layer's weights
      for each example and output, by one product each, then their Gram matrix. `positions`: the
      sum over pairs of positions of products of two Gram matrices. Layers with positions (pixels,
      tokens) take the one with fewer operations. gflop counts elementwise work fourfold, since it
      runs at about a quarter of the speed; mb is the memory besides the kernel and what the
      network's pass keeps. `show plan` adds the time it expects on this machine, whose speed it
      measures, with the network's passes.
      """,
    parameters: [
      Parameter(
        "outputs", .either(.choice(["mean", "all"]), .integer(-1...1_000_000_000)),
        default: .text("mean"), summary: "as of the kernel: mean, all, or one output, from 0"),
      Parameter(
        "layer", .integer(-1...1_000_000_000),
        summary: "only the parameters of this parametric layer, from 0; -1 is the last"),
      Parameter(
        "parameters", .choice(["all", "weights"]), default: .text("all"),
        summary: "all parameters, or only the arrays named weight"),
      Parameter(
        "precision", .choice(Precision.allCases.map(\.rawValue)), default: .text("single"),
        summary: "single or double, which decides the memory"),
    ],
    returns: "A table: layer, weight, what is done and its cost, gflop and mb.",
    grammar: Grammar([.value], clauses: [.init(.on, required: true), .init(.with)]),
    examples: [
      Example("show plan net on seen", varies: true),
      Example(
        "cnn = input 28x28x1 | conv 8 3x3 relu | pool max 2x2 | conv 8 3x3 relu | pool mean | dense 10\nplan cnn on seen with outputs=all"
      ),
    ],
    searchTerms: ["cost", "flops", "gflop", "memory", "method", "jacobian", "how"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let (plan, network) = try plan(call, &session)
    return .table(table(plan, network.architecture.chain.parametricLayers))
  }

  /// The plan a call asks for, and its network.
  static func plan(
    _ call: Call, _ session: inout Session
  ) throws -> (plan: KernelPlan, network: Network) {
    let operand = try call.required(0, "a network")
    let network = try session.network(operand)
    let on = try call.required(.on, "data")
    let data = try session.data(on)
    try Session.fit(network, data, at: on.range)
    let arguments = try session.arguments(
      call.options, entry: call.entry, at: call.command.range)
    let outputs: KernelOutputs =
      switch arguments["outputs"] {
      case .number(let k)?: .one(Int(k))
      case .text("all")?: .all
      default: .mean
      }
    let restriction = Restriction(
      layer: arguments.integer("layer"), weightsOnly: arguments.text("parameters") == "weights")
    let plan =
      arguments.text("precision") == Precision.double.rawValue
      ? try KernelPlan(
        network, on: data.inputs.matrix(of: Double.self), outputs: outputs,
        restriction: restriction)
      : try KernelPlan(
        network, on: data.inputs.matrix(of: Float.self), outputs: outputs,
        restriction: restriction)
    return (plan, network)
  }

  static func table(_ plan: KernelPlan, _ layers: [any Layer]) -> Table {
    var table = Table()
    for step in plan.steps {
      func number(_ x: Double) -> Value { .number(Number(x)) }
      _ = table.append([
        ("layer", number(Double(step.layer))), ("code", .text(layers[step.layer].code)),
        ("array", .text(step.array)), ("positions", number(Double(step.positions))),
        ("inputs", number(Double(step.inputs))), ("width", number(Double(step.width))),
        ("method", .text(step.method.rawValue)), ("gflop", number(step.operations / 1e9)),
        ("mb", number(step.bytes / 1e6)),
      ])
    }
    return table
  }
}
