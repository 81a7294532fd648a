import LinearAlgebra

/// The answer of a quantity, with everything a reader must know to compare it with another's.
public struct Measurement: Sendable {
  /// The answer's form.
  public enum Value: Sendable {
    case number(Double)
    case list([Double])
    case matrix(StoredMatrix)
  }

  /// The answer, or what was chosen.
  public var value: Value
  /// "nats"; nil for a pure number.
  public var unit: String?
  /// What the answer depends on, in the order it is said.
  public var conventions: [Convention]

  /// An answer.
  public init(_ value: Value, unit: String? = nil, conventions: [Convention] = []) {
    self.value = value
    self.unit = unit
    self.conventions = conventions
  }

  /// The number, when the answer is one.
  public var number: Double? {
    if case .number(let x) = value { x } else { nil }
  }

  /// What stands in parentheses behind the answer:
  /// "mean over 10 outputs, 64 rows, 0.773 of ln 64, 0 eigenvalues clipped".
  public var phrases: String {
    conventions.map(\.phrase).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// One thing an answer depends on: a choice the field makes differently in different places, or a
/// count that says how far to trust the number.
public struct Convention: Sendable, Equatable {
  /// A convention's value.
  public enum Value: Sendable, Equatable {
    case number(Double)
    case text(String)
  }

  /// The key in JSON: "outputs".
  public var key: String
  /// The answer, or what was chosen.
  public var value: Value
  /// In text: "mean over 10 outputs"; empty for what only JSON says.
  public var phrase: String

  /// A convention that is a number.
  public init(_ key: String, _ value: Double, _ phrase: String = "") {
    self.key = key
    self.value = .number(value)
    self.phrase = phrase
  }

  /// A convention that is a word.
  public init(_ key: String, _ text: String, _ phrase: String = "") {
    self.key = key
    value = .text(text)
    self.phrase = phrase
  }
}

/// A number from 0 to 1 with three decimals: "0.773".
func threeDecimals(_ share: Double) -> String {
  guard share.isFinite else { return "\(share)" }
  let thousandths = Int((abs(share) * 1000).rounded())
  let digits = "\(thousandths % 1000)"
  let sign = share < 0 && thousandths > 0 ? "-" : ""
  return "\(sign)\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
}
