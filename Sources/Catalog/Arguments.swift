/// A value as a parameter sees it.
public enum ArgumentValue: Sendable {
  case number(Double)
  case text(String)
  case boolean(Bool)
  case size([Int])
  case numbers([Double])
  /// A network, data set … that only the session can make; the receiver casts it.
  case object(any Sendable)

  /// What was given, for a message: "the number 3".
  public var description: String {
    switch self {
    case .number(let x): "the number \(shortest(x))"
    case .text(let text): "“\(text)”"
    case .boolean(let flag): flag ? "yes" : "no"
    case .size(let axes): "the size \(axes.map(String.init).joined(separator: "x"))"
    case .numbers: "a list of numbers"
    case .object: "a value"
    }
  }
}

/// The arguments of one call, checked against its entry: every value is of its parameter's kind
/// and in range, and defaults are filled in.
public struct Arguments: Sendable {
  private let values: [String: ArgumentValue]
  /// The names the user gave, as opposed to defaults.
  public let given: Set<String>

  /// Checked values and the names the user gave; ``Entry/check(operands:words:options:)`` makes them.
  public init(_ values: [String: ArgumentValue] = [:], given: Set<String> = []) {
    self.values = values
    self.given = given
  }

  /// The value of a parameter, said or default.
  public subscript(name: String) -> ArgumentValue? { values[name] }

  /// Whether the user gave it.
  public func has(_ name: String) -> Bool { given.contains(name) }

  /// The value as a number; nil when there is none or it is something else.
  public func number(_ name: String) -> Double? {
    if case .number(let x)? = values[name] { x } else { nil }
  }

  /// The value as an integer.
  public func integer(_ name: String) -> Int? { number(name).flatMap { Int(exactly: $0) } }

  /// The value as text or as the word of a choice.
  public func text(_ name: String) -> String? {
    if case .text(let text)? = values[name] { text } else { nil }
  }

  /// The value as yes or no; no when there is none.
  public func flag(_ name: String) -> Bool {
    if case .boolean(let flag)? = values[name] { flag } else { false }
  }

  /// The value as the axes of a size.
  public func size(_ name: String) -> [Int]? {
    if case .size(let axes)? = values[name] { axes } else { nil }
  }

  /// The value as a list of numbers.
  public func numbers(_ name: String) -> [Double]? {
    if case .numbers(let list)? = values[name] { list } else { nil }
  }

  /// The arguments with every object replaced.
  public func mappingObjects(_ replace: (any Sendable) -> any Sendable) -> Arguments {
    Arguments(
      values.mapValues { value in
        if case .object(let object) = value { .object(replace(object)) } else { value }
      }, given: given)
  }

  /// The arguments with one more value.
  public func adding(_ name: String, _ value: ArgumentValue) -> Arguments {
    Arguments(values.merging([name: value]) { $1 }, given: given.union([name]))
  }

  /// The arguments with the texts of these parameters replaced: paths made relative to a script.
  public func mappingTexts(of names: [String], _ replace: (String) -> String) -> Arguments {
    var mapped = values
    for name in names {
      if case .text(let text)? = values[name] { mapped[name] = .text(replace(text)) }
    }
    return Arguments(mapped, given: given)
  }

  /// The object given, if it is of this type.
  public func object<T>(_ name: String, as type: T.Type = T.self) -> T? {
    if case .object(let value)? = values[name] { value as? T } else { nil }
  }
}

/// What is wrong with a call's arguments, as one sentence and at most one suggestion.
public struct ArgumentError: Error, Equatable {
  /// Which part of the call is to blame, so that the evaluator can place the caret.
  public enum Blame: Equatable, Sendable {
    case call
    case operand(Int)
    case word(Int)
    case optionName(Int)
    case optionValue(Int)
  }

  /// One sentence without a full stop.
  public let message: String
  /// One suggestion, if there is a good one.
  public let suggestion: String?
  /// The part of the call to blame.
  public let blame: Blame

  /// An error with its finished sentence.
  public init(_ message: String, suggestion: String? = nil, blame: Blame = .call) {
    self.message = message
    self.suggestion = suggestion
    self.blame = blame
  }
}

extension Entry {
  /// Checks a call: operands by position, bare words by their choices, options by name.
  ///
  /// - Throws: ``ArgumentError`` saying which argument is wrong, what was given and what is wanted.
  public func check(
    operands: [ArgumentValue] = [], words: [String] = [],
    options: [(name: String, value: ArgumentValue)] = []
  ) throws(ArgumentError) -> Arguments {
    var values: [String: ArgumentValue] = [:]
    var given: Set<String> = []

    let places = parameters(.operand)
    for (i, operand) in operands.enumerated() {
      guard i < places.count else {
        throw ArgumentError(
          "\(name) takes \(Self.counted(places.count, "argument")), but \(operand.description) is one more",
          suggestion: usage, blame: .operand(i))
      }
      values[places[i].name] = try accept(operand, for: places[i], blame: .operand(i))
      given.insert(places[i].name)
    }

    let choices = parameters.filter { !$0.kind.words.isEmpty && $0.place != .option }
    for (i, word) in words.enumerated() {
      guard let parameter = choices.first(where: { $0.kind.words.contains(word) }) else {
        throw ArgumentError(
          "\(name) does not know the word “\(word)”",
          suggestion: didYouMean(word, among: choices.flatMap(\.kind.words)), blame: .word(i))
      }
      guard given.insert(parameter.name).inserted else {
        throw ArgumentError(
          "\(name) is told its \(parameter.name) twice", suggestion: "leave one out",
          blame: .word(i))
      }
      values[parameter.name] = .text(word)
    }

    for (i, option) in options.enumerated() {
      guard let parameter = parameters.first(where: { $0.name == option.name }) else {
        let names = parameters.filter { $0.place != .operand }.map(\.name)
        throw ArgumentError(
          "\(name) has no option “\(option.name)”",
          suggestion: didYouMean(option.name, among: names)
            ?? (names.isEmpty ? nil : "its options are \(names.joined(separator: ", "))"),
          blame: .optionName(i))
      }
      guard given.insert(parameter.name).inserted else {
        throw ArgumentError(
          "\(option.name) is given twice", suggestion: "leave one out", blame: .optionName(i))
      }
      values[parameter.name] = try accept(option.value, for: parameter, blame: .optionValue(i))
    }

    for parameter in parameters where values[parameter.name] == nil {
      if parameter.required {
        throw ArgumentError(
          "\(name) needs \(parameter.name): \(parameter.summary)", suggestion: usage)
      }
      values[parameter.name] = parameter.fallback
    }
    return Arguments(values, given: given)
  }

  private func accept(
    _ value: ArgumentValue, for parameter: Parameter, blame: ArgumentError.Blame
  ) throws(ArgumentError) -> ArgumentValue {
    if let accepted = parameter.kind.accept(value) { return accepted }
    var suggestion: String?
    if case .text(let word) = value {
      suggestion = didYouMean(word, among: parameter.kind.words)
    }
    throw ArgumentError(
      "\(parameter.name) of \(name) must be \(parameter.kind.description), not \(value.description)",
      suggestion: suggestion, blame: blame)
  }

  private static func counted(_ n: Int, _ noun: String) -> String {
    n == 0 ? "no \(noun)s" : n == 1 ? "one \(noun)" : "\(n) \(noun)s"
  }
}
