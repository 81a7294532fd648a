import Catalog

/// Pictures laid out on one sheet of pixels, the captions above them.
struct ContactSheet {
  /// A caption and where it stands: the middle of the picture's upper edge.
  struct Caption {
    let text: String
    let x: Double
    let y: Double
  }

  let pixels: PixelGrid
  let captions: [Caption]
  /// The rows and columns that each picture takes.
  let frames: [(rows: Range<Int>, columns: Range<Int>)]
  var width: Double { Double(pixels.columns) }
  var height: Double { Double(pixels.rows) }

  init(_ pictures: [Picture]) {
    let pictures = pictures.filter { $0.rows > 0 && $0.columns > 0 }
    let shown = pictures.map { picture -> PixelGrid in
      // More than this nobody sees at a page's width.
      let step = max(1, max(picture.rows, picture.columns) / 256)
      return picture.pixels(wide: step, tall: step)
    }
    let perRow = Self.perRow(shown)
    // Small pictures are enlarged, so that gaps and captions suit them.
    let widest = shown.map(\.columns).max() ?? 1
    let times = max(1, 24 / widest)
    let grids = shown.map { $0.enlarged(wide: times, tall: times) }
    let (wide, tall) = (
      grids.map(\.columns).max() ?? 1, grids.map(\.rows).max() ?? 1
    )
    let (gap, head) = (max(2, wide / 8), max(4, wide / 5))
    let rows = (grids.count + perRow - 1) / perRow
    var sheet = PixelGrid(
      columns: gap + perRow * (wide + gap), rows: max(1, rows) * (tall + head) + gap)
    var captions: [Caption] = []
    var frames: [(rows: Range<Int>, columns: Range<Int>)] = []
    for (n, grid) in grids.enumerated() {
      let (left, top) = (gap + n % perRow * (wide + gap), head + n / perRow * (tall + head))
      for i in 0..<grid.rows { for j in 0..<grid.columns { sheet[top + i, left + j] = grid[i, j] } }
      frames.append((top..<(top + grid.rows), left..<(left + grid.columns)))
      captions.append(
        Caption(
          text: pictures[n].caption, x: Double(left) + Double(grid.columns) / 2 - 0.5,
          y: Double(top) - Double(head) / 2))
    }
    pixels = sheet
    self.captions = captions
    self.frames = frames
  }

  /// Five in a row, more when they are high, fewer when they are wide.
  private static func perRow(_ grids: [PixelGrid]) -> Int {
    guard let widest = grids.map(\.columns).max(), let highest = grids.map(\.rows).max(),
      widest > 0, highest > 0
    else { return 1 }
    let shape = Double(widest) / Double(highest)
    let wanted = shape > 4 ? 1 : shape > 2 ? 2 : shape < 0.5 ? 10 : 5
    return max(1, min(wanted, grids.count))
  }
}

extension Gnuplot {
  /// Examples beside each other, black to white or in their colours.
  static func gallery(
    _ sheet: ContactSheet, _ figure: Figure, _ surface: Surface
  ) throws(PlotError) -> [String] {
    guard !sheet.captions.isEmpty else { throw PlotError("nothing to plot: no examples") }
    var lines = labels(figure, surface)
    lines += [
      "unset border", "unset tics", "unset key", "unset colorbox", "set size ratio -1",
      "set lmargin 0", "set rmargin 0", "set bmargin 0",
      "set tmargin \(figure.title.isEmpty ? 0 : 2)",
      "set xrange [-0.5:\(sheet.width - 0.5)]", "set yrange [\(sheet.height - 0.5):-0.5]",
    ]
    let columns = Double(max(sheet.pixels.columns, 1))
    let size = min(max(Int(480 / columns * 5), 6), 14)
    for caption in sheet.captions where !caption.text.isEmpty {
      let font = surface.isTeX ? "" : " font ',\(size)'"
      lines.append(
        "set label \(surface.text(DisplayWidth.shortened(caption.text, to: 16))) at "
          + "\(caption.x),\(caption.y) center front noenhanced\(font)")
    }
    // A picture that is white at its edge still has one.
    lines += sheet.frames.map { frame in
      let (left, right) = (frame.columns.lowerBound, frame.columns.upperBound)
      let (top, bottom) = (frame.rows.lowerBound, frame.rows.upperBound)
      return "set object rectangle from \(Double(left) - 0.5),\(Double(top) - 0.5) "
        + "to \(Double(right) - 0.5),\(Double(bottom) - 0.5) front fillstyle empty "
        + "border linecolor rgb '#bbbbbb' linewidth 0.5"
    }
    lines.append("$pixels << EOD")
    for i in 0..<sheet.pixels.rows {
      for j in 0..<sheet.pixels.columns {
        // The paper is drawn too: gnuplot's images have no holes.
        let colour = sheet.pixels[i, j].colour ?? Colour(255, 255, 255)
        lines.append("\(j) \(i) \(colour.red) \(colour.green) \(colour.blue)")
      }
    }
    lines.append("EOD")
    return lines + ["plot $pixels using 1:2:3:4:5 with rgbimage\(surface.isTeX ? " pixels" : "")"]
  }
}
