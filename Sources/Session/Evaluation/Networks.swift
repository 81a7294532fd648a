import Catalog
import Files
import Language
import LinearAlgebra
import Networks

/// The options of a network expression, as an entry of its own: `help network`.
enum NetworkTopic {
  static let entry = Entry(
    "network", .topic, summary: "layers joined by |, and the options of the whole",
    usage: "input SHAPE | LAYER … | LAYER … [with seed=N, init=lecun, weights=\"file.npz\"]",
    details: """
      A network is its layers in the order data passes them, beginning with the shape of one
      example. Without `input` it is a fragment, to be used as a stage of others.
      `net with seed=8` is the same architecture with another draw of its parameters, and
      `net with weights="net.safetensors"` the same with parameters from a file.
      Parametrisation `standard`: y = W x + b, with W drawn as `init` says: `lecun` N(0, 1/fan_in),
      `he` N(0, 2/fan_in), `glorot` N(0, 2/(fan_in + fan_out)), `normal` N(0, weightstd²).
      Parametrisation `ntk`: y = weightstd/√fan_in · W x + biasstd · b with W, b ~ N(0, 1).
      Biases start at zero unless biasstd is given.
      """,
    parameters: [
      Parameter("seed", .seed, summary: "the draw of the parameters"),
      Parameter(
        "parametrisation", .choice(Parametrisation.Form.allCases.map(\.rawValue)),
        summary: "how stored parameters enter; standard unless said"),
      Parameter(
        "init", .choice(Parametrisation.Initialisation.allCases.map(\.rawValue)),
        summary: "the variance of the weights; lecun unless said"),
      Parameter(
        "weightstd", .number(0...1e6),
        summary: "standard deviation of `normal` weights, σ_w of `ntk`; 1 unless said"),
      Parameter(
        "biasstd", .number(0...1e6),
        summary: "standard deviation of biases, σ_b of `ntk`; 0 unless said"),
      Parameter("weights", .text, summary: "a .npz or .safetensors file of parameters"),
    ],
    examples: [
      Example("tiny = input 28x28x1 | flatten | dense 10 with seed=3"),
      Example(
        "body = dense 8 tanh | dense 8 tanh\nnet2 = input 28x28x1 | flatten | body | dense 10"),
      Example("twin = net with seed=8", "the same architecture, another draw"),
    ],
    searchTerms: [
      "architecture", "initialisation", "parametrisation", "weights", "fragment", "mlp",
    ])
}

extension Session {
  /// The network or fragment of a network expression.
  mutating func network(_ syntax: NetworkSyntax) throws -> Value {
    var parts = Parts()
    try collect(syntax, into: &parts, isWhole: true)
    var arguments = try arguments(
      syntax.options, entry: NetworkTopic.entry, at: syntax.range)
    guard let input = parts.input else {
      if let option = syntax.options.first {
        throw Diagnostic(
          .failure, "a fragment has no parameters yet, so it takes no options",
          at: option.name.range, suggestion: "give the options to the network it becomes part of")
      }
      return .fragment(Fragment(layers: parts.stages.map(\.layer)))
    }
    var parametrisation = parts.parametrisation ?? Parametrisation()
    try apply(&arguments, to: &parametrisation, at: syntax.range)
    let architecture: Architecture
    do {
      architecture = try Architecture(
        input: input, layers: parts.stages.map(\.layer), parametrisation: parametrisation)
    } catch {
      throw Diagnostic(
        .failure, error.error.message + Stage.place(of: error, in: parts.stages),
        at: Stage.range(of: error, in: parts.stages) ?? syntax.range,
        suggestion: error.error.suggestion)
    }
    try checkMemory(architecture, at: syntax.range)
    if let path = arguments.text("weights") {
      let place = syntax.options.first { $0.name.text == "weights" }?.value.range
      return try located(place ?? syntax.range) { session in
        .network(try session.network(architecture, parametersFrom: path))
      }
    }
    return .network(Network(architecture, seed: seed(arguments, at: syntax.range)))
  }

  /// What the stages of a network expression amount to.
  private struct Parts {
    var input: Shape?
    var stages: [Stage] = []
    var parametrisation: Parametrisation?
  }

