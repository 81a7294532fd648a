import Catalog
import LinearAlgebra

/// The largest or the mean number of windows of an image, or over all positions.
public struct Pooling: Layer {
  /// What `help pool` shows.
  public static let entry = Entry(
    "pool", .layer, summary: "the largest or the mean number of windows, or of all positions",
    usage: "pool max|mean [SIZE] [stride=N]",
    details: """
      With a size, windows of an image are replaced by one pixel, channel by channel; they follow
      each other without overlap unless `stride` says otherwise, are not padded, and what is left
      over at the right and the bottom is dropped. Without a size all positions are taken together:
      the pixels of an image HxWxC or the tokens of TxC, which leaves C numbers. Of equal numbers
      the first is the largest.
      """,
    parameters: [
      Parameter(
        "kind", .choice(Kind.allCases.map(\.rawValue)), place: .word, required: true,
        summary: "max, the largest number, or mean"),
      Parameter(
        "size", .size, place: .operand, summary: "rows x columns of a window; all without it"),
      Parameter(
        "stride", .size, summary: "pixels from one window to the next; the window's size by default"
      ),
    ],
    examples: [
      Example("input 28x28x1 | conv 4 3x3 relu | pool max 2x2 | flatten | dense 10"),
      Example("input 28x28x1 | conv 8 3x3 stride=2 relu | pool mean | dense 10"),
    ],
    searchTerms: ["pooling", "maxpool", "average", "global", "downsample", "subsample"])

  /// What becomes of a window.
  public enum Kind: String, Sendable, CaseIterable {
    /// Its largest number.
    case max
    /// The mean of its numbers.
    case mean
  }

  /// What becomes of a window.
  public let kind: Kind
  /// Rows and columns of a window; nil for all positions.
  public let size: (rows: Int, columns: Int)?
  /// Pixels from one window to the next.
  public let stride: (rows: Int, columns: Int)

  /// `pool mean`, over all positions.
  public init(_ kind: Kind) {
    self.kind = kind
    size = nil
    stride = (1, 1)
  }

  /// `pool kind rows x columns`
  ///
  /// - Precondition: sizes and strides are positive.
  public init(_ kind: Kind, _ rows: Int, _ columns: Int, stride: (Int, Int)? = nil) {
    precondition(min(rows, columns) > 0 && stride.map { min($0.0, $0.1) > 0 } ?? true)
    self.kind = kind
    size = (rows, columns)
    self.stride = stride ?? (rows, columns)
  }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    guard let kind = arguments.text("kind").flatMap(Kind.init) else {
      throw ArgumentError("pool needs kind: max or mean")
    }
    guard arguments.has("size") else {
      guard !arguments.has("stride") else {
        throw ArgumentError(
          "pool takes a stride only with a size", suggestion: "pool \(kind.rawValue) 2x2 stride=2")
      }
      self.init(kind)
      return
    }
    let size = try arguments.sides("size", of: "pool", blame: .operand(0))
    let stride = arguments.has("stride") ? try arguments.sides("stride", of: "pool") : size
    self.init(kind, size.0, size.1, stride: stride)
  }

  /// As a user types it.
  public var code: String {
    guard let size else { return "pool \(kind.rawValue)" }
    let code = "pool \(kind.rawValue) \(size.rows)x\(size.columns)"
    if stride == size { return code }
    return code + " stride="
      + (stride.0 == stride.1 ? "\(stride.rows)" : "\(stride.rows)x\(stride.columns)")
  }

  /// [height, width, channels], or [channels].
  ///
  /// - Throws: ``ShapeError`` for what has no positions, or an image smaller than a window.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    guard let size else {
      guard input.asImage != nil, let channels = input.axes.last else {
        throw ShapeError(
          "\(code) needs an image or tokens to pool over, but receives \(input)",
          suggestion: "leave it out")
      }
      return Shape(channels)
    }
    try input.requireImage(for: "\(code)")
    guard let window = window(input) else {
      throw ShapeError(
        "\(code) needs an image of at least \(size.rows)x\(size.columns), but receives \(input)",
        suggestion: "pool \(kind.rawValue) alone is over all positions")
    }
    return Shape(window.places.rows, window.places.columns, input.axes[2])
  }

  private func window(_ input: Shape) -> Window? {
    guard let image = input.asImage else { return nil }
    return Window(
      image, size: size ?? (image.axes[0], image.axes[1]), stride: stride, padding: .valid)
  }

  /// The largest or mean number of every window and channel.
  public func forward<S: Scalar>(_ place: Place<S>) {
    guard let window = window(place.inputShape) else { return }
    let share = 1 / Double(window.size.rows * window.size.columns)
    Parallel.rows(place.count, panel: max(1, (1 << 15) / window.imageCount)) { range in
      for n in range {
        let (x, y) = (place.input.rows(n..<(n + 1)).base, place.output.rows(n..<(n + 1)).base)
        switch kind {
        case .max: window.maxima(x, into: y)
        case .mean: window.sum(x, times: share, into: y)
        }
      }
    }
  }

  /// Cotangents to where the largest numbers were, or evenly over each window; no pairs.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit _: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    guard wantsInput, let window = window(place.inputShape) else { return nil }
    switch kind {
    case .mean:
      let share = 1 / Double(window.size.rows * window.size.columns)
      return cotangent.pulledBack(throughLinear: place, scratch: 0) { d, out in
        for row in 0..<d.rows {
          window.spread(
            d.rows(row..<(row + 1)).base, times: share, into: out.rows(row..<(row + 1)).base)
        }
      }
    case .max:
      return cotangent.pulledBack(throughEach: place, scratch: 0) { n, d, out in
        window.spreadToMaxima(of: place.input.rows(n..<(n + 1)).base, d, into: out)
      }
    }
  }
}
