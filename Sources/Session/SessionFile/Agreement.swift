import Glibc

/// Whether a recorded result and a new one agree: words exactly, numbers within a tolerance.
struct Agreement {
  /// Relative tolerance of numbers: 1e-5 in single precision, 1e-9 in double.
  let relative: Double

  /// Whether two lines agree. The recorded one may end in `+- X`: then X is the tolerance.
  func holds(recorded: String, new: String) -> Bool {
    var recorded = recorded
    var said: Double?
    if let mark = recorded.range(of: "+-", backwards: true),
      let tolerance = Double(recorded[mark.upper...].trimmed)
    {
      said = tolerance
      recorded = String(recorded[..<mark.lower])
    }
    let (a, b) = (Self.tokens(recorded), Self.tokens(new))
    guard a.count == b.count else { return false }
    // In a list small elements are compared on the scale of the largest: eigenvalues are.
    let isList = new.contains("number") && new.contains(":")
    let scale = isList ? b.compactMap(\.number).map(abs).filter(\.isFinite).max() ?? 0 : 0
    return zip(a, b).allSatisfy { old, new in
      switch (old.number, new.number) {
      case (let x?, let y?):
        if x.isNaN || y.isNaN { return x.isNaN && y.isNaN }
        if !x.isFinite || !y.isFinite { return x == y }
        let size = max(scale, abs(x), abs(y))
        return abs(x - y) <= (said ?? relative * size + old.halfUnit)
      case (nil, nil): return old.text == new.text
      default: return false
      }
    }
  }

  private struct Token {
    let text: String
    let number: Double?
    /// Half a unit of the last digit shown.
    var halfUnit: Double {
      guard let number, number != 0, text.contains(where: { $0 == "." || $0 == "e" }) else {
        return 0
      }
      return 0.5 * pow(10, floor(log10(abs(number))) - Double(digits - 1))
    }
    private var digits: Int {
      let mantissa = text.prefix { $0 != "e" && $0 != "E" }.filter(\.isNumber)
      return max(mantissa.drop { $0 == "0" }.count, 7)
    }
  }

  /// Words between blanks, without the punctuation that clings to them.
  private static func tokens(_ line: String) -> [Token] {
    var tokens: [Token] = []
    var digest = false
    for word in line.split(whereSeparator: \.isWhitespace) {
      let text = word.trimmingPrefix("(").reversedTrim
      // A digest such as 1234567890123456 is a name, not a number.
      tokens.append(Token(text: text, number: digest ? nil : Double(text)))
      digest = text == "digest"
    }
    return tokens
  }
}

extension Substring {
  fileprivate var reversedTrim: String {
    var text = self
    while let last = text.last, ",):;".contains(last) { text.removeLast() }
    return String(text)
  }
}

extension StringProtocol {
  /// Without blanks at both ends.
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension String {
  fileprivate func range(of mark: String, backwards _: Bool) -> (lower: Index, upper: Index)? {
    guard let found = ranges(of: mark).last else { return nil }
    return (found.lowerBound, found.upperBound)
  }
}