  private mutating func collect(
    _ syntax: NetworkSyntax, into parts: inout Parts, isWhole: Bool
  ) throws {
    for (i, stage) in syntax.stages.enumerated() {
      switch stage {
      case .layer(let call):
        if call.word.text == Input.entry.name {
          guard i == 0, parts.input == nil, parts.stages.isEmpty else {
            throw Diagnostic(
              .failure, "input can only be the first stage", at: call.range)
          }
          parts.input = try located(call.range) { session in try session.inputShape(call) }
        } else {
          parts.stages.append(try located(call.range) { session in try session.stage(call) })
        }
      case .name(let name):
        if workspace[name.text] == nil, name.text != "it",
          Self.vocabulary.entries(named: name.text).isEmpty
        {
          throw unbound(
            name.text, at: name.range, or: Self.vocabulary.names(.layer, .activation))
        }
        try append(try value(named: name.text, at: name.range), at: name.range, to: &parts)
      case .group(let group):
        if !isWhole || !group.options.isEmpty, let option = group.options.first {
          throw Diagnostic(
            .failure, "options belong to the whole network, not to a part of it",
            at: option.name.range)
        }
        try collect(group, into: &parts, isWhole: false)
      }
      do {
        try Nesting(of: parts.stages.map(\.layer)).check()
      } catch {
        throw Diagnostic(.failure, error.message, at: syntax.range)
      }
    }
  }

  private mutating func append(
    _ value: Value, at range: SourceRange, to parts: inout Parts
  ) throws {
    let network: Network
    switch value {
    case .fragment(let fragment):
      return parts.stages += fragment.layers.map { Stage($0, range) }
    case .network(let bound): network = bound
    case .run(let run): network = run.run.network
    default:
      throw Diagnostic(
        .failure, "a stage is a layer or a network, not \(value.described)", at: range)
    }
    guard parts.input == nil, parts.stages.isEmpty else {
      throw Diagnostic(
        .failure, "this network has its own input, so it can only be the first stage", at: range,
        suggestion: "bind its layers without the input and use them in both")
    }
    parts.input = network.architecture.input
    parts.parametrisation = network.architecture.parametrisation
    parts.stages = network.architecture.layers.map { Stage($0, range) }
  }

  private mutating func apply(
    _ arguments: inout Arguments, to parametrisation: inout Parametrisation, at range: SourceRange
  ) throws {
    if let form = arguments.text("parametrisation").flatMap(Parametrisation.Form.init) {
      parametrisation.form = form
    }
    if let rule = arguments.text("init").flatMap(Parametrisation.Initialisation.init) {
      parametrisation.initialisation = rule
    }
    if let deviation = arguments.number("weightstd") { parametrisation.weightDeviation = deviation }
    if let deviation = arguments.number("biasstd") { parametrisation.biasDeviation = deviation }
    if parametrisation.form == .ntk, arguments.has("init") {
      throw Diagnostic(
        .failure, "the ntk parametrisation draws every weight from N(0, 1), so it takes no init",
        at: range, suggestion: "use weightstd for σ_w")
    }
    if parametrisation.form == .standard, parametrisation.initialisation != .normal,
      arguments.has("weightstd")
    {
      throw Diagnostic(
        .failure, "weightstd is the deviation of init=normal or of parametrisation=ntk", at: range,
        suggestion: "add init=normal")
    }
  }

  private mutating func inputShape(_ call: NetworkSyntax.LayerCall) throws -> Shape {
    try Input.shape(try checked(call, Input.entry).0)
  }

  /// What stands in a layer's parentheses.
  mutating func part(_ syntax: NetworkSyntax) throws -> [Stage] {
    var parts = Parts()
    try collect(syntax, into: &parts, isWhole: false)
    if let option = syntax.options.first {
      throw Diagnostic(
        .failure, "options belong to the whole network, not to a part of it",
        at: option.name.range)
    }
    guard parts.input == nil else {
      throw Diagnostic(
        .failure, "layers in parentheses receive what comes before them, so they have no input",
        at: syntax.range, suggestion: "leave the input out, or bind the layers without it")
    }
    return parts.stages
  }

  /// Refuses a network whose parameters could not be held several times over.
  private func checkMemory(_ architecture: Architecture, at range: SourceRange) throws {
    let bytes = Double(architecture.parameterCount) * 4
    guard bytes <= 4e9 else {
      throw Diagnostic(
        .failure,
        "this network has \(shortest(Double(architecture.parameterCount))) parameters, \(significant(bytes / 1e9, 3)) GB",
        at: range, suggestion: "make its layers narrower")
    }
  }
}
