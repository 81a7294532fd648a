import Catalog
import LinearAlgebra

/// Integer sequences whose class follows a rule.
public enum Sequences: Generator {
  /// The entry of the catalog.
  public static let entry = Entry(
    "sequences", .generator, summary: "sequences of integer tokens with a rule to learn",
    usage: "generate sequences N [with length=12, vocabulary=8, rule=order|majority, seed=S]",
    details: """
      Each example is `length` whole numbers from 0 to vocabulary − 1, inputs for `embed`. \
      rule=order: 0 and 1 occur once each, the other tokens are drawn at will from 2 up, and the \
      class is 1 where 1 comes before 0; only the places of tokens tell, never which there are. \
      rule=majority: all tokens are drawn at will, and the class is 1 where there are more 1s than \
      0s; order is of no account. A network for them begins with `input 12`.
      """,
    parameters: [
      Parameter(
        "length", .integer(2...100_000), default: .number(12), summary: "tokens of a sequence"),
      Parameter(
        "vocabulary", .integer(3...1_000_000), default: .number(8),
        summary: "how many different tokens there are"),
      Parameter(
        "rule", .choice(["order", "majority"]), default: .text("order"),
        summary: "what decides the class"),
      seedParameter,
    ],
    examples: [
      Example("words = generate sequences 60 with length=6, seed=1"),
      Example("generate sequences 30 with rule=majority, vocabulary=4, seed=1"),
    ],
    searchTerms: ["tokens", "integers", "transformer", "embed", "text", "order", "toy"])

  /// Sequences; see ``Generator/generate(_:_:seed:)``.
  public static func generate(
    _ count: Int, _ arguments: Arguments, seed: UInt64
  ) throws(ComputationError) -> Dataset {
    let length = arguments.integer("length") ?? 12
    let vocabulary = arguments.integer("vocabulary") ?? 8
    let rule = arguments.text("rule") ?? "order"
    try check(count, bytesPerExample: 4 * length + 24)
    let labels = labels(count, of: 2, seed: seed)
    var inputs = Matrix<Float>(rows: count, columns: length)
    inputs.withMutableView { view in
      for i in 0..<count {
        var stream = RandomStream(seed: seed, purpose: "sequences/\(i)")
        let tokens =
          rule == "order"
          ? ordered(labels[i], length, vocabulary, &stream)
          : counted(labels[i], length, vocabulary, &stream)
        for (k, token) in tokens.enumerated() { view.base[i * length + k] = Float(token) }
      }
    }
    return Dataset(
      inputs: .single(inputs), shape: Shape(length), targets: .classes(labels, count: 2),
      source: "sequences with length=\(length), vocabulary=\(vocabulary), rule=\(rule), "
        + "seed=\(seed)")
  }

  private static func ordered(
    _ label: Int, _ length: Int, _ vocabulary: Int, _ stream: inout RandomStream
  ) -> [Int] {
    var tokens = (0..<length).map { _ in 2 + stream.below(vocabulary - 2) }
    let places = stream.choose(2, of: length).sorted()
    tokens[places[0]] = label
    tokens[places[1]] = 1 - label
    return tokens
  }

  private static func counted(
    _ label: Int, _ length: Int, _ vocabulary: Int, _ stream: inout RandomStream
  ) -> [Int] {
    var tokens = (0..<length).map { _ in stream.below(vocabulary) }
    var surplus: Int { tokens.count { $0 == 1 } - tokens.count { $0 == 0 } }
    if surplus == 0 {
      // One token more or less than there was breaks the tie, however rare both are.
      let place = stream.below(length)
      tokens[place] = tokens[place] == 1 ? 0 : 1
    }
    // A draw with more of the other token is as good with both exchanged.
    return (surplus > 0) == (label == 1) ? tokens : tokens.map { $0 < 2 ? 1 - $0 : $0 }
  }
}
