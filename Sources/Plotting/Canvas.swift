/// A grid of character cells, each of 2 × 4 dots (braille) or one mark.
struct Canvas {
  let columns: Int
  let rows: Int
  private var dots: [UInt8]
  private var marks: [Character?]
  /// The series that drew last in a cell; −1 for none.
  private var owners: [Int]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    dots = Array(repeating: 0, count: columns * rows)
    marks = Array(repeating: nil, count: columns * rows)
    owners = Array(repeating: -1, count: columns * rows)
  }

  var dotColumns: Int { columns * 2 }
  var dotRows: Int { rows * 4 }

  /// Sets one dot; (0, 0) is the lower left one. What lies outside is not drawn.
  mutating func dot(_ x: Int, _ y: Int, _ series: Int) {
    guard x >= 0, x < dotColumns, y >= 0, y < dotRows else { return }
    let down = dotRows - 1 - y
    let cell = down / 4 * columns + x / 2
    dots[cell] |= Self.bits[down % 4][x % 2]
    owners[cell] = series
  }

  /// A straight line of dots (Bresenham).
  mutating func line(from a: (x: Int, y: Int), to b: (x: Int, y: Int), _ series: Int) {
    let (dx, dy) = (abs(b.x - a.x), -abs(b.y - a.y))
    let (stepX, stepY) = (a.x < b.x ? 1 : -1, a.y < b.y ? 1 : -1)
    var (x, y, error) = (a.x, a.y, dx + dy)
    while true {
      dot(x, y, series)
      if x == b.x && y == b.y { return }
      let doubled = 2 * error
      if doubled >= dy { (error, x) = (error + dy, x + stepX) }
      if doubled <= dx { (error, y) = (error + dx, y + stepY) }
    }
  }

  /// Puts a character over the dots of a cell; row 0 is the lowest.
  mutating func mark(_ column: Int, _ row: Int, _ character: Character, _ series: Int) {
    guard column >= 0, column < columns, row >= 0, row < rows else { return }
    let cell = (rows - 1 - row) * columns + column
    marks[cell] = character
    owners[cell] = series
  }

  /// The lines from top to bottom; `paint` colours a piece of one series.
  func lines(ascii: Bool, paint: (String, Int) -> String) -> [String] {
    (0..<rows).map { row in
      var line = ""
      var piece = ""
      var owner = -1
      for cell in (row * columns)..<((row + 1) * columns) {
        let character = marks[cell] ?? Self.character(dots[cell], ascii: ascii)
        // Blanks take any colour, so they never end a piece.
        if character != " ", owners[cell] != owner {
          line += owner < 0 ? piece : paint(piece, owner)
          piece = ""
          owner = owners[cell]
        }
        piece.append(character)
      }
      let end = piece.lastIndex { $0 != " " }.map { piece[...$0] } ?? ""
      return line + (owner < 0 || end.isEmpty ? String(end) : paint(String(end), owner))
    }
  }

  /// Braille's dots by row and column (Unicode, “Braille Patterns”).
  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  private static func character(_ dots: UInt8, ascii: Bool) -> Character {
    guard dots != 0 else { return " " }
    guard ascii else { return Unicode.Scalar(0x2800 + UInt32(dots)).map(Character.init) ?? " " }
    switch (dots & 0x09 != 0, dots & 0xC0 != 0) {
    case (true, true): return "|"
    case (true, false): return "'"
    case (false, true): return "."
    case (false, false): return "-"
    }
  }
}
