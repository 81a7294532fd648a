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
    case .number(let x): shortest(x)
    case .text(let text): "“\(text)”"
    case .boolean(let flag): flag ? "yes" : "no"
    case .size(let axes): "the size \(axes.map(String.init).joined(separator: "x"))"
    case .numbers: "a list of numbers"
    case .object(let value): (value as? any Described)?.described ?? "a value"
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
