import Catalog
import LinearAlgebra

/// The same layers several times in series, each time with parameters of their own.
public struct Repeat: CompositeLayer {
  /// What `help repeat` shows.
  public static let entry = Entry(
    "repeat", .layer, summary: "layers several times in series, with parameters of their own each",
    usage: "repeat COUNT (LAYER | LAYER …)",
    details: """
      `repeat 3 (dense 16 relu)` is `dense 16 relu | dense 16 relu | dense 16 relu`: three layers,
      not one used three times.
      """,
    parameters: [
      Parameter(
        "count", .integer(1...10_000), place: .operand, required: true, summary: "how many times"),
      LayerParts.parameter("the layers to repeat, such as (dense 16 relu)"),
    ],
    examples: [
      Example("input 784 | repeat 3 (dense 16 relu) | dense 10"),
      Example("input 784 | dense 8 | repeat 2 (residual (dense 8 relu | dense 8)) | dense 10"),
    ],
    searchTerms: ["times", "depth", "stack", "copies", "blocks"])

  /// How many times.
  public let count: Int
  /// The layers, once.
  public let body: [any Layer]
  /// What is inside.
  public let nesting: Nesting

  /// `repeat count (body)`
  ///
  /// - Precondition: `count` is positive.
  public init(_ count: Int, _ body: [any Layer]) {
    precondition(count > 0)
    self.count = count
    self.body = body
    nesting = Nesting(inside: [body], times: count)
  }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    guard let count = arguments.integer("count") else {
      throw ArgumentError("repeat needs count: how many times")
    }
    self.init(count, try arguments.part(of: "repeat"))
  }

  /// As it is typed.
  public var written: [[any Layer]] { [body] }
  /// As it is typed.
  public var head: String { "repeat \(count)" }
  /// Nothing.
  public var tail: String { "" }

  /// One chain, the body `count` times.
  public func parts(for _: Shape) throws(ShapeError) -> [[any Layer]] {
    // Layers within layers multiply: no more than an architecture takes are made.
    let most = min(count, Nesting.most.count / max(1, body.count) + 1)
    return [(0..<most).flatMap { _ in body }]
  }

  /// The shape behind the last one.
  public func output(for _: Shape, behind parts: [Shape]) throws(ShapeError) -> Shape { parts[0] }

  /// The shape behind the last one.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    var shape = input
    for _ in 0..<count {
      let behind = try Chain.output(of: body, for: shape)
      // A body that keeps the shape does so every time.
      if behind == shape { break }
      shape = behind
    }
    return shape
  }

  /// True where the layers only reshape.
  public var reshapesOnly: Bool { body.allSatisfy(\.reshapesOnly) }

  /// The layers in series.
  public func forward<S: Scalar>(_ place: Place<S>) {
    place.forward(part: 0, into: place.output)
  }

  /// What comes back through the layers.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    if reshapesOnly { return wantsInput ? cotangent : nil }
    return try place.parts[0].backward(cotangent, wantsInput: wantsInput, emit: emit)
  }
}
