/// What a terminal shows: the few control sequences that line editors use, on rows without end.
public struct Screen {
  private var columns: Int
  private var rows: [[Unicode.Scalar]] = [[]]
  /// Where the next character goes; a full row wraps only when one comes.
  private var (row, column) = (0, 0)
  private var pending: [Unicode.Scalar] = []

  /// An empty screen of that width.
  public init(columns: Int) { self.columns = columns }

  /// The rows from the top, without blanks at their ends.
  public var lines: [String] {
    rows.map { row in
      let end = row.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0
      return String(String.UnicodeScalarView(row[..<end]))
    }
  }

  /// The row the cursor is in.
  public var cursorRow: Int { row }

  /// The column the cursor is in.
  public var cursorColumn: Int { min(column, columns - 1) }

  /// Gives the window another width; what is shown stays, as on a terminal that does not reflow.
  public mutating func resize(columns: Int) { self.columns = columns }

  /// Shows what a program wrote.
  public mutating func show(_ text: String) {
    for scalar in text.unicodeScalars { show(scalar) }
  }

  private mutating func show(_ scalar: Unicode.Scalar) {
    if !pending.isEmpty {
      pending.append(scalar)
      // ESC [ … letter, or ESC and one character.
      if pending.count == 2, scalar != "[" { pending = [] }
      if pending.count > 2, (0x40...0x7E).contains(scalar.value) {
        control(scalar, String(String.UnicodeScalarView(pending[2..<(pending.count - 1)])))
        pending = []
      }
      return
    }
    switch scalar {
    case "\u{1B}": pending = [scalar]
    case "\r": column = 0
    case "\n": move(to: row + 1)
    case "\u{8}": column = max(column - 1, 0)
    case "\u{7}": break
    default: put(scalar)
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if column >= columns {
      column = 0
      move(to: row + 1)
    }
    while rows[row].count <= column { rows[row].append(" ") }
    rows[row][column] = scalar
    column += 1
  }

  private mutating func move(to target: Int) {
    row = max(target, 0)
    while rows.count <= row { rows.append([]) }
  }

  private mutating func control(_ letter: Unicode.Scalar, _ parameters: String) {
    let count = max(Int(parameters) ?? 1, 1)
    switch letter {
    case "A": move(to: row - count)
    case "B": move(to: row + count)
    case "C": column = min(column + count, columns - 1)
    case "D": column = max(min(column, columns - 1) - count, 0)
    case "G": column = min(count, columns) - 1
    case "K": rows[row] = Array(rows[row].prefix(column))
    case "J":
      rows[row] = Array(rows[row].prefix(column))
      for below in rows.indices where below > row { rows[below] = [] }
    case "P":
      let end = min(column + count, rows[row].count)
      if column < end { rows[row].removeSubrange(column..<end) }
    case "@":
      while rows[row].count < column { rows[row].append(" ") }
      rows[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
    default: break  // colours and modes
    }
  }
}
