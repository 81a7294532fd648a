import Catalog

/// A text that was read, and where its lines are.
public struct SourceText: Sendable {
  /// The text itself; ranges are offsets into its UTF-8.
  public let text: String
  /// What its places are called by, the path of a script; nil at a prompt.
  public let name: String?
  /// The number of its first line.
  public let firstLine: Int

  private let bytes: [UInt8]
  /// The offset of each line's first byte.
  private let starts: [Int]

  /// - Parameters:
  ///   - name: the script's path; nil at a prompt.
  ///   - firstLine: the number of the first line, when the text is a part of a longer one.
  public init(_ text: String, name: String? = nil, firstLine: Int = 1) {
    self.text = text
    self.name = name
    self.firstLine = firstLine
    bytes = Array(text.utf8)
    var starts = [0]
    for (i, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(i + 1) }
    self.starts = starts
  }

  /// The line an offset is on and its display column, both counted from 1; wide characters count
  /// as two columns, combining marks as none, a tab as one.
  public func location(of offset: Int) -> (line: Int, column: Int) {
    let line = index(of: offset)
    return (firstLine + line, column(of: offset, on: line) + 1)
  }

  /// The range's source, as it is.
  public func source(_ range: SourceRange) -> String {
    let lower = max(0, min(range.lower, bytes.count))
    return String(decoding: bytes[lower..<max(lower, min(range.upper, bytes.count))], as: UTF8.self)
  }

  /// Which line, counted from 0, an offset is on.
  func index(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line, without its end.
  func bounds(ofLine line: Int) -> Range<Int> {
    var end = line + 1 < starts.count ? starts[line + 1] - 1 : bytes.count
    if end > starts[line], bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return starts[line]..<end
  }

  /// The characters of a line as a terminal may show them, each with its column.
  func cells(ofLine line: Int) -> [Cell] {
    var column = 0
    return String(decoding: bytes[bounds(ofLine: line)], as: UTF8.self).map { character in
      let shown = Cell(character, column: column)
      column += shown.width
      return shown
    }
  }

  /// The display column of an offset on its line, counted from 0.
  func column(of offset: Int, on line: Int) -> Int {
    let bounds = bounds(ofLine: line)
    let end = max(bounds.lowerBound, min(offset, bounds.upperBound))
    return String(decoding: bytes[bounds.lowerBound..<end], as: UTF8.self)
      .reduce(0) { $0 + Cell($1, column: 0).width }
  }
}

/// One character of a line, made safe for a terminal.
struct Cell {
  let text: String
  let width: Int
  let column: Int

  /// Control and invisible characters get a visible stand-in, so that a file cannot drive the
  /// terminal and the caret has something to point at.
  init(_ character: Character, column: Int) {
    self.column = column
    let first = character.unicodeScalars.first ?? " "
    if character.utf8.count == 1, first.value >= 0x20, first.value < 0x7F {
      text = String(character)
      width = 1
      return
    }
    switch first.properties.generalCategory {
    case .control where first.value < 0x20 && first != "\t":
      text = String(Unicode.Scalar(0x2400 + first.value) ?? "�")
      width = 1
    case .control where first == "\t":
      text = " "
      width = 1
    case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator:
      text = "�"
      width = 1
    default:
      text = String(character)
      width = DisplayWidth.of(character)
    }
  }

  /// A text of several lines in the same safe form.
  static func safe(_ text: String) -> String {
    text.map { $0.isNewline ? "\n" : Cell($0, column: 0).text }.joined()
  }
}
