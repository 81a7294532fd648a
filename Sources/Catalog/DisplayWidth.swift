/// How many columns a text takes on a terminal: wide characters (East Asian, emoji) take two,
/// combining and control characters none.
///
/// The ranges are those of Unicode's East Asian Width W and F, rounded to blocks.
public func displayWidth(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
}

/// The columns of one scalar: 0, 1 or 2.
public func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  if scalar.value >= 32, scalar.value < 127 { return 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control: return 0
  default: break
  }
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
    0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
    return 2
  default: return 1
  }
}

/// A text of at most so many columns: one that is wider ends in `...`.
public func shortened(_ text: String, to columns: Int) -> String {
  guard displayWidth(text) > columns else { return text }
  var (kept, width) = ("", 0)
  for character in text {
    width += displayWidth(String(character))
    if width > columns - 3 { break }
    kept.append(character)
  }
  return kept + "..."
}
