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

/// A value that says what it is, with its article, for messages: "a network".
public protocol Described {
  /// Such as "a network".
  var described: String { get }
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
          suggestion: naming(operand), blame: .operand(i))
      }
      do {
        values[places[i].name] = try accept(operand, for: places[i], blame: .operand(i))
      } catch {
        throw isTurned(operands, i)
          ? ArgumentError(
            error.message,
            suggestion: "write \(operands[i + 1].description) before \(operand.description)",
            blame: .operand(i)) : error
      }
      given.insert(places[i].name)
    }

    let choices = parameters.filter { !$0.kind.words.isEmpty && $0.place != .option }
    for (i, word) in words.enumerated() {
      guard let parameter = choices.first(where: { $0.kind.words.contains(word) }) else {
        let known = choices.flatMap(\.kind.words)
        throw ArgumentError(
          "\(name) does not know the word “\(word)”",
          suggestion: didYouMean(word, among: known)
            ?? (known.isEmpty ? nil : "its words are \(known.joined(separator: ", "))"),
          blame: .word(i))
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
        throw ArgumentError(
          "\(name) has no option “\(option.name)”", suggestion: instead(of: option.name),
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
        throw ArgumentError("\(name) needs \(parameter.needed)", suggestion: usage)
      }
      values[parameter.name] = parameter.fallback
    }
    return Arguments(values, given: given)
  }

  private func accept(
    _ value: ArgumentValue, for parameter: Parameter, blame: ArgumentError.Blame
  ) throws(ArgumentError) -> ArgumentValue {
    if let accepted = parameter.kind.accept(value) { return accepted }
    // An option stands there with its name; of an operand only the entry says whose it is.
    var subject = "\(parameter.name) of \(name)"
    if case .optionValue = blame { subject = parameter.name }
    throw ArgumentError(
      "\(subject) must be \(parameter.kind.wanted(insteadOf: value)), not \(value.description)",
      suggestion: parameter.kind.near(value), blame: blame)
  }

  /// What to say in place of an option that there is not: the near one, the phrase that says it here,
  /// or which there are.
  private func instead(of option: String) -> String? {
    if let near = didYouMean(option, among: parameters.map(\.name)) { return near }
    let phrases: [(words: [String], preposition: Preposition, form: String)] = [
      (["epochs", "epoch", "nepochs", "numepochs", "steps"], .for, "for N epochs"),
      (["optimizer", "optimiser", "opt", "method", "algorithm"], .using, "using NAME"),
      (["data", "dataset", "x", "on"], .on, "on DATA"),
      (["file", "path", "filename", "output", "savefig"], .to, "to \"FILE\""),
      (["file", "path", "filename"], .from, "from \"FILE\""),
      (["record", "metrics", "callbacks"], .recording, "recording QUANTITY"),
      (["where", "condition"], .where, "where CONDITION"),
    ]
    let key = Synonyms.key(option)
    if let phrase = phrases.first(where: {
      $0.words.contains(key) && grammar?.allows($0.preposition) ?? false
    }) {
      return "it is said as: \(phrase.form)"
    }
    let names = parameters.filter { $0.place != .operand }.map(\.name)
    return switch names.count {
    case 0: "it takes no options"
    case 1: "its only option is \(names[0])"
    default: "its options are \(names.joined(separator: ", "))"
    }
  }

  /// One operand too many may be meant for the only option that takes such a value.
  private func naming(_ value: ArgumentValue) -> String? {
    if case .text(let word) = value, parameters.contains(where: { $0.kind.words.contains(word) }) {
      return "write \(word), without quotes"
    }
    let fitting = parameters.filter { $0.place == .option && $0.kind.accept(value) != nil }
    return fitting.count == 1 ? "write \(fitting[0].name)=\(value.description)" : nil
  }

  /// Whether this operand and the next were given in the wrong order.
  private func isTurned(_ operands: [ArgumentValue], _ i: Int) -> Bool {
    let places = parameters(.operand)
    guard i + 1 < operands.count, i + 1 < places.count else { return false }
    return places[i].kind.accept(operands[i + 1]) != nil
      && places[i + 1].kind.accept(operands[i]) != nil
  }

  private static func counted(_ n: Int, _ noun: String) -> String {
    n == 0 ? "no \(noun)s" : n == 1 ? "one \(noun)" : "\(n) \(noun)s"
  }
}
