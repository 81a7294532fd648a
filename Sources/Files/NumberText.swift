/// Numbers as text files hold them: a decimal point, whatever the language of the system.
enum NumberText {
  /// The shortest decimal that reads back as the same number; whole numbers without a point.
  static func write<F: BinaryFloatingPoint & LosslessStringConvertible>(_ x: F) -> String {
    if x == x.rounded(), abs(x) < 0x1p53, !(x == 0 && x.sign == .minus) { return String(Int64(x)) }
    return "\(x)"
  }

  /// What a field of a table is.
  enum Reading: Equatable {
    case integer(Int64)
    case number(Double)
    /// Nothing, or blanks.
    case missing
    case text

    var isNumber: Bool {
      switch self {
      case .integer, .number: true
      case .missing, .text: false
      }
    }
  }

  /// Reads an optional sign, digits with at most one point, an exponent; `nan` and `inf` (and
  /// `infinity`) in any case. Surrounding blanks are left out of account.
  static func read(_ field: ArraySlice<UInt8>) -> Reading {
    var at = field.startIndex
    var end = field.endIndex
    while at < end, isBlank(field[at]) { at += 1 }
    while end > at, isBlank(field[end - 1]) { end -= 1 }
    if at == end { return .missing }
    let whole = at..<end
    let isNegative = field[at] == UInt8(ascii: "-")
    if isNegative || field[at] == UInt8(ascii: "+") { at += 1 }
    let start = at
    var magnitude: UInt64 = 0
    var fits = true
    while at < end, isDigit(field[at]) {
      let (tens, over) = magnitude.multipliedReportingOverflow(by: 10)
      let (next, more) = tens.addingReportingOverflow(UInt64(field[at] - 0x30))
      if over || more { fits = false }
      magnitude = next
      at += 1
    }
    var digits = at - start
    // −0 is a number of its own, which no integer holds.
    if at == end, digits > 0, fits, !(isNegative && magnitude == 0) {
      if !isNegative, magnitude <= UInt64(Int64.max) { return .integer(Int64(magnitude)) }
      if isNegative, magnitude <= 1 << 63 {
        return .integer(Int64(truncatingIfNeeded: 0 &- magnitude))
      }
    }
    if at < end, field[at] == UInt8(ascii: ".") {
      at += 1
      let point = at
      while at < end, isDigit(field[at]) { at += 1 }
      digits += at - point
    }
    guard digits > 0 else { return word(field[start..<end], isNegative) }
    if at < end, field[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < end, field[at] == UInt8(ascii: "+") || field[at] == UInt8(ascii: "-") { at += 1 }
      let exponent = at
      while at < end, isDigit(field[at]) { at += 1 }
      guard at > exponent else { return .text }
    }
    guard at == end else { return .text }
    // Swift reads decimals correctly rounded and without regard to the locale.
    return Double(String(decoding: field[whole], as: UTF8.self)).map(Reading.number) ?? .text
  }

  private static func word(_ letters: ArraySlice<UInt8>, _ isNegative: Bool) -> Reading {
    guard letters.count <= 8 else { return .text }
    switch String(decoding: letters, as: UTF8.self).lowercased() {
    case "nan": return .number(.nan)
    case "inf", "infinity": return .number(isNegative ? -.infinity : .infinity)
    default: return .text
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
