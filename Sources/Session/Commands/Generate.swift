import Catalog
import Datasets

/// `generate digits 1200 with seed=1`
enum Generate: SessionCommand {
  static let givesValue = true

  static let entry = Entry(
    "generate", .command, summary: "make a data set from nothing but a seed",
    usage: "generate GENERATOR N [with seed=N, …]",
    details: """
      Each generator has its own page and options (`help generators`). The same generator, count and
      seed give the same examples on every machine; without `seed` one is mixed from the session's
      seed and the name being bound, and written out when the session is saved.
      """,
    parameters: [Parameter("seed", .seed, summary: "the draw")],
    returns: """
      A data set: inputs, and classes or targets. Fields: label, target, index, indices.
      """,
    grammar: Grammar([.word(of: [.generator]), .value], clauses: [.init(.with)]),
    examples: [Example("d = generate digits 50 with seed=1"), Example("generate circles 40")],
    searchTerms: ["data", "synthetic", "toy", "digits", "create"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    guard let word = call.word(0) else { throw call.failure("generate needs a generator") }
    guard let generator = Generators.all.first(where: { $0.entry.name == word.text }) else {
      throw session.unknown(word, .generator)
    }
    let count = try session.integer(
      try call.required(1, "the number of examples"), "the number of examples",
      in: 1...1_000_000_000)
    let arguments = try session.arguments(of: call, further: [generator.entry])
    let seed = session.seed(arguments, at: call.command.range)
    return .data(try generator.generate(count, arguments, seed: seed))
  }
}
