/// A picture as data: what is drawn, not how.
///
/// Two back ends draw it: ``TextPlot`` in a terminal and ``Gnuplot`` in a file.
public struct Figure: Sendable, Equatable {
  /// What there is to see.
  public enum Content: Sendable, Equatable {
    /// Curves, or groups of points or bars, in the order of the legend.
    case curves([Series], Style)
    /// How often values fall into bins.
    case histogram(Histogram)
    /// A matrix, or a table of two ways, as coloured cells.
    case heatMap(HeatMap)
    /// Examples side by side.
    case gallery([Picture])
  }

  /// What is drawn.
  public var content: Content
  /// Above the picture; empty for none.
  public var title: String
  /// Under the x axis; empty for none.
  public var xLabel: String
  /// Above the y axis; empty for none.
  public var yLabel: String
  /// A logarithmic x axis; points that are not positive on it are left out, with a note.
  public var logX: Bool
  /// A logarithmic y axis.
  public var logY: Bool

  /// A figure of that content, on linear axes unless told otherwise.
  public init(
    _ content: Content, xLabel: String = "", yLabel: String = "", title: String = "",
    logX: Bool = false, logY: Bool = false
  ) {
    self.content = content
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.title = title
    self.logX = logX
    self.logY = logY
  }

  /// A figure of `series`, with lines unless told otherwise.
  public init(
    _ series: [Series], xLabel: String = "", yLabel: String = "", title: String = "",
    logX: Bool = false, logY: Bool = false, style: Style = .lines
  ) {
    self.init(
      .curves(series, style), xLabel: xLabel, yLabel: yLabel, title: title, logX: logX, logY: logY)
  }

  /// The curves; none in a figure of another kind.
  var series: [Series] {
    get { if case .curves(let series, _) = content { series } else { [] } }
    set { content = .curves(newValue, style) }
  }

  /// How curves are drawn; a histogram's outlines are lines.
  var style: Style { if case .curves(_, let style) = content { style } else { .lines } }

  /// What cannot be drawn and why, one sentence each: values that are not finite, or not positive
  /// on a logarithmic axis. ``TextPlot`` writes them under the plot; who draws a file shows them.
  public var notes: [String] {
    switch content {
    case .curves, .histogram: Drawable(self).notes
    case .heatMap(let map): map.notes
    case .gallery(let pictures): pictures.isEmpty ? ["nothing to plot: no examples"] : []
    }
  }

  /// Whether there is anything to see.
  public var isDrawable: Bool {
    switch content {
    case .curves, .histogram: !Drawable(self).curves.isEmpty
    case .heatMap(let map): map.range != nil
    case .gallery(let pictures): !pictures.isEmpty
    }
  }

  /// How a series is drawn.
  public enum Style: String, Sendable, CaseIterable {
    /// Straight lines from point to point, in the order given.
    case lines
    case points
    /// A bar from zero (on a logarithmic axis: from the bottom) to each value.
    case bars
  }

  /// One curve.
  public struct Series: Sendable, Equatable {
    /// Its name in the legend; may be empty.
    public var label: String
    /// Where the points stand.
    public var x: [Double]
    /// Their values.
    public var y: [Double]
    /// Half the length of each point's error bar, in units of y; nil for none.
    public var error: [Double]?

    /// A curve through (x[i], y[i]); what one of the two lists has more than the other is not
    /// drawn. A value that is not finite breaks the line.
    public init(_ label: String, x: [Double], y: [Double], error: [Double]? = nil) {
      self.label = label
      self.x = x
      self.y = y
      self.error = error
    }

    /// A curve through (0, y[0]), (1, y[1]) …
    public init(_ label: String, y: [Double], error: [Double]? = nil) {
      self.init(label, x: y.indices.map(Double.init), y: y, error: error)
    }
  }
}

/// A picture that cannot be made: one sentence without a full stop, at most one suggestion.
public struct PlotError: Error, Equatable {
  /// What is wrong, in the user's words.
  public let message: String
  /// What to do about it.
  public let suggestion: String?

  /// An error with its finished sentence.
  public init(_ message: String, suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }
}
