import Glibc

/// The part of a figure that its axes can show, and in words what they cannot.
struct Drawable {
  /// One point; `low` and `high` are the ends of its error bar.
  struct Point: Equatable {
    var x: Double
    var y: Double
    var low: Double
    var high: Double
    var hasError: Bool { low < high }
  }

  /// One series: unbroken runs of points, in the order given.
  struct Curve: Equatable {
    var label: String
    var runs: [[Point]]
    var points: some Sequence<Point> { runs.joined() }
    var hasErrors: Bool { points.contains { $0.hasError } }
    var count: Int { runs.reduce(0) { $0 + $1.count } }
  }

  /// Only the series that have a point to show.
  private(set) var curves: [Curve] = []
  /// What was left out and why: sentences without a full stop.
  private(set) var notes: [String] = []

  init(_ figure: Figure) {
    switch figure.content {
    case .curves(let series, _): self.init(series, figure)
    case .histogram(let histogram):
      self.init(histogram.outlines(logarithmic: figure.logY), figure)
      notes = histogram.notes + notes
    case .heatMap, .gallery: self.init([], figure)
    }
  }

  private init(_ all: [Figure.Series], _ figure: Figure) {
    for series in all {
      var curve = Curve(label: series.label, runs: [])
      var run: [Point] = []
      var (undefined, unshowable) = (0, 0)
      let count = min(series.x.count, series.y.count)
      for i in 0..<count {
        let (x, y) = (series.x[i], series.y[i])
        if x.isFinite, y.isFinite, !(figure.logX && x <= 0), !(figure.logY && y <= 0) {
          run.append(Self.point(x, y, error: series.error, i))
          continue
        }
        if x.isFinite, y.isFinite { unshowable += 1 } else { undefined += 1 }
        if !run.isEmpty { curve.runs.append(run) }
        run = []
      }
      if !run.isEmpty { curve.runs.append(run) }
      if !curve.runs.isEmpty { curves.append(curve) }

      let owner = series.label.isEmpty ? "" : " of “\(series.label)”"
      if undefined > 0 {
        notes.append(
          "\(Self.share(undefined, of: count))\(owner) \(Self.are(undefined)) not finite, so left out"
        )
      }
      if unshowable > 0 {
        notes.append(
          "\(Self.share(unshowable, of: count))\(owner) \(Self.are(unshowable)) not positive, "
            + "so left out of the logarithmic axis")
      }
    }
    if curves.isEmpty {
      notes.insert(all.isEmpty ? "nothing to plot" : "nothing to plot: no points", at: 0)
      if notes.count > 1 { notes[0] = "nothing to plot" }
    }
  }

  /// The smallest and greatest x; nil when there is no point.
  var xRange: ClosedRange<Double>? { range { $0.x...$0.x } }

  /// The smallest and greatest y, error bars included; on a logarithmic axis an error bar that
  /// reaches zero does not count.
  func yRange(logarithmic: Bool) -> ClosedRange<Double>? {
    range { point in
      let low = logarithmic && point.low <= 0 ? point.y : point.low
      return low...point.high
    }
  }

  /// True when every x is a whole number.
  var xIsWhole: Bool {
    curves.allSatisfy { $0.points.allSatisfy { $0.x == $0.x.rounded() } }
  }

  /// True when every y is a whole number without an error.
  var yIsWhole: Bool {
    curves.allSatisfy { $0.points.allSatisfy { $0.y == $0.y.rounded() && !$0.hasError } }
  }

  /// The x range with room beside the first and last point where these are wide: bars, and points
  /// with error bars. Lines go from edge to edge.
  func padded(_ range: ClosedRange<Double>, _ figure: Figure) -> ClosedRange<Double> {
    guard figure.style != .lines || curves.contains(where: \.hasErrors) else { return range }
    let (low, high) = (range.lowerBound, range.upperBound)
    let span = figure.logX ? log(high) - log(low) : high - low
    // On a logarithmic axis room is a factor.
    let room = figure.style == .bars ? (gap(logarithmic: figure.logX) ?? 0) / 2 : span * 0.03
    guard room.isFinite, room > 0 else { return range }
    return figure.logX ? (low * exp(-room))...(high * exp(room)) : (low - room)...(high + room)
  }

  /// The different x there are, ascending.
  var places: [Double] { Set(curves.flatMap { $0.points.map(\.x) }).sorted() }

  /// The least distance between two different x, in logarithms on a logarithmic axis; nil when
  /// there are not two.
  func gap(logarithmic: Bool) -> Double? {
    let places = logarithmic ? places.map(log) : places
    return zip(places.dropFirst(), places).map { $0 - $1 }.min()
  }

  private func range(_ extent: (Point) -> ClosedRange<Double>) -> ClosedRange<Double>? {
    var whole: ClosedRange<Double>?
    for curve in curves {
      for point in curve.points {
        let one = extent(point)
        whole =
          whole.map {
            min($0.lowerBound, one.lowerBound)...max($0.upperBound, one.upperBound)
          } ?? one
      }
    }
    return whole
  }

  private static func point(_ x: Double, _ y: Double, error: [Double]?, _ i: Int) -> Point {
    guard let error, i < error.count, error[i] > 0, (y - error[i]).isFinite,
      (y + error[i]).isFinite
    else { return Point(x: x, y: y, low: y, high: y) }
    return Point(x: x, y: y, low: y - error[i], high: y + error[i])
  }

  private static func share(_ part: Int, of whole: Int) -> String {
    part < whole
      ? "\(part) of \(whole) points" : whole == 1 ? "the only point" : "all \(whole) points"
  }

  private static func are(_ count: Int) -> String { count == 1 ? "is" : "are" }
}
