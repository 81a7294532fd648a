import Catalog

/// A text with places where its lines may be broken.
struct Document {
  indirect enum Kind {
    case text(String)
    /// One after the other.
    case join([Document])
    /// Separated by blanks; a line is broken where the next part would not fit.
    case fill([Document])
    /// Separated by blanks if all fit on the line, otherwise each on a line of its own.
    case stack([Document])
    /// A loop: its header, then its body on lines of its own.
    case block(Document, Program)
  }

  let kind: Kind
  /// The columns it takes when it is not broken; of a loop, the header's.
  let width: Int
  /// It holds no loop, so it can stand on one line.
  let isFlat: Bool

  private init(_ kind: Kind, width: Int, isFlat: Bool) {
    self.kind = kind
    self.width = width
    self.isFlat = isFlat
  }

  static func text(_ text: String) -> Document {
    Document(.text(text), width: DisplayWidth.of(text), isFlat: true)
  }

  static func join(_ parts: Document...) -> Document {
    Document(
      .join(parts), width: parts.reduce(0) { $0 + $1.width }, isFlat: parts.allSatisfy(\.isFlat))
  }

  static func fill(_ parts: [Document]) -> Document { spaced(parts, Kind.fill) }

  static func stack(_ parts: [Document]) -> Document { spaced(parts, Kind.stack) }

  static func block(_ header: Document, _ body: Program) -> Document {
    Document(.block(header, body), width: header.width + 2, isFlat: false)
  }

  private static func spaced(_ parts: [Document], _ kind: ([Document]) -> Kind) -> Document {
    if let only = parts.first, parts.count == 1 { return only }
    let width = parts.reduce(max(0, parts.count - 1)) { $0 + $1.width }
    return Document(kind(parts), width: width, isFlat: parts.allSatisfy(\.isFlat))
  }

  /// Parts with a sign after each but the last: `a, b, c`.
  static func fill(_ parts: [Document], after sign: String) -> Document {
    fill(
      parts.enumerated().map { i, part in
        i < parts.count - 1 ? .join(part, .text(sign)) : part
      })
  }

  var inParentheses: Document { .join(.text("("), self, .text(")")) }
}

/// Writes documents into lines.
struct Writer {
  /// The columns to stay within, where lines can be broken.
  let limit: Int
  private(set) var text = ""
  private var column = 0

  init(limit: Int) { self.limit = limit }

  mutating func newline(_ indent: Int) {
    text += "\n" + String(repeating: " ", count: indent)
    column = indent
  }

  mutating func write(_ string: String) {
    text += string
    column += DisplayWidth.of(string)
  }

  /// - Parameter indent: where the line begins that this stands on.
  mutating func write(_ document: Document, indent: Int) {
    switch document.kind {
    case .text(let string):
      text += string
      column += document.width
    case .join(let parts):
      for part in parts { write(part, indent: indent) }
    case .fill(let parts): write(parts, of: document, indent: indent, together: false)
    case .stack(let parts): write(parts, of: document, indent: indent, together: true)
    case .block(let header, let body):
      write(header, indent: indent)
      write(" {")
      if !body.statements.isEmpty || !body.closing.isEmpty { newline(indent + 2) }
      write(body, indent: indent + 2)
      newline(indent)
      write("}")
    }
  }

  private mutating func write(
    _ parts: [Document], of whole: Document, indent: Int, together: Bool
  ) {
    let fits = whole.isFlat && column + whole.width <= limit
    for (i, part) in parts.enumerated() {
      if i > 0 {
        if fits || (!together && column + 1 + part.width <= limit) {
          write(" ")
        } else {
          newline(indent + 2)
        }
      }
      write(part, indent: fits ? indent : indent + 2)
    }
  }

  /// Statements, each on its line, with comments above and results below.
  mutating func write(_ program: Program, indent: Int) {
    for (i, statement) in program.statements.enumerated() {
      if i > 0 { newline(indent) }
      write(statement, indent: indent)
    }
    for (i, comment) in program.closing.enumerated() {
      if i > 0 || !program.statements.isEmpty { newline(indent) }
      write(mark("#", comment))
    }
  }

  mutating func write(_ statement: Statement, indent: Int) {
    for comment in statement.comments {
      write(mark("#", comment))
      newline(indent)
    }
    write(Printer.document(statement), indent: indent)
    for result in statement.results {
      newline(indent)
      write(mark("#=", result))
    }
  }

  private func mark(_ sign: String, _ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      if scalar == "\n", line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
      line.unicodeScalars.append(scalar == "\n" ? " " : scalar)
    }
    return line.isEmpty ? sign : "\(sign) \(line)"
  }
}
