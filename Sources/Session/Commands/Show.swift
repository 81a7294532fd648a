import Catalog
import Datasets
import Language

/// `show`, `show net`, `show fit on digits`
enum Show: SessionCommand {
  static let entry = Entry(
    "show", .command, summary: "list what there is, or look at one value",
    usage:
      "show [VALUE|settings|plan NETWORK on DATA], or show NETWORK on DATA [with count=3]",
    details: """
      A network is shown as the code that builds it with each line's shape and number of parameters;
      a data set with its classes and where it comes from; a run with its records. `show plan net
      on seen` says how the kernel would be computed, layer by layer. Under a named value stands the
      statement that made it, with its seed, its data and the files it read.
      `show NETWORK on DATA` draws the first examples in shaded blocks, each beside what the network
      makes of it: a picture, where there are as many outputs as inputs (an auto-encoder's
      reconstruction), otherwise its outputs as numbers. Dark is the smallest input of the example,
      light the largest; channels are averaged; what the outputs have beyond that range is cut off.
      """,
    parameters: [
      Parameter(
        "count", .integer(1...100), default: .number(3),
        summary: "how many examples are drawn, from the first one")
    ],
    returns: "A page, which is only shown.",
    grammar: Grammar([.value], needed: 0, clauses: [.init(.on), .init(.with)]),
    examples: [
      Example("show"), Example("show net"), Example("show seen"),
      Example("show plan net on seen with outputs=all", varies: true),
      Example(
        "ae = input 28x28x1 | flatten | dense 16 tanh | dense 784\nfit = train ae on seen for 20 epochs using adam with rate=1e-2, target=input\nshow fit on unseen with count=2",
        "reconstructions beside their inputs"),
    ],
    searchTerms: [
      "list", "print", "inspect", "workspace", "whos", "ls", "names", "picture", "image",
      "reconstruction", "autoencoder", "draw", "variables", "who", "values", "look",
    ])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    guard let operand = call.value(0) else { return .page(workspace(session)) }
    if case .name("settings") = operand.kind, session.value(of: "settings") == nil {
      return .page(
        Settings.all.map { "\($0.entry.name.padded(8)) \($0.current(session.settings))" }
          .joined(separator: "\n"))
    }
    if case .command(var command) = operand.kind, command.word.text == Plan.entry.name {
      command.clauses += call.command.clauses
      return .page(try plan(Call(command: command, entry: Plan.entry), &session))
    }
    let value = try session.evaluate(operand)
    if let on = call.phrase(.on) {
      let network = try Session.network(value, at: operand.range)
      let data = try session.data(on)
      try Session.fit(network, data, at: on.range)
      let count = try session.arguments(of: call).integer("count") ?? 3
      return .page(
        try ExamplePictures(network, data, session).page(min(count, data.count)))
    }
    if let option = call.options.first {
      throw Diagnostic(
        .failure, "only a plan, or a network on data, is shown with options",
        at: option.name.range, suggestion: "ask the value itself")
    }
    var lines = [
      Text.value(
        value, digits: session.settings.digits, width: session.options.width,
        cut: session.options.isInteractive)
    ]
    if case .data(let data) = value { lines = [page(data)] }
    if case .name(let name) = operand.kind { lines += origin(of: name, session) }
    return .page(lines.joined(separator: "\n"))
  }

  /// The statement that made a value, with the data and the files it used; its seeds stand in it.
  private static func origin(of name: String, _ session: Session) -> [String] {
    guard let entry = session.notebook.origin(of: name) else { return [] }
    var statement = entry.statement
    statement.comments = []
    var lines = statement.description.split(separator: "\n").map(String.init)
    lines[0] = "made by: \(lines[0])"
    for (name, text) in entry.data { lines.append("with \(name): \(text)") }
    for file in entry.files { lines.append("read “\(file.path)”, digest \(file.digest)") }
    // As comments, since a network's page is code.
    return lines.map { "# \($0)" }
  }

  /// The plan's table with its sum.
  private static func plan(_ call: Call, _ session: inout Session) throws -> String {
    let (plan, network) = try Plan.plan(call, &session)
    let digits = session.settings.digits
    let table = Plan.table(plan, network.architecture.chain.parametricLayers)
    let lines = [
      Text.value(.table(table), digits: digits, width: session.options.width),
      "together \(significant(plan.operations / 1e9, digits)) GFLOP, with the network's passes about "
        + "\(significant(plan.seconds(), 2)) s here",
    ]
    return lines.joined(separator: "\n")
  }

  /// The bound names, each with its kind, its shape and what made it.
  private static func workspace(_ session: Session) -> String {
    guard !session.names.isEmpty else {
      return "nothing is bound yet; try: d = generate digits 500 with seed=1"
    }
    return WorkspaceTable(session).lines(width: max(20, session.options.width))
      .joined(separator: "\n")
  }

  private static func page(_ data: Dataset) -> String {
    var lines = [Text.data(data), "from \(data.provenance.source)", "digest \(data.digest)"]
    for step in data.provenance.steps { lines.append("then \(step)") }
    if let count = data.classes {
      let names = data.classNames ?? (0..<count).map(String.init)
      lines.append(
        "examples per class: "
          + zip(names, data.classCounts).map { "\($0): \($1)" }.joined(separator: "  "))
    }
    let inputs = data.inputs.matrix(of: Double.self)
    inputs.withView { view in
      var (low, high, sum) = (Double.infinity, -Double.infinity, 0.0)
      for k in 0..<(view.rows * view.columns) {
        let x = view.base[k]
        low = min(low, x)
        high = max(high, x)
        sum += x
      }
      if view.rows * view.columns > 0 {
        lines.append(
          "inputs from \(significant(low, 5)) to \(significant(high, 5)), mean \(significant(sum / Double(view.rows * view.columns), 5))"
        )
      }
    }
    return lines.joined(separator: "\n")
  }
}
