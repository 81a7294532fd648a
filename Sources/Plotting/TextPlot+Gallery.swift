import Catalog

extension TextPlot {
  /// Pictures side by side, as many in a row as fit, each under its caption.
  func gallery(_ pictures: [Picture], _ figure: Figure) -> [String] {
    guard !pictures.isEmpty else { return figure.notes.flatMap(wrapped) }
    // At least five in a row where each can still be recognised.
    let room = min(max(width / 5 - 2, 10), width)
    let drawn = pictures.map { (caption: $0.caption, lines: drawing($0, width: room)) }
    let widths = drawn.map { $0.lines.columns }
    let widest = max(
      widths.max() ?? 0, min(drawn.map { DisplayWidth.of($0.caption) }.max() ?? 0, room))
    let perRow = max(1, (width + 2) / (widest + 2))
    var lines: [String] = []
    if !figure.title.isEmpty { lines.append(centred(figure.title, in: width, from: 0)) }
    for start in stride(from: 0, to: drawn.count, by: perRow) {
      let row = drawn[start..<min(start + perRow, drawn.count)]
      if start > 0 { lines.append("") }
      lines.append(
        Self.beside(
          row.map { (cut($0.caption, to: widest), min(DisplayWidth.of($0.caption), widest)) },
          widest))
      for k in 0..<(row.map { $0.lines.text.count }.max() ?? 0) {
        lines.append(
          Self.beside(
            row.map { one in
              k < one.lines.text.count ? (one.lines.text[k], one.lines.columns) : ("", 0)
            }, widest))
      }
    }
    if figure.notes.isEmpty, pictures.contains(where: { $0.values.contains { !$0.isFinite } }) {
      lines += wrapped("note: not every value is finite")
    }
    return lines.map(Self.withoutBlanks)
  }

  /// The lines of one picture at most that wide: reduced by whole steps, or enlarged when small.
  public func drawing(_ picture: Picture, width: Int) -> (text: [String], columns: Int) {
    guard picture.rows > 0, picture.columns > 0 else { return ([], 0) }
    if picture.rows == 1 { return vector(picture, width: width) }
    if ink.pixelsPerLine == 1, picture.columns <= 16 {
      // Of few pixels none is to be lost: they are twice as wide as a character.
      return (picture.pixels().enlarged(wide: 2, tall: 1).lines(ink), picture.columns * 2)
    }
    let step = max(1, (picture.columns + width - 1) / width)
    // A character is twice as high as wide; half a block is a square.
    var grid = picture.pixels(wide: step, tall: step * 2 / ink.pixelsPerLine)
    let times = max(1, width / 2 / max(grid.columns, grid.rows * 2 / ink.pixelsPerLine))
    if times > 1 {
      grid = picture.pixels().enlarged(wide: times, tall: max(1, times * ink.pixelsPerLine / 2))
    }
    return (grid.lines(ink), grid.columns)
  }

  /// A row of numbers, which goes on in the next line.
  private func vector(_ picture: Picture, width: Int) -> (text: [String], columns: Int) {
    let pixels = picture.pixels()
    let columns = min(picture.columns, width)
    var grid = PixelGrid(columns: columns, rows: (picture.columns + columns - 1) / columns)
    for k in 0..<picture.columns { grid[k / columns, k % columns] = pixels[0, k] }
    return (grid.enlarged(wide: 1, tall: ink.pixelsPerLine).lines(ink), columns)
  }

  private static func beside(_ pieces: [(text: String, columns: Int)], _ width: Int) -> String {
    pieces.map { $0.text + String(repeating: " ", count: max(0, width - $0.columns) + 2) }.joined()
  }
}
