import Catalog

extension TextPlot {
  /// Cells as coloured or shaded blocks, with their axes and a scale of the values.
  func heatMap(_ map: HeatMap, _ figure: Figure) -> [String] {
    let rowNames = map.rows.labels
    let longest = rowNames.reduce(0) { max($0, DisplayWidth.of($1)) }
    let margin = min(longest, max(width / 3, 6)) + 2
    let room = width - margin
    let fitted = fitted(map, room: room)
    // What is seen has the whole range of colours.
    guard let range = fitted.map.range else { return map.notes.flatMap { wrapped($0) } }
    let scale = Scale(range, isLogarithmic: map.isLogarithmic)

    var lines: [String] = []
    if !figure.title.isEmpty { lines.append(centred(figure.title, in: width, from: 0)) }
    if !figure.yLabel.isEmpty { lines.append(cut(figure.yLabel, to: width)) }
    let block = fitted.cell.map { written(map, scale, cell: $0) } ?? blocks(fitted, of: map, scale)
    lines += framed(
      block.lines.map { $0.last == " " ? Self.withoutBlanks($0) : $0 },
      block.rowLabels.mapValues { cut($0, to: margin - 2) }, margin: margin)
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
    if let remark = fitted.remark { lines += wrapped(remark) }
    let undefined = map.values.contains { !map.isShown($0) }
    for note in map.notes {
      guard undefined else {
        lines += wrapped("note: \(note)")
        continue
      }
      lines += wrapped("note: \(note): ?")
      lines.append((lines.popLast() ?? "").dropLast() + undefinedMark)
    }
    return lines
  }

  static func withoutBlanks(_ line: String) -> String {
    line.lastIndex { $0 != " " }.map { String(line[...$0]) } ?? ""
  }

  /// How a value without a colour is seen.
  private var undefinedMark: String {
    let block = ink.ascii ? " " : "█"
    return !ink.colour
      ? "?"
      : ink.ascii
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
  }

  /// A map made to fit, and how many characters and pixel rows a cell takes.
  private struct Fitted {
    var map: HeatMap
    var wide = 1
    var tall = 1
    /// The width of cells with their numbers written in them; nil for cells without.
    var cell: Int?
    var remark: String?
  }

  private func fitted(_ map: HeatMap, room: Int) -> Fitted {
    if !map.isMatrix, let cell = numberWidth(map, room: room) {
      return Fitted(map: map, cell: cell)
    }
    let most = asked ?? 20
    var (columns, rows) = (map.columnCount, map.rowCount)
    var fitted = Fitted(map: map)
    if map.isMatrix {
      // Cells as high as wide: in pixels one column wide and half a line high.
      let times = min(room / columns, 2 * most / rows)
      if times >= 1 {
        // A line is one pixel or two; with one, a cell of odd height is a little flatter.
        fitted.wide = times
        fitted.tall = ink.pixelsPerLine == 2 ? times : max(1, times / 2)
        if ink.pixelsPerLine == 1, times == 1 { rows = (rows + 1) / 2 }
      } else {
        let shrink = max(Double(columns) / Double(room), Double(rows) / Double(2 * most))
        columns = max(1, Int((Double(columns) / shrink).rounded(.down)))
        rows = max(1, Int((Double(rows) / shrink).rounded(.down)))
        if ink.pixelsPerLine == 1 { rows = (rows + 1) / 2 }
      }
    } else {
      columns = min(columns, room)
      rows = min(rows, most * ink.pixelsPerLine)
      fitted.wide = max(1, min(room / columns, 12))
      // A line for each row where there are lines enough.
      fitted.tall = ink.pixelsPerLine == 2 && rows <= most ? 2 : 1
    }
    fitted.map = map.averaged(rows: rows, columns: columns)
    let (height, width) = (map.rows.count, map.columns.count)
    if rows < height || columns < width {
      let about = height % rows == 0 && width % columns == 0 ? "" : "about "
      let each = [(height, rows), (width, columns)].map { short(Double($0) / Double($1)) }
      fitted.remark =
        "\(height) x \(width), each block the mean of \(about)\(each[0]) x \(each[1])"
    }
    return fitted
  }

