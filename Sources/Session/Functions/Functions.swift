import Catalog
import Language

/// A function of the language: an entry and what it does with its evaluated arguments.
struct Function: Sendable {
  let entry: Entry
  /// How many arguments it takes.
  let arity: ClosedRange<Int>
  let apply: @Sendable ([Value]) throws -> Value

  init(
    _ name: String, _ usage: String, _ summary: String, arity: ClosedRange<Int> = 1...1,
    example: String, terms: [String] = [], _ apply: @escaping @Sendable ([Value]) throws -> Value
  ) {
    entry = Entry(
      name, .function, summary: summary, usage: usage, examples: [Example(example)],
      searchTerms: terms)
    self.arity = arity
    self.apply = apply
  }
}

/// The functions there are.
enum Functions {
  static let all: [Function] = elementwise + statistics

  /// The value of `name(arguments)`.
  static func call(_ name: Name, _ arguments: [Value]) throws -> Value {
    guard let function = all.first(where: { $0.entry.name == name.text }) else {
      throw Diagnostic(
        .failure, "there is no function “\(name.text)”", at: name.range,
        suggestion: didYouMean(name.text, among: all.map(\.entry.name))
          ?? "there are \(all.map(\.entry.name).joined(separator: ", "))")
    }
    guard function.arity.contains(arguments.count) else {
      throw Diagnostic(
        .failure,
        "\(name.text) takes one argument\(function.arity.upperBound > 1 ? " or more" : ""), not \(arguments.count)",
        at: name.range, usage: function.entry.usage)
    }
    return try function.apply(arguments)
  }
}
