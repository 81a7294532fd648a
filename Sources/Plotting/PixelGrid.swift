/// Pixels, as lines of characters.
struct PixelGrid {
  enum Pixel: Equatable {
    /// The paper.
    case blank
    /// How light it is, and its colour.
    case shade(Double, Colour)
    /// No number.
    case undefined

    var colour: Colour? {
      switch self {
      case .blank: nil
      case .shade(_, let colour): colour
      case .undefined: .undefined
      }
    }
  }

  let columns: Int
  let rows: Int
  private var pixels: [Pixel]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    pixels = Array(repeating: .blank, count: columns * rows)
  }

  subscript(row: Int, column: Int) -> Pixel {
    get { pixels[row * columns + column] }
    set { pixels[row * columns + column] = newValue }
  }

  /// Each pixel repeated.
  func enlarged(wide: Int, tall: Int) -> PixelGrid {
    guard wide > 1 || tall > 1 else { return self }
    var grid = PixelGrid(columns: columns * wide, rows: rows * tall)
    for i in 0..<grid.rows {
      for j in 0..<grid.columns { grid[i, j] = self[i / tall, j / wide] }
    }
    return grid
  }

  /// The lines, each as wide as the grid: two rows a line where the ink can, else one.
  func lines(_ ink: Ink) -> [String] {
    stride(from: 0, to: rows, by: ink.pixelsPerLine).map { row in
      ink.colour ? coloured(row, ink) : shaded(row, ink)
    }
  }

  private func shaded(_ row: Int, _ ink: Ink) -> String {
    String(
      (0..<columns).map { column -> Character in
        switch self[row, column] {
        case .blank: " "
        case .shade(let share, _): ink.shade(share)
        case .undefined: "?"
        }
      })
  }

  private func coloured(_ row: Int, _ ink: Ink) -> String {
    var line = ""
    var state = ""
    for column in 0..<columns {
      let upper = self[row, column].colour
      let lower =
        ink.pixelsPerLine == 1 ? upper : row + 1 < rows ? self[row + 1, column].colour : nil
      let (character, escapes): (Character, String) =
        switch (upper, lower) {
        case (nil, nil): (" ", "")
        case (let upper?, nil): ("▀", ink.foreground(upper))
        case (nil, let lower?): ("▄", ink.foreground(lower))
        case (let upper?, let lower?) where upper == lower: (" ", ink.background(upper))
        case (let upper?, let lower?): ("▀", ink.foreground(upper) + ink.background(lower))
        }
      if escapes != state {
        if !state.isEmpty { line += Ink.plain }
        line += escapes
        state = escapes
      }
      line.append(character)
    }
    return state.isEmpty ? line : line + Ink.plain
  }
}
