import Catalog
import Datasets
import Language

/// `seen, unseen = split digits 80:20 with seed=1`
enum Split: SessionCommand {
  static let givesValue = true

  static let entry = Entry(
    "split", .command, summary: "divide a data set at random into parts",
    usage: "split DATA A:B [with seed=N]",
    details: """
      The parts are shares of the whole: 80:20 and 4:1 mean the same, 80:10:10 gives three. Every
      example is in exactly one part. Bind as many names as there are parts.
      """,
    parameters: [
      Parameter("seed", .seed, summary: "the order the examples are drawn in"),
      Parameter(
        "stratified", .boolean, default: .boolean(false),
        summary: "every part has each class in the same share"),
    ],
    returns: "A list of data sets, one for each part, for as many names.",
    grammar: Grammar([.value, .value], clauses: [.init(.with)]),
    examples: [
      Example("a, b = split digits 80:20 with seed=2"),
      Example("a, b, c = split digits 70:20:10 with stratified=yes"),
    ],
    searchTerms: ["train", "test", "validation", "holdout", "partition"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let data = try session.data(try call.required(0, "a data set"))
    let shares = try call.required(1, "the shares, such as 80:20")
    let value = try session.evaluate(shares)
    guard case .ratio(let ratio) = value else {
      throw Diagnostic(
        .failure, "the shares are a ratio such as 80:20, not \(value.described)",
        at: shares.range, suggestion: asRatio(shares), usage: entry.usage)
    }
    let arguments = try session.arguments(of: call)
    let seed = session.seed(arguments, at: call.command.range)
    return try session.located(shares.range) { _ in
      .list(
        try data.split(ratio, seed: seed, stratified: arguments.flag("stratified"))
          .map(Value.data))
    }
  }

  /// The ratio that a share of the whole means: 0.8 and 80 are 80:20.
  private static func asRatio(_ shares: Expression) -> String? {
    switch shares.kind {
    case .number(let x) where x > 0 && x < 100, .percent(let x) where x > 0 && x < 100:
      let share = x < 1 ? x * 100 : x
      return "write \(shortest(share)):\(shortest(100 - share))"
    case .binary(_, let a, let b):
      guard case .number(let x) = a.kind, case .number(let y) = b.kind else { return nil }
      return "write \(shortest(x)):\(shortest(y))"
    default: return nil
    }
  }
}
