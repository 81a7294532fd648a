import Catalog

extension Lexer {
  /// The most axes a size has, and the most numbers it stands for: dimensions of matrices are
  /// 32-bit in BLAS.
  static let mostAxes = 8
  static let largestSize = Int(Int32.max)
  static let mostShares = 16

  /// `3`, `1_000`, `2.5`, `1e-3`, then `28x28x1`, `80:20` or `5%`.
  mutating func number() {
    let start = offset
    let isWhole = skipNumber()
    if isWhole, byte() == UInt8(ascii: "x"), isDigit(byte(1)) {
      size(from: start)
      return
    }
    if byte() == UInt8(ascii: ":"), isDigit(byte(1)) {
      ratio(from: start)
      return
    }
    guard finishesNumber(from: start), let value = value(from: start) else { return }
    if byte() == UInt8(ascii: "%") {
      offset += 1
      add(.percent(value), from: start)
    } else {
      add(.number(value), from: start)
    }
  }

  /// Moves past a number; true when it has neither point nor exponent.
  private mutating func skipNumber() -> Bool {
    var isWhole = true
    skipDigits()
    if byte() == UInt8(ascii: "."), byte(1) != UInt8(ascii: "."),
      isDigit(byte(1)) || !(isWordByte(byte(1)) || byte(1) >= 0x80)
    {
      isWhole = false
      offset += 1
      skipDigits()
    }
    if byte() | 0x20 == UInt8(ascii: "e") {
      let signed = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
      if isDigit(byte(signed ? 2 : 1)) {
        isWhole = false
        offset += signed ? 2 : 1
        skipDigits()
      }
    }
    return isWhole
  }

  private mutating func skipDigits() {
    while isDigit(byte())
      || (byte() == UInt8(ascii: "_") && isDigit(byte(1)) && isDigit(byte(-1)))
    {
      offset += 1
    }
  }

  /// Letters directly after a number are a mistake: `10epochs`, `28x`, `2nd`.
  private mutating func finishesNumber(from start: Int) -> Bool {
    guard !atEnd, isWordByte(byte()) || byte() >= 0x80 else { return true }
    let end = offset
    skipWord()
    guard offset > end else { return true }
    if offset == cursor {
      finishAtCursor(start)
      return false
    }
    let digits = String(decoding: bytes[start..<end], as: UTF8.self)
    let letters = String(decoding: bytes[end..<offset], as: UTF8.self)
    if digits.hasPrefix("0x") {
      wrong("numbers are written in decimal", from: start)
    } else if letters.first == "x" || letters.first == "X" {
      wrong(
        "a size needs a whole number on both sides of each x", from: start,
        suggestion: "such as 28x28x1")
    } else {
      wrong(
        "“\(digits)\(letters)” is neither a number nor a name", from: start,
        suggestion: tokens.last.map(endsStatement) ?? true
          ? "a name begins with a letter" : "write a blank: \(digits) \(letters)")
    }
    return false
  }

  private func endsStatement(_ token: Token) -> Bool {
    switch token.kind {
    case .newline, .symbol(.semicolon), .symbol(.openBlock), .symbol(.comma): true
    default: false
    }
  }

  /// The number from `start` to the current offset; reports one that no number can hold.
  private mutating func value(from start: Int) -> Double? {
    let digits = bytes[start..<offset].filter { $0 != UInt8(ascii: "_") }
    let text = String(decoding: digits, as: UTF8.self)
    let value = Double(text.hasPrefix(".") || text.hasSuffix(".") ? "0\(text)0" : text) ?? .infinity
    if !value.isFinite {
      wrong("\(shown(text)) is too large for a number", from: start)
      return nil
    }
    let mantissa = digits.prefix { $0 | 0x20 != UInt8(ascii: "e") }
    if value == 0, mantissa.contains(where: { isDigit($0) && $0 != UInt8(ascii: "0") }) {
      wrong("\(shown(text)) is too small for a number", from: start, suggestion: "write 0")
      return nil
    }
    return value
  }

  /// A number for a message; a very long one is cut.
  private func shown(_ text: String) -> String {
    text.utf8.count > 24 ? "\(text.prefix(20))…" : text
  }

  private mutating func size(from start: Int) {
    var axes: [Int] = []
    var count = 1
    var problem: String?
    var first = start
    while true {
      let text = String(
        decoding: bytes[first..<offset].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
      let axis = Int(text) ?? Int.max
      if axis == 0 {
        problem = problem ?? "an axis of a size is at least 1"
      } else if axis > Self.largestSize / count {
        problem = problem ?? "a size of more than \(Self.largestSize) numbers is too large"
      } else {
        count *= axis
      }
      axes.append(axis)
      guard byte() == UInt8(ascii: "x"), isDigit(byte(1)) else { break }
      offset += 1
      first = offset
      skipDigits()
    }
    if byte() == UInt8(ascii: "."), isDigit(byte(1)) {
      offset += 1
      skipDigits()
      problem = "the axes of a size are whole numbers"
    }
    guard finishesNumber(from: start) else { return }
    if axes.count > Self.mostAxes {
      problem = "a size has at most \(Self.mostAxes) axes, this one \(axes.count)"
    }
    if let problem {
      wrong(problem, from: start, suggestion: "a size is such as 28x28x1")
    } else {
      add(.size(axes), from: start)
    }
  }

  private mutating func ratio(from start: Int) {
    var shares: [Double] = []
    var first = start
    while true {
      guard let share = value(from: first) else { return }
      shares.append(share)
      guard byte() == UInt8(ascii: ":"), isDigit(byte(1)) else { break }
      offset += 1
      first = offset
      _ = skipNumber()
    }
    guard finishesNumber(from: start) else { return }
    if shares.count > Self.mostShares {
      wrong("a ratio has at most \(Self.mostShares) shares, this one \(shares.count)", from: start)
    } else {
      add(.ratio(shares), from: start)
    }
  }
}
