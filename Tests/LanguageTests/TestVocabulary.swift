import Catalog

/// A vocabulary of the tests' own, shaped like the design's: the language is tested without the
/// rest of the house.
enum TestVocabulary {
  static let vocabulary = Vocabulary(
    commands + quantities + layers + activations + others + functions + Preposition.entries)

  private static func command(
    _ name: String, _ usage: String, _ operands: [Grammar.Operand], needed: Int? = nil,
    _ clauses: [Preposition] = [], required: Set<Preposition> = [],
    parameters: [Parameter] = []
  ) -> Entry {
    Entry(
      name, .command, summary: "\(name) for the tests", usage: usage, parameters: parameters,
      grammar: Grammar(
        operands, needed: needed,
        clauses: clauses.map { .init($0, required: required.contains($0)) }))
  }

  private static let seed = Parameter("seed", .seed, summary: "of the draw")

  static let commands = [
    command(
      "generate", "generate GENERATOR N [with seed=S]", [.word(of: [.generator]), .value], [.with],
      parameters: [seed]),
    command(
      "load", "load SOURCE from PATH [with …]", [.word(of: [.source])], [.from, .with],
      required: [.from]),
    command(
      "split", "split DATA A:B [with seed=S]", [.value, .value], [.with], parameters: [seed]),
    command("scale", "scale DATA to unit|standard, or like DATA", [.value], [.to, .like]),
    command(
      "select", "select N from DATA [where CONDITION] [using METHOD] [with …]", [.value],
      [.from, .where, .using, .with], required: [.from], parameters: [seed]),
    command(
      "train",
      "train NETWORK on DATA for N epochs [using OPTIMISER] [with …] [recording …] [until …]",
      [.value], [.on, .for, .using, .with, .recording, .until], required: [.on, .for],
      parameters: [
        Parameter("rate", .positive, summary: "the learning rate"),
        Parameter("loss", .choice(["mse", "crossentropy"]), summary: "the loss"),
        Parameter("batch", .count, summary: "examples a step"), seed,
      ]),
    command(
      "plot", "plot VALUES [against X] [by GROUP] [from TABLE] [with …] [to PATH]", [.items],
      [.against, .by, .from, .with, .to]),
    command(
      "save", "save VALUE to PATH [as FORMAT]", [.value], [.to, .as, .with],
      required: [.to]),
    command("expect", "expect CONDITION", [.condition]),
    command("show", "show VALUE", [.value], [.on, .with]),
    command("set", "set SETTING VALUE", [.word(of: [.setting]), .value]),
    command("help", "help [WORDS]", [.words], needed: 0),
    command("run", "run PATH", [.value]),
    command("replay", "replay PATH [with update=yes]", [.value], [.with]),
    command("collect", "collect VALUE [as NAME], …", [.items]),
    command("history", "history [NAME] [to PATH]", [.value], needed: 0, [.to]),
    command("exit", "exit", []),
  ]

  static let quantities =
    ["kernel", "entropy", "trace", "spectrum", "loss", "accuracy", "outputs"].map { name in
      Entry(
        name, .quantity, summary: "the \(name)", usage: "\(name) NETWORK on DATA [with …]",
        parameters: [
          Parameter(
            "outputs", .either(.choice(["mean", "all"]), .integer(0...9)), summary: "which")
        ])
    }

  static let layers = [
    Entry("input", .layer, summary: "the shape of an example", usage: "input SIZE"),
    Entry("flatten", .layer, summary: "an image as a row", usage: "flatten"),
    Entry(
      "dense", .layer, summary: "all to all", usage: "dense WIDTH [ACTIVATION] [bias=no]",
      parameters: [
        Parameter("width", .count, place: .operand, summary: "outputs"),
        Parameter("activation", .choice(["relu", "tanh"]), place: .word, summary: "after it"),
        Parameter("bias", .boolean, summary: "whether it has one"),
      ]),
    Entry("conv", .layer, summary: "convolution", usage: "conv CHANNELS SIZE [ACTIVATION]"),
    Entry(
      "pool", .layer, summary: "pooling", usage: "pool max|mean SIZE",
      parameters: [
        Parameter("kind", .choice(["max", "mean"]), place: .word, summary: "of what")
      ]),
    Entry("residual", .layer, summary: "x + f(x)", usage: "residual (NETWORK)"),
    Entry("repeat", .layer, summary: "several times", usage: "repeat COUNT (NETWORK)"),
    Entry("branch", .layer, summary: "side by side", usage: "branch (NETWORK) (NETWORK)"),
    Entry("graphconv", .layer, summary: "on graphs", usage: "graphconv WIDTH [ACTIVATION]"),
  ]

  static let activations = ["relu", "tanh", "sin"].map {
    Entry($0, .activation, summary: "\($0)", usage: $0)
  }

  static let functions = [
    "log", "sqrt", "exp", "size", "mean", "norm", "std", "max", "sin", "sort", "round", "sum",
    "min", "abs",
  ].map {
    Entry($0, .function, summary: "\($0)", usage: "\($0)(X)")
  }

  static let others =
    [
      (Entry.Kind.generator, ["digits", "circles", "graphs"]), (.source, ["mnist", "file"]),
      (.method, ["random", "rnd", "all", "first", "stratified"]),
      (.optimiser, ["sgd", "momentum", "adam"]),
      (.loss, ["mse", "crossentropy"]), (.setting, ["seed", "threads"]),
      (.format, ["csv", "json"]),
    ].flatMap { kind, names in
      names.map { Entry($0, kind, summary: "\($0)", usage: $0) }
    }
}
