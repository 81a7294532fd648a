import Catalog

extension TextPlot {
  /// Cells as coloured or shaded blocks, with their axes and a scale of the values.
  func heatMap(_ map: HeatMap, _ figure: Figure) -> [String] {
    guard let range = map.range else { return map.notes.flatMap { wrapped($0) } }
    let scale = Scale(range, isLogarithmic: map.isLogarithmic)
    let rowNames = map.rows.labels
    let margin =
      min(rowNames.reduce(0) { max($0, DisplayWidth.of($1)) }, max(width / 3, 6)) + 2
    let room = width - margin

    var lines: [String] = []
    if !figure.title.isEmpty { lines.append(centred(figure.title, in: width, from: 0)) }
    if !figure.yLabel.isEmpty { lines.append(cut(figure.yLabel, to: width)) }
    let block: Block
    if map.isMatrix {
      block = matrix(map, scale, room: room)
    } else {
      block = written(map, scale, room: room) ?? table(map, scale, room: room)
    }
    lines += framed(block.lines, block.rowLabels.mapValues { cut($0, to: margin - 2) }, margin: margin)
    lines += below(
      block.columnLabels.map { ($0.column, cut($0.text, to: room)) }, columns: block.columns,
      margin: margin, name: "")
    // Narrow maps have wide names.
    if !figure.xLabel.isEmpty {
      let name = cut(figure.xLabel, to: width)
      let start = margin + (block.columns - DisplayWidth.of(name)) / 2
      lines.append(
        String(repeating: " ", count: max(0, min(start, width - DisplayWidth.of(name)))) + name)
    }
    lines += bar(scale, map.valueLabel, columns: min(max(room, 16), 44))
    let undefined = map.values.contains { !map.isShown($0) }
    let notes = map.notes.map { undefined ? "\($0): \(undefinedMark)" : $0 }
    lines += [block.remark, scale.isFlat ? "all cells are the same" : nil].compactMap { $0 }
      .flatMap { wrapped($0) }
    return lines + notes.flatMap { wrapped("note: \($0)") }
  }

  /// How a value without a colour is seen.
  private var undefinedMark: String {
    let block = ink.ascii ? " " : "█"
    return !ink.colour
      ? "?" : ink.ascii
        ? ink.background(.undefined) + block + Ink.plain
        : ink.foreground(.undefined) + block + Ink.plain
  }

  /// From values to shares of their range.
  struct Scale {
    let axis: Axis
    let low: Double
    let high: Double
    let isLogarithmic: Bool
    var isFlat: Bool { !(low < high) }

    init(_ range: ClosedRange<Double>, isLogarithmic: Bool) {
      (low, high) = (range.lowerBound, range.upperBound)
      self.isLogarithmic = isLogarithmic
      axis = Axis(covering: range, logarithmic: isLogarithmic, ticks: 4, rounded: false)
    }

    /// Of the range of the values themselves, not of the axis's.
    func share(_ value: Double) -> Double {
      guard !isFlat else { return 0.5 }
      let (a, b) = (axis.position(low), axis.position(high))
      return b > a ? min(max((axis.position(value) - a) / (b - a), 0), 1) : 0.5
    }

    func pixel(_ value: Double) -> PixelGrid.Pixel {
      guard value.isFinite, !(isLogarithmic && value <= 0) else { return .undefined }
      let share = share(value)
      return .shade(share, .viridis(share))
    }
  }

  /// The cells, and what stands beside them.
  private struct Block {
    var lines: [String]
    var columns: Int
    var rowLabels: [Int: String] = [:]
    var columnLabels: [(column: Int, text: String)] = []
    var remark: String?
  }

  // MARK: A matrix

