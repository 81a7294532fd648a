/// The drawing area of a text plot: curves put on a canvas through two axes.
struct Drawing {
  private(set) var canvas: Canvas
  let x: Axis
  let y: Axis
  /// Each series' mark; nil for a single series of lines.
  let marks: [Character?]
  let ascii: Bool

  init(canvas: Canvas, x: Axis, y: Axis, marks: [Character?], ascii: Bool) {
    self.canvas = canvas
    self.x = x
    self.y = y
    self.marks = marks
    self.ascii = ascii
  }

  mutating func draw(_ drawable: Drawable, _ figure: Figure) {
    let style = figure.style
    if style == .bars { return drawBars(drawable) }
    if let histogram = figure.histogram, histogram.groups.count == 1 {
      return drawBins(histogram.edges, histogram.groups[0].counts)
    }
    for (series, curve) in drawable.curves.enumerated() {
      for point in curve.points where point.hasError {
        let bottom = y.isLogarithmic && point.low <= 0 ? 0 : dotRow(point.low)
        let column = dotColumn(point.x)
        canvas.line(from: (column, bottom), to: (column, dotRow(point.high)), series)
      }
      if style == .lines { drawLines(curve, series) } else { drawPoints(curve, series) }
    }
    // Marks last, so that no curve covers another's.
    for (series, curve) in drawable.curves.enumerated() where style == .lines {
      markLines(curve, series, of: drawable.curves.count)
    }
  }

  /// The canvas column of a value on the x axis.
  func column(_ value: Double) -> Int { dotColumn(value) / 2 }

  /// The canvas row of a value on the y axis, 0 being the lowest.
  func row(_ value: Double) -> Int { dotRow(value) / 4 }

  // MARK: Lines and points

  private mutating func drawLines(_ curve: Drawable.Curve, _ series: Int) {
    for run in curve.runs {
      var previous = dot(run[0].x, run[0].y)
      canvas.dot(previous.x, previous.y, series)
      for point in run.dropFirst() {
        let next = dot(point.x, point.y)
        if next != previous { canvas.line(from: previous, to: next, series) }
        previous = next
      }
    }
  }

  /// A mark at every point of a short curve and every few columns of a long one; a point that
  /// stands alone has one in any case.
  private mutating func markLines(_ curve: Drawable.Curve, _ series: Int, of count: Int) {
    let alone: Character = ascii ? "o" : "●"
    for run in curve.runs where run.count == 1 {
      mark(run[0], marks[series] ?? alone, series)
    }
    guard let character = marks[series] else { return }
    let period = curve.count <= canvas.columns / 4 ? 0 : max(canvas.columns / 6, 3 * count)
    // Each series begins a little later, so that the marks of close curves alternate.
    var last = column(curve.runs[0][0].x) - period + series * period / count
    for point in curve.points where abs(column(point.x) - last) >= period {
      mark(point, character, series)
      last = column(point.x)
    }
  }

  private mutating func mark(_ point: Drawable.Point, _ character: Character, _ series: Int) {
    canvas.mark(column(point.x), row(point.y), character, series)
  }

  private mutating func drawPoints(_ curve: Drawable.Curve, _ series: Int) {
    // A cloud of one series shows more as dots than as overlapping marks.
    let cloud = marks[series] == nil && curve.count > 2 * canvas.columns
    for point in curve.points {
      if cloud {
        canvas.dot(dotColumn(point.x), dotRow(point.y), series)
      } else {
        mark(point, marks[series] ?? (ascii ? "o" : "●"), series)
      }
    }
  }

  // MARK: Bars

  /// What a series' bars are filled with.
  static func fill(_ series: Int, _ ascii: Bool) -> Character {
    let all: [Character] = ascii ? Array("#=:%@o") : Array("█▒░▓")
    return all[series % all.count]
  }

  /// Bars side by side at each x; a single series ends in eighths of a line.
  private mutating func drawBars(_ drawable: Drawable) {
    let count = drawable.curves.count
    let places = Set(drawable.curves.flatMap { $0.points.map { column($0.x) } }).sorted()
    let spacing = zip(places.dropFirst(), places).map { $0 - $1 }.min() ?? canvas.columns / 4
    let width = max(1, min((spacing * 4 / 5) / count, canvas.columns / (2 * count)))
    let base = y.isLogarithmic ? 0.0 : y.position(0)
    for (series, curve) in drawable.curves.enumerated() {
      for point in curve.points {
        // A whole group stays inside the picture.
        let group = width * count
        let start = max(0, min(column(point.x) - group / 2, canvas.columns - group))
        for column in (start + series * width)..<(start + (series + 1) * width) {
          drawBar(column, from: base, to: min(max(y.position(point.y), 0), 1), series, count == 1)
        }
      }
    }
  }

  /// One group's bins, filled, each up to the next. Where several share a column the highest is seen.
  private mutating func drawBins(_ edges: [Double], _ counts: [Int]) {
    var heights = [Double](repeating: -1, count: canvas.columns)
    let last = Double(canvas.columns)
    for (i, count) in counts.enumerated() where count > 0 {
      let begin = Int((min(max(x.position(edges[i]), 0), 1) * last).rounded())
      let end = Int((min(max(x.position(edges[i + 1]), 0), 1) * last).rounded())
      for column in min(begin, canvas.columns - 1)..<max(end, min(begin, canvas.columns - 1) + 1) {
        heights[column] = max(heights[column], y.position(Double(count)))
      }
    }
    for (column, height) in heights.enumerated() where height >= 0 {
      // Something is seen of every bin that holds something.
      drawBar(column, from: 0, to: max(height, 1 / Double(canvas.rows * 8)), 0, true)
    }
  }

  private mutating func drawBar(
    _ column: Int, from base: Double, to end: Double, _ series: Int, _ fine: Bool
  ) {
    let full = Self.fill(series, ascii)
    let eighths = Double(canvas.rows * 8)
    let (low, high) = (
      Int((min(base, end) * eighths).rounded()), Int((max(base, end) * eighths).rounded())
    )
    for row in 0..<canvas.rows {
      let covered = min(high, row * 8 + 8) - max(low, row * 8)
      if covered <= 0 { continue }
      if covered == 8 {
        canvas.mark(column, row, full, series)
      } else if fine, !ascii, high < row * 8 + 8, low <= row * 8 {
        canvas.mark(column, row, Array("▁▂▃▄▅▆▇")[covered - 1], series)
      } else if covered >= 4 || high - low < 4 {
        canvas.mark(column, row, full, series)
      }
    }
  }

  // MARK: Places

  private func dot(_ x: Double, _ y: Double) -> (x: Int, y: Int) { (dotColumn(x), dotRow(y)) }

  private func dotColumn(_ value: Double) -> Int { place(x.position(value), canvas.dotColumns) }

  private func dotRow(_ value: Double) -> Int { place(y.position(value), canvas.dotRows) }

  private func place(_ position: Double, _ dots: Int) -> Int {
    // Held inside: a position may miss the end by rounding, or not be a number at extremes.
    position.isFinite ? Int((min(max(position, 0), 1) * Double(dots - 1)).rounded()) : 0
  }
}