  /// Cells without numbers.
  private func blocks(_ fitted: Fitted, of map: HeatMap, _ scale: Scale) -> Block {
    let (rows, columns) = (fitted.map.rowCount, fitted.map.columnCount)
    var grid = PixelGrid(columns: columns, rows: rows)
    for (k, value) in fitted.map.values.enumerated() {
      grid[map.startsBelow ? rows - 1 - k / columns : k / columns, k % columns] = scale.pixel(value)
    }
    grid = grid.enlarged(wide: fitted.wide, tall: fitted.tall)
    var block = Block(lines: grid.lines(ink), columns: grid.columns)
    let height = Double(block.lines.count)
    let (rowTotal, columnTotal) = (map.rows.count, map.columns.count)
    for (place, label) in ticks(map.rows, most: max(block.lines.count / 3, 2)) {
      let share = (place + 0.5) / Double(rowTotal)
      let line = Int((map.startsBelow ? 1 - share : share) * height)
      if block.rowLabels[line] == nil { block.rowLabels[line] = label }
    }
    block.columnLabels = ticks(map.columns, most: max(grid.columns / 8, 2)).map {
      (Int(($0.place + 0.5) / Double(columnTotal) * Double(grid.columns)), $0.label)
    }
    return block
  }

  /// Places of rows or columns that get a label: all names, and round numbers.
  private func ticks(
    _ places: HeatMap.Places, most: Int
  ) -> [(place: Double, label: String)] {
    switch places {
    case .named(let names): return names.enumerated().map { (Double($0), $1) }
    case .counted(let count):
      guard count > 1 else { return [(0, "0")] }
      let axis = Axis(
        covering: 0...Double(count - 1), logarithmic: false, ticks: most, rounded: false,
        whole: true)
      return axis.ticks.map { ($0.value, $0.label) }
    }
  }

  // MARK: Cells with numbers

  private func numbers(_ map: HeatMap) -> [String] {
    map.values.map { $0.isFinite ? short($0) : $0.isNaN ? "" : "\($0)" }
  }

  /// How wide cells are that hold their numbers; nil where those do not fit.
  private func numberWidth(_ map: HeatMap, room: Int) -> Int? {
    guard map.rowCount <= (asked ?? 24), map.columnCount <= room else { return nil }
    var names = 0
    if case .named(let all) = map.columns { names = all.map { DisplayWidth.of($0) }.max() ?? 0 }
    let longest = numbers(map).map(\.count).max() ?? 0
    let cell = min(max(names + 1, longest + 4), room / map.columnCount)
    return cell >= longest + (ink.colour ? 2 : 4) ? cell : nil
  }

  /// Each cell with its number in it.
  private func written(_ map: HeatMap, _ scale: Scale, cell: Int) -> Block {
    let numbers = numbers(map)
    var block = Block(lines: [], columns: cell * map.columnCount)
    for line in 0..<map.rowCount {
      let row = map.startsBelow ? map.rowCount - 1 - line : line
      if case .named(let names) = map.rows { block.rowLabels[line] = names[row] }
      block.lines.append(
        (0..<map.columnCount).map { column in
          let place = row * map.columnCount + column
          return self.cell(numbers[place], scale.pixel(map.values[place]), width: cell)
        }.joined())
    }
    block.columnLabels = (0..<map.columnCount).map { column in
      var name = "\(column)"
      if case .named(let names) = map.columns { name = names[column] }
      return (column * cell + (cell - 1) / 2, name)
    }
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

  // MARK: The scale

  /// A bar of all colours, with numbers below.
  private func bar(_ scale: Scale, _ label: String, columns: Int) -> [String] {
    guard !scale.isFlat else {
      return wrapped("  all cells are \(short(scale.low))")
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
