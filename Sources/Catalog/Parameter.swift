/// One thing a call may be told.
public struct Parameter: Sendable {
  /// Where the user writes it.
  public enum Place: Sendable {
    /// By position: the 128 of `dense 128 relu`.
    case operand
    /// As a bare word that is one of the choices: the `relu` of `dense 128 relu`.
    case word
    /// As `name=value`, after `with` in a command, anywhere in a layer.
    case option
  }

  /// What values are accepted.
  public indirect enum Kind: Sendable {
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case boolean
    case text
    case choice([String])
    /// The name of a column of a file that is yet to be read: in quotes or bare.
    case column
    /// `28x28x1`; a plain positive integer counts as a size of one axis.
    case size
    case numbers
    /// A value that only the session knows: `what` names it for messages ("a network").
    case object(what: String)
    case either(Kind, Kind)

    /// Any positive integer that a computer may be asked for.
    public static let count = Kind.integer(1...1_000_000_000)
    /// A seed: 0 … 2^53, so that it is exact as a number of the language.
    public static let seed = Kind.integer(0...9_007_199_254_740_992)
    /// A number greater than zero.
    public static let positive = Kind.number(
      Double.leastNonzeroMagnitude...Double.greatestFiniteMagnitude)
  }

  /// The name the user gives it by, and messages use.
  public let name: String
  /// Where it is written.
  public let place: Place
  /// What values it takes.
  public let kind: Kind
  /// The value when the user says nothing; nil when there is none.
  public let fallback: ArgumentValue?
  /// Whether a call without it is an error.
  public let required: Bool
  /// One line for help.
  public let summary: String
  /// What its numbers count: `seconds`, `columns`; nil for pure numbers and words.
  public let unit: String?

  /// A parameter; an option without default unless said.
  public init(
    _ name: String, _ kind: Kind, place: Place = .option, default fallback: ArgumentValue? = nil,
    required: Bool = false, summary: String, unit: String? = nil
  ) {
    self.name = name
    self.place = place
    self.kind = kind
    self.fallback = fallback
    self.required = required
    self.summary = summary
    self.unit = unit
  }
}

extension Parameter.Kind {
  /// The words a user may type here: choices, and `yes`/`no`.
  public var words: [String] {
    switch self {
    case .choice(let words): words
    case .boolean: ["yes", "no"]
    case .either(let a, let b): a.words + b.words
    default: []
    }
  }

  /// Whether a bare word that is not bound stands for itself.
  public var takesWords: Bool {
    switch self {
    case .column: true
    case .either(let a, let b): a.takesWords || b.takesWords
    default: !words.isEmpty
    }
  }

  /// What is wanted, for a message: "an integer from 1 to 10".
  public var description: String {
    switch self {
    case .integer(let range):
      range.upperBound >= 1_000_000_000
        ? "an integer of at least \(range.lowerBound)"
        : "an integer from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): Self.describe(range)
    case .boolean: "yes or no"
    case .text: "text in quotes"
    case .choice(let words): listed(words, "or")
    case .column: "a column's name"
    case .size: "a size such as 28x28x1"
    case .numbers: "a list of numbers"
    case .object(let what): what
    case .either(.choice(let words), let b):
      "\(words.joined(separator: ", ")), or \(b.description)"
    case .either(let a, let b): "\(a.description), or \(b.description)"
    }
  }

  /// What is wanted, said to somebody who gave this: where a number is too large, the most it may be.
  public func wanted(insteadOf value: ArgumentValue) -> String {
    switch (self, value) {
    case (.integer(let range), .number(let x)) where x > Double(range.upperBound):
      "an integer of at most \(range.upperBound)"
    case (.either(.choice(let words), let b), .number):
      "\(words.joined(separator: ", ")), or \(b.wanted(insteadOf: value))"
    case (.either(let a, let b), .number):
      "\(a.wanted(insteadOf: value)), or \(b.wanted(insteadOf: value))"
    default: description
    }
  }

  /// What to write in place of a value that does not fit: the choice it is near to, the number that
  /// stands in a text, the size in a list.
  public func near(_ value: ArgumentValue) -> String? {
    switch (self, value) {
    case (.either(let a, let b), _): return a.near(value) ?? b.near(value)
    case (.boolean, .number(0)): return "write no"
    case (.boolean, .number(1)): return "write yes"
    case (.number, .text(let text)), (.integer, .text(let text)):
      guard let x = Double(text), accept(.number(x)) != nil else { return nil }
      return "write \(shortest(x)), without quotes"
    case (.size, .numbers(let axes)):
      let whole = axes.compactMap { Int(exactly: $0) }
      guard !axes.isEmpty, whole.count == axes.count, whole.allSatisfy({ $0 > 0 }) else {
        return nil
      }
      return "write \(whole.map(String.init).joined(separator: "x"))"
    case (_, .text(let word)): return didYouMean(word, among: words)
    default: return nil
    }
  }

  private static func describe(_ range: ClosedRange<Double>) -> String {
    let (low, high) = (range.lowerBound, range.upperBound)
    let bounded = high < Double.greatestFiniteMagnitude
    if low == Double.leastNonzeroMagnitude {
      return bounded ? "a number above 0, at most \(shortest(high))" : "a number above 0"
    }
    if low <= -Double.greatestFiniteMagnitude {
      return bounded ? "a number of at most \(shortest(high))" : "a number"
    }
    return bounded
      ? "a number from \(shortest(low)) to \(shortest(high))"
      : "a number of at least \(shortest(low))"
  }

  /// The value in the form this kind stands for, or nil when it does not fit.
  public func accept(_ value: ArgumentValue) -> ArgumentValue? {
    switch (self, value) {
    case (.integer(let range), .number(let x)):
      guard let n = Int(exactly: x), range.contains(n) else { return nil }
      return .number(x)
    case (.number(let range), .number(let x)): return range.contains(x) ? value : nil
    case (.boolean, .boolean), (.text, .text), (.size, .size), (.numbers, .numbers),
      (.object, .object):
      return value
    case (.choice(let words), .text(let word)): return words.contains(word) ? value : nil
    case (.column, .text): return value
    case (.size, .number(let x)):
      guard let n = Int(exactly: x), n > 0 else { return nil }
      return .size([n])
    case (.numbers, .number(let x)): return .numbers([x])
    case (.either(let a, let b), _): return a.accept(value) ?? b.accept(value)
    default: return nil
    }
  }
}

extension Parameter {
  /// What a call without it lacks: "width: the number of outputs", "its kind: max or mean".
  var needed: String {
    if case .choice = kind { return "its \(name): \(kind.description)" }
    return "\(name): \(summary)"
  }
}

/// `a, b or c`
public func listed(_ words: [String], _ joint: String) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(joint) " + last
}

/// The shortest decimal that reads back as the same number: `3`, `0.25`, `1e-05`.
public func shortest(_ x: Double) -> String {
  if x == x.rounded(), abs(x) < 1e15 { return String(Int64(x)) }
  return "\(x)"
}