  /// Cells as high as wide, enlarged or averaged to fit; a character is twice as high as wide.
  private func matrix(_ map: HeatMap, _ scale: Scale, room: Int) -> Block {
    let most = asked ?? 20
    // In pixels one column wide and half a line high.
    let times = min(room / map.columnCount, 2 * most / map.rowCount)
    var (wide, tall, columns, rows) = (1, 1, map.columnCount, map.rowCount)
    if times >= 1 {
      // A line is one pixel or two; with one, a cell of odd height is a little flatter.
      wide = times
      tall = ink.pixelsPerLine == 2 ? times : max(1, times / 2)
      if ink.pixelsPerLine == 1, times == 1 { rows = (rows + 1) / 2 }
    } else {
      let shrink = max(
        Double(map.columnCount) / Double(room), Double(map.rowCount) / Double(2 * most))
      columns = max(1, Int((Double(map.columnCount) / shrink).rounded(.down)))
      rows = max(1, Int((Double(map.rowCount) / shrink).rounded(.down)))
      if ink.pixelsPerLine == 1 { rows = (rows + 1) / 2 }
    }
    var grid = PixelGrid(columns: columns, rows: rows)
    for (k, value) in map.averaged(rows: rows, columns: columns).enumerated() {
      grid[k / columns, k % columns] = scale.pixel(value)
    }
    grid = grid.enlarged(wide: wide, tall: tall)
    var block = Block(lines: grid.lines(ink), columns: grid.columns)
    let (rowTotal, columnTotal) = (map.rows.count, map.columns.count)
    for (place, label) in ticks(rowTotal, most: max(block.lines.count / 3, 2)) {
      block.rowLabels[Int((place + 0.5) / Double(rowTotal) * Double(block.lines.count))] = label
    }
    block.columnLabels = ticks(columnTotal, most: max(grid.columns / 8, 2)).map {
      (Int(($0.place + 0.5) / Double(columnTotal) * Double(grid.columns)), $0.label)
    }
    if rows < rowTotal || columns < columnTotal {
      let each = [(rowTotal, rows), (columnTotal, columns)].map { total, cells in
        total % cells == 0 ? "\(total / cells)" : "about \(short(Double(total) / Double(cells)))"
      }
      block.remark =
        "\(rowTotal) x \(columnTotal), each block the mean of \(each[0]) x "
        + each[1].replacing("about ", with: "")
    }
    return block
  }

  /// Places of counted rows or columns that get a label.
  private func ticks(_ count: Int, most: Int) -> [(place: Double, label: String)] {
    guard count > 1 else { return [(0, "0")] }
    let axis = Axis(
      covering: 0...Double(count - 1), logarithmic: false, ticks: most, rounded: false, whole: true)
    return axis.ticks.map { ($0.value, $0.label) }
  }

  // MARK: A table

  /// Each cell with its number in it; nil where that does not fit.
  private func written(_ map: HeatMap, _ scale: Scale, room: Int) -> Block? {
    guard map.rowCount <= (asked ?? 24) else { return nil }
    let numbers = map.values.map { $0.isFinite ? short($0) : $0.isNaN ? "" : "\($0)" }
    let names = map.columns.labels.map { DisplayWidth.of($0) }.max() ?? 0
    let longest = numbers.map(\.count).max() ?? 0
    let cell = min(max(names + 1, longest + 4), room / map.columnCount)
    guard cell >= longest + (ink.colour ? 2 : 4) else { return nil }
    var block = Block(lines: [], columns: cell * map.columnCount)
    for line in 0..<map.rowCount {
      let row = map.startsBelow ? map.rowCount - 1 - line : line
      block.rowLabels[line] = map.rows.labels[row]
      block.lines.append(
        (0..<map.columnCount).map { column in
          let place = row * map.columnCount + column
          return self.cell(
            numbers[place], scale.pixel(map.values[place]), width: cell)
        }.joined())
    }
    block.columnLabels = columnNames(map, cell)
    return block
  }

  private func cell(_ number: String, _ pixel: PixelGrid.Pixel, width: Int) -> String {
    let left = (width - number.count) / 2
    let right = width - number.count - left
    func blanks(_ count: Int, _ character: Character = " ") -> String {
      String(repeating: character, count: max(0, count))
    }
    guard ink.colour, let colour = pixel.colour else {
      guard case .shade(let share, _) = pixel else {
        return blanks(width / 2) + "?" + blanks(width - width / 2 - 1)
      }
      // A number is read on plain paper, between two pieces of its shade.
      let shade = ink.shade(share)
      return blanks(left - 1, shade) + " " + number + " " + blanks(right - 2, shade) + " "
    }
    let text = ink.foreground(colour.isLight ? Colour(0, 0, 0) : Colour(255, 255, 255))
    return ink.background(colour) + text + blanks(left) + number + blanks(right) + Ink.plain
  }

