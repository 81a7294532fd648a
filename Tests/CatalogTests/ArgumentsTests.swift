import Catalog
import Testing

@Suite struct ArgumentsTests {
  let dense = Entry(
    "dense", .layer, summary: "a dense layer", usage: "dense WIDTH [ACTIVATION] [bias=no]",
    parameters: [
      Parameter("width", .count, place: .operand, required: true, summary: "outputs"),
      Parameter("activation", .choice(["relu", "tanh"]), place: .word, summary: "activation"),
      Parameter("bias", .boolean, default: .boolean(true), summary: "whether it has a bias"),
      Parameter("rate", .number(0...1), summary: "a rate"),
    ])

  @Test func fillsDefaultsAndKeepsWhatIsGiven() throws {
    let arguments = try dense.check(operands: [.number(128)], words: ["relu"])
    #expect(arguments.integer("width") == 128)
    #expect(arguments.text("activation") == "relu")
    #expect(arguments.flag("bias"))
    #expect(!arguments.has("bias"))
    #expect(arguments.number("rate") == nil)
  }

  @Test func optionsOverrideDefaults() throws {
    let arguments = try dense.check(
      operands: [.number(3)], options: [("bias", .boolean(false)), ("rate", .number(0.5))])
    #expect(!arguments.flag("bias"))
    #expect(arguments.number("rate") == 0.5)
    #expect(arguments.given == ["width", "bias", "rate"])
  }

  /// What is wrong, where, and what is suggested.
  @Test(arguments: [
    (
      [ArgumentValue.number(0)], [String](),
      "width of dense must be an integer of at least 1, not 0",
      ArgumentError.Blame.operand(0)
    ),
    (
      [.number(1.5)], [], "width of dense must be an integer of at least 1, not 1.5",
      .operand(0)
    ),
    (
      [.number(1), .number(2)], [], "dense takes one argument, but 2 is one more",
      .operand(1)
    ),
    ([.number(1)], ["rleu"], "dense does not know the word “rleu”", .word(0)),
    ([.number(1)], ["relu", "tanh"], "dense is told its activation twice", .word(1)),
    ([], [], "dense needs width: outputs", .call),
  ])
  func refuses(
    operands: [ArgumentValue], words: [String], message: String, blame: ArgumentError.Blame
  ) throws {
    let error = try #require(throws: ArgumentError.self) {
      try dense.check(operands: operands, words: words)
    }
    #expect(error.message == message)
    #expect(error.blame == blame)
  }

  @Test func suggestsTheNearestName() throws {
    let word = try #require(throws: ArgumentError.self) {
      try dense.check(operands: [.number(1)], words: ["rleu"])
    }
    #expect(word.suggestion == "did you mean “relu”?")
    let option = try #require(throws: ArgumentError.self) {
      try dense.check(operands: [.number(1)], options: [("baias", .boolean(false))])
    }
    #expect(option.message == "dense has no option “baias”")
    #expect(option.suggestion == "did you mean “bias”?")
    let far = try #require(throws: ArgumentError.self) {
      try dense.check(operands: [.number(1)], options: [("colour", .boolean(false))])
    }
    #expect(far.suggestion == "its options are activation, bias, rate")
  }

  /// Too large a number is told the most, another kind of value what it would be here.
  @Test func wrongValuesAreToldWhatToWrite() {
    let count = Parameter.Kind.count
    #expect(count.wanted(insteadOf: .number(2e9)) == "an integer of at most 1000000000")
    #expect(count.wanted(insteadOf: .number(0)) == "an integer of at least 1")
    let either = Parameter.Kind.either(.choice(["mean", "all"]), .integer(-1...9))
    #expect(either.wanted(insteadOf: .number(10)) == "mean, all, or an integer of at most 9")
    #expect(Parameter.Kind.boolean.near(.number(1)) == "write yes")
    #expect(Parameter.Kind.boolean.near(.text("False")) == "did you mean “no”?")
    #expect(Parameter.Kind.positive.near(.text("0.1")) == "write 0.1, without quotes")
    #expect(Parameter.Kind.positive.near(.text("fast")) == nil)
    #expect(Parameter.Kind.size.near(.numbers([28, 28, 1])) == "write 28x28x1")
    #expect(Parameter.Kind.choice(["a", "b", "c"]).description == "a, b or c")
  }

  /// What is no option here may be a phrase of the command.
  @Test func optionsThatArePhrases() throws {
    let train = Entry(
      "train", .command, summary: "", usage: "train",
      parameters: [Parameter("rate", .positive, summary: "")],
      grammar: Grammar([.value], clauses: [.init(.for), .init(.using)]))
    for (option, said) in [
      ("epochs", "it is said as: for N epochs"), ("optimizer", "it is said as: using NAME"),
      ("learning_rate", "did you mean “rate”?"), ("colour", "its only option is rate"),
    ] {
      let error = #expect(throws: ArgumentError.self) {
        try train.check(options: [(option, .number(1))])
      }
      #expect(error?.suggestion == said)
    }
  }

  /// Operands in the wrong order, and one that is an option.
  @Test func operandsInTheWrongPlace() throws {
    let conv = Entry(
      "conv", .layer, summary: "", usage: "conv CHANNELS SIZE",
      parameters: [
        Parameter("channels", .count, place: .operand, required: true, summary: ""),
        Parameter("size", .size, place: .operand, required: true, summary: ""),
        Parameter("stride", .count, summary: ""),
      ])
    let turned = #expect(throws: ArgumentError.self) {
      try conv.check(operands: [.size([3, 3]), .number(16)])
    }
    #expect(turned?.suggestion == "write 16 before the size 3x3")
    let more = #expect(throws: ArgumentError.self) {
      try conv.check(operands: [.number(16), .size([3, 3]), .number(2)])
    }
    #expect(more?.suggestion == "write stride=2")
  }

  @Test func eitherAcceptsBoth() {
    let kind = Parameter.Kind.either(.choice(["mean", "all"]), .integer(0...9))
    #expect(kind.accept(.text("mean")) != nil)
    #expect(kind.accept(.number(3)) != nil)
    #expect(kind.accept(.number(10)) == nil)
    #expect(kind.accept(.text("none")) == nil)
    #expect(kind.words == ["mean", "all"])
    #expect(kind.description == "mean, all, or an integer from 0 to 9")
  }

  @Test func aPositiveIntegerIsASizeOfOneAxis() {
    guard case .size(let axes)? = Parameter.Kind.size.accept(.number(784)) else {
      Issue.record("not accepted")
      return
    }
    #expect(axes == [784])
    #expect(Parameter.Kind.size.accept(.number(-1)) == nil)
  }
}
