/// A picture as data: what is drawn, not how.
///
/// Two back ends draw it: ``TextPlot`` in a terminal and ``Gnuplot`` in a file.
public struct Figure: Sendable, Equatable {
  /// Curves, or groups of points or bars, in the order of the legend.
  public var series: [Series]
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
  /// How every series is drawn.
  public var style: Style

  /// A figure of `series`, on linear axes and with lines unless told otherwise.
  public init(
    _ series: [Series], xLabel: String = "", yLabel: String = "", title: String = "",
    logX: Bool = false, logY: Bool = false, style: Style = .lines
  ) {
    self.series = series
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.title = title
    self.logX = logX
    self.logY = logY
    self.style = style
  }

  /// What cannot be drawn and why, one sentence each: values that are not finite, or not positive
  /// on a logarithmic axis. ``TextPlot`` writes them under the plot; who draws a file shows them.
  public var notes: [String] { Drawable(self).notes }

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
