import Catalog

/// The lines of an entry, for moving the cursor between them. Offsets are in UTF-8.
struct Lines {
  private let bytes: [UInt8]
  /// Where each line begins.
  private let starts: [Int]

  init(_ text: String) {
    let bytes = Array(text.utf8)
    starts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    self.bytes = bytes
  }

  /// The same column one line above, or at that line's end; nil in the first line.
  func above(_ cursor: Int) -> Int? { moved(cursor, by: -1) }

  /// The same column one line below; nil in the last line.
  func below(_ cursor: Int) -> Int? { moved(cursor, by: 1) }

  /// Where the line of an offset begins.
  func start(of offset: Int) -> Int { starts.last { $0 <= offset } ?? 0 }

  /// Where the line of an offset ends.
  func end(of offset: Int) -> Int { starts.first { $0 > offset }.map { $0 - 1 } ?? bytes.count }

  /// Whether an offset's line has two blanks or more before it, and nothing else.
  func isIndented(_ offset: Int) -> Bool {
    let start = start(of: offset)
    return start > 0 && offset - start >= 2
      && bytes[start..<offset].allSatisfy { $0 == UInt8(ascii: " ") }
  }

  /// The screen row of an offset, the first being 0, when `margin` columns are taken in the first.
  func row(of offset: Int, width: Int, margin: Int) -> Int {
    var (row, column) = (0, margin)
    for character in String(decoding: bytes[..<offset], as: UTF8.self) {
      if character == "\n" {
        (row, column) = (row + 1, 0)
        continue
      }
      let taken = DisplayWidth.of(character)
      column += taken
      // A wide character that does not fit goes to the next row whole.
      if column >= width { (row, column) = (row + 1, column > width ? taken : 0) }
    }
    return row
  }

  /// The screen row in which the entry ends.
  func lastRow(width: Int, margin: Int) -> Int {
    row(of: bytes.count, width: width, margin: margin)
  }

  private func moved(_ cursor: Int, by step: Int) -> Int? {
    let line = (starts.lastIndex { $0 <= cursor } ?? 0)
    guard starts.indices.contains(line + step) else { return nil }
    let column = scalars(in: starts[line]..<cursor)
    let end = line + step + 1 < starts.count ? starts[line + step + 1] - 1 : bytes.count
    var place = starts[line + step]
    while place < end, scalars(in: starts[line + step]..<place + 1) <= column { place += 1 }
    return place
  }

  private func scalars(in range: Range<Int>) -> Int {
    bytes[range].count { $0 & 0xC0 != 0x80 }
  }
}