  /// Cells without their numbers, as wide as there is room for.
  private func table(_ map: HeatMap, _ scale: Scale, room: Int) -> Block {
    let most = asked ?? 20
    let columns = min(map.columnCount, room)
    let rows = min(map.rowCount, most * ink.pixelsPerLine)
    let wide = max(1, min(room / columns, 12))
    var grid = PixelGrid(columns: columns, rows: rows)
    for (k, value) in map.averaged(rows: rows, columns: columns).enumerated() {
      let row = map.startsBelow ? rows - 1 - k / columns : k / columns
      grid[row, k % columns] = scale.pixel(value)
    }
    // A line for each row where there are lines enough.
    let tall = ink.pixelsPerLine == 2 && rows <= most ? 2 : 1
    grid = grid.enlarged(wide: wide, tall: tall)
    var block = Block(lines: grid.lines(ink), columns: grid.columns)
    for row in 0..<map.rowCount where map.rows.labels.count == map.rowCount {
      let place = map.startsBelow ? map.rowCount - 1 - row : row
      let line = Int((Double(place) + 0.5) / Double(map.rowCount) * Double(block.lines.count))
      if block.rowLabels[line] == nil { block.rowLabels[line] = map.rows.labels[row] }
    }
    if case .counted(let count) = map.columns {
      block.columnLabels = ticks(count, most: max(grid.columns / 8, 2)).map {
        (Int(($0.place + 0.5) / Double(count) * Double(grid.columns)), $0.label)
      }
    } else if columns == map.columnCount {
      block.columnLabels = columnNames(map, wide)
    }
    if rows < map.rowCount || columns < map.columnCount {
      block.remark =
        "\(map.rowCount) x \(map.columnCount) cells, averaged to \(rows) x \(columns)"
    }
    return block
  }

  private func columnNames(_ map: HeatMap, _ cell: Int) -> [(column: Int, text: String)] {
    if case .counted(let count) = map.columns {
      return (0..<count).map { (($0 * cell) + (cell - 1) / 2, "\($0)") }
    }
    return map.columns.labels.enumerated().map { ($0 * cell + (cell - 1) / 2, $1) }
  }

  // MARK: The scale

  /// A bar of all colours, with numbers below.
  private func bar(_ scale: Scale, _ label: String, columns: Int) -> [String] {
    guard !scale.isFlat else {
      return [cut("  \(label.isEmpty ? "" : "\(label): ")\(short(scale.low))", to: width)]
    }
    let label = cut(label, to: width / 3)
    let margin = label.isEmpty ? 2 : DisplayWidth.of(label) + 3
    let columns = max(8, min(columns, width - margin - 1))
    var grid = PixelGrid(columns: columns, rows: ink.pixelsPerLine)
    for column in 0..<columns {
      let share = Double(column) / Double(columns - 1)
      for row in 0..<grid.rows { grid[row, column] = .shade(share, .viridis(share)) }
    }
    let numbers = Axis(
      covering: scale.low...scale.high, logarithmic: scale.isLogarithmic,
      ticks: max(2, columns / 9), rounded: false)
    let line = placed(
      numbers.ticks.filter { scale.low <= $0.value && $0.value <= scale.high }.map { tick in
        (Int((scale.share(tick.value) * Double(columns - 1)).rounded()), tick.label)
      }, in: width, from: margin)
    let bar = grid.lines(ink)[0]
    return [(label.isEmpty ? "  " : "  \(label) ") + bar, line]
  }
}

extension HeatMap.Places {
  /// How many there are.
  var count: Int {
    switch self {
    case .counted(let count): count
    case .named(let names): names.count
    }
  }

  /// The names, or the greatest number.
  var labels: [String] {
    switch self {
    case .counted(let count): ["\(max(count - 1, 0))"]
    case .named(let names): names
    }
  }
}
