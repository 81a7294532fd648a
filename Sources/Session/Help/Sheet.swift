import Catalog

/// A page being set: paragraphs, tables and code in a number of columns.
struct Sheet {
  /// No line is longer.
  let width: Int
  private(set) var lines: [String] = []

  /// An empty page; below 24 columns nothing could be read.
  init(width: Int) { self.width = max(width, 24) }

  /// The page as text.
  var text: String {
    var kept = lines[...]
    while kept.last?.isEmpty == true { kept.removeLast() }
    return kept.joined(separator: "\n")
  }

  /// An empty line, never two.
  mutating func gap() {
    if lines.last?.isEmpty == false { lines.append("") }
  }

  /// A text in lines, the later ones further in by `hanging` columns.
  mutating func paragraph(_ text: String, indent: Int = 0, hanging: Int = 0) {
    lines += Self.wrapped(text, width: width, indent: indent, hanging: hanging)
  }

  /// The heading of a part.
  mutating func heading(_ text: String) {
    gap()
    paragraph(text)
  }

  /// Details as entries hold them: paragraphs, and lines of their own.
  mutating func details(_ text: String, indent: Int) {
    var rows: [(name: String, meaning: String)] = []
    for part in Self.parts(of: text) {
      if case .line(let text) = part, let gap = text.firstRange(of: "  ") {
        rows.append((String(text[..<gap.lowerBound]), String(text[gap.upperBound...]).trimmed))
        continue
      }
      table(rows, indent: indent + 2)
      rows = []
      switch part {
      case .paragraph(let text): paragraph(text, indent: indent)
      case .line(let text): paragraph(text, indent: indent + 2, hanging: 2)
      case .gap: gap()
      }
    }
    table(rows, indent: indent + 2)
  }

  /// A word or a few, and what they mean, below one another. Where the words are long or the page
  /// is narrow, the meaning stands under them.
  mutating func table(_ rows: [(name: String, meaning: String)], indent: Int = 2) {
    let widest = rows.map { DisplayWidth.of($0.name) }.max() ?? 0
    let column = min(widest, max(15, min(24, width / 3)))
    for (name, meaning) in rows {
      let room = width - indent - column - 2
      if DisplayWidth.of(name) <= column, room >= 16 {
        let body = Self.wrapped(meaning, width: room)
        for (i, line) in body.enumerated() {
          let head = i == 0 ? name : ""
          lines.append(
            (Self.blanks(indent) + head + Self.blanks(column - DisplayWidth.of(head) + 2) + line)
              .trimmedRight)
        }
        if body.isEmpty { lines.append(Self.blanks(indent) + name) }
      } else {
        lines += Self.wrapped(name, width: width, indent: indent, hanging: 2)
        lines += Self.wrapped(meaning, width: width, indent: indent + 4)
      }
    }
  }

  /// One line for each row: a meaning that is too long is cut.
  mutating func list(_ rows: [(name: String, meaning: String)], indent: Int = 2) {
    let column = min(rows.map { DisplayWidth.of($0.name) }.max() ?? 0, width / 2)
    for (name, meaning) in rows {
      let gap = Self.blanks(max(column - DisplayWidth.of(name), 0) + 2)
      let line = DisplayWidth.shortened(
        Self.blanks(indent) + name + gap + meaning, to: width)
      lines.append(line.trimmedRight)
    }
  }

  /// Lines as they are, each cut to the page.
  mutating func verbatim(_ rows: [String], indent: Int = 0) {
    for row in rows {
      lines.append(DisplayWidth.shortened(Self.blanks(indent) + row, to: width).trimmedRight)
    }
  }

  // MARK: Parts of a text

  enum Part {
    case paragraph(String)
    /// A line that stays one: a formula, or, with two blanks in it, a word and its meaning.
    case line(String)
    case gap
  }

  /// What details are made of.
  static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var open = ""
    func close() {
      if !open.isEmpty { parts.append(.paragraph(open)) }
      open = ""
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy({ $0 == " " }) {
        close()
        parts.append(.gap)
      } else if line.first == " " {
        close()
        parts.append(.line(String(line).trimmed))
      } else {
        open += (open.isEmpty ? "" : " ") + line
      }
    }
    close()
    return parts
  }

  /// The words of a text in lines of at most `width` columns. A word that is longer is cut.
  static func wrapped(
    _ text: String, width: Int, indent: Int = 0, hanging: Int = 0
  ) -> [String] {
    var lines: [String] = []
    var (line, used) = ("", 0)
    func margin() -> Int { lines.isEmpty ? indent : indent + hanging }
    for word in text.split(separator: " ") {
      var rest = word
      while true {
        let need = DisplayWidth.of(String(rest))
        let start = used == 0 ? margin() : used + 1
        if start + need <= width {
          line += used == 0 ? blanks(margin()) + rest : " " + rest
          used = start + need
          break
        }
        if used > 0 {
          lines.append(line)
          (line, used) = ("", 0)
        } else {
          let part = rest.prefix(max(width - margin(), 1))
          lines.append(blanks(margin()) + part)
          rest = rest.dropFirst(part.count)
          if rest.isEmpty { break }
        }
      }
    }
    if used > 0 { lines.append(line) }
    return lines
  }

  static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}
