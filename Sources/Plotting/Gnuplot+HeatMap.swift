extension Gnuplot {
  /// Coloured cells with a colour bar; a table's cells have their numbers in them.
  static func heatMap(
    _ map: HeatMap, _ figure: Figure, _ surface: Surface
  ) throws(PlotError) -> [String] {
    guard let range = map.range else { throw PlotError(map.notes.joined(separator: "; ")) }
    var lines = labels(figure, surface)
    lines += [
      "set border 3 linewidth 1 linecolor rgb '#444444'", "set tics nomirror out", "unset key",
      "set palette defined (\(palette))",
    ]
    if !map.valueLabel.isEmpty {
      lines.append("set cblabel \(surface.text(map.valueLabel)) noenhanced offset 1.5,0")
    }
    lines += colours(map, range)
    lines += axis("x", map.columns, cells: map.columnCount, surface)
    lines += axis("y", map.rows, cells: map.rowCount, surface, isDown: !map.startsBelow)
    // Beside a square there is room for the colours' label; else it has to be made.
    lines.append(map.isMatrix ? "set size ratio -1" : "set rmargin at screen 0.81")

    // A cell without a colour would make gnuplot's TikZ fail: it is painted over.
    let undefined = map.values.indices.filter { !map.isShown(map.values[$0]) }
    let times = surface.isSmoothed ? max(1, 300 / max(map.rowCount, map.columnCount)) : 1
    lines.append("$cells << EOD")
    for row in 0..<map.rowCount {
      let line = map.values[(row * map.columnCount)..<((row + 1) * map.columnCount)]
        .map { map.isShown($0) ? "\($0)" : "\(range.lowerBound)" }
        .flatMap { repeatElement($0, count: times) }.joined(separator: " ")
      lines += repeatElement(line, count: times)
    }
    lines.append("EOD")
    let places =
      times > 1 ? "using (($1 + 0.5) / \(times) - 0.5):(($2 + 0.5) / \(times) - 0.5):3 " : ""
    var plots = ["$cells matrix \(places)with image\(surface.isTeX ? " pixels" : "")"]
    if !undefined.isEmpty {
      lines.append("$undefined << EOD")
      lines += undefined.map { "\($0 % map.columnCount) \($0 / map.columnCount)" }
      lines.append("EOD")
      plots.append(
        "$undefined using 1:2:(0.5):(0.5) with boxxyerror fillstyle solid noborder "
          + "linecolor rgb '#bbbbbb'")
      plots.append(
        "$undefined using 1:2:('×') with labels noenhanced textcolor rgb '#444444'")
      if undefined.count > 400 { plots.removeLast() }
    }
    // The digits that fit into a cell of a picture this wide, about.
    let digits = 55 / max(map.columnCount, 1)
    if !map.isMatrix, map.rowCount <= 24,
      map.values.allSatisfy({ short($0).count <= digits })
    {
      lines.append("$numbers << EOD")
      lines += map.values.indices.filter { map.isShown(map.values[$0]) }.map { place in
        let value = map.values[place]
        let share = TextPlot.Scale(range, isLogarithmic: map.isLogarithmic).share(value)
        let colour = Colour.viridis(share).isLight ? 0 : 0xFF_FF_FF
        return "\(place % map.columnCount) \(place / map.columnCount) \(short(value)) \(colour)"
      }
      lines.append("EOD")
      plots.append(
        "$numbers using 1:2:(stringcolumn(3)):4 with labels noenhanced textcolor rgb variable")
    }
    return lines + ["plot " + plots.joined(separator: ", \\\n     ")]
  }

  private static var palette: String {
    Colour.viridis.enumerated().map { "\($0) '\($1.code)'" }.joined(separator: ", ")
  }

  private static func colours(_ map: HeatMap, _ range: ClosedRange<Double>) -> [String] {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard low < high else {
      let margin = max(abs(low) * 0.1, .leastNormalMagnitude)
      return ["set cbrange [\(low - margin):\(low + margin)]", "set cbtics (\(low))"]
    }
    guard map.isLogarithmic else { return ["set cbrange [\(low):\(high)]"] }
    let axis = Axis(covering: range, logarithmic: true, ticks: 8, rounded: false)
    let ticks =
      axis.ticksAreDecades
      ? "set format cb '10^{%T}'"
      : "set cbtics (\(axis.ticks.map { "'\($0.label)' \($0.value)" }.joined(separator: ", ")))"
    return ["set logscale cb", "set cbrange [\(low):\(high)]", ticks]
  }

  /// Cells stand at 0, 1 …, and end half a cell beyond.
  private static func axis(
    _ name: String, _ places: HeatMap.Places, cells: Int, _ surface: Surface, isDown: Bool = false
  ) -> [String] {
    let ends = [-0.5, Double(cells) - 0.5]
    let range = "set \(name)range [\(isDown ? ends[1] : ends[0]):\(isDown ? ends[0] : ends[1])]"
    var ticks: [String] = []
    switch places {
    case .named(let names):
      let stride = max(1, (names.count + 29) / 30)
      ticks = names.indices.filter { $0 % stride == 0 }.map { "\(surface.text(names[$0])) \($0)" }
      let isWide = name == "x" && names.reduce(0) { $0 + $1.count + 2 } > 70
      return [
        range,
        "set \(name)tics (\(ticks.joined(separator: ", "))) noenhanced"
          + (isWide ? " rotate by -40" : ""),
      ]
    case .counted(let count):
      let axis = Axis(
        covering: 0...Double(max(count - 1, 1)), logarithmic: false, ticks: 8, rounded: false,
        whole: true)
      let scale = Double(cells) / Double(count)
      for tick in axis.ticks where tick.value <= Double(count - 1) {
        ticks.append("'\(tick.label)' \((tick.value + 0.5) * scale - 0.5)")
      }
    }
    return [range, "set \(name)tics (\(ticks.joined(separator: ", ")))"]
  }
}
