import Catalog
import LinearAlgebra

/// y = x + f(x)
public struct Residual: CompositeLayer {
  /// What `help residual` shows.
  public static let entry = Entry(
    "residual", .layer, summary: "layers with a connection around them",
    usage: "residual (LAYER | LAYER …) [skip=dense|conv]",
    details: """
      y = x + f(x), f being the layers in parentheses (He, Zhang, Ren and Sun, arXiv:1512.03385).
      f must give back the shape it receives; where it does not, x is projected: y = W x + b + f(x).
      skip=dense does so on the last axis of vectors and tokens, skip=conv with a 1x1 convolution on
      images, whose stride follows from their sizes. The projection comes after f in the order of
      the parameters.
      """,
    parameters: [
      LayerParts.parameter(
        "the layers the connection goes around, such as (dense 16 relu | dense 16)"),
      Parameter(
        "skip", .choice(Skip.allCases.map(\.rawValue)), default: .text(Skip.identity.rawValue),
        summary: "what is done to x before it is added"),
    ],
    examples: [
      Example("input 784 | dense 16 | residual (dense 16 relu | dense 16) | dense 10"),
      Example(
        "input 784 | residual (dense 32 relu | dense 16) skip=dense | dense 10",
        "other shapes, with a projection"),
      Example(
        "input 28x28x1 | residual (conv 4 3x3 stride=2 relu | conv 4 3x3) skip=conv | pool mean | dense 10"
      ),
    ],
    searchTerms: ["skip connection", "shortcut", "resnet", "block", "projection", "add"])

  /// What is done to x before it is added.
  public enum Skip: String, Sendable, CaseIterable {
    /// Nothing.
    case identity
    /// A dense layer on the last axis.
    case dense
    /// A 1x1 convolution.
    case conv
  }

  /// f
  public let body: [any Layer]
  /// What is done to x before it is added.
  public let skip: Skip
  /// What is inside.
  public let nesting: Nesting

  /// `residual (body) skip=skip`
  public init(_ body: [any Layer], skip: Skip = .identity) {
    self.body = body
    self.skip = skip
    nesting = Nesting(inside: [body])
  }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    self.init(
      try arguments.part(of: "residual"),
      skip: arguments.text("skip").flatMap(Skip.init) ?? .identity)
  }

  /// As it is typed.
  public var written: [[any Layer]] { [body] }
  /// As it is typed.
  public var head: String { "residual" }
  /// As it is typed.
  public var tail: String { skip == .identity ? "" : " skip=\(skip.rawValue)" }

  /// f, and the projection if there is one.
  public func parts(for input: Shape) throws(ShapeError) -> [[any Layer]] {
    guard skip != .identity else { return [body] }
    // A body that does not fit is reported when its own chain is made, with its place.
    guard let behind = try? Chain.output(of: body, for: input) else { return [body] }
    return [body, [try projection(from: input, to: behind)]]
  }

  private func projection(from input: Shape, to behind: Shape) throws(ShapeError) -> any Layer {
    if skip == .conv { return try convolution(from: input, to: behind) }
    guard input.axes.dropLast() == behind.axes.dropLast(), let width = behind.axes.last else {
      throw ShapeError(
        "residual with skip=dense can change the last axis alone, but its layers make "
          + "\(behind) of \(input)")
    }
    return Dense(width)
  }

  private func convolution(from input: Shape, to behind: Shape) throws(ShapeError) -> any Layer {
    /// The smallest stride by which the rule of `same`, ceil(size/stride), gives the size.
    func stride(_ axis: Int) -> Int? {
      let (size, wanted) = (input.axes[axis], behind.axes[axis])
      return (1...size).first { (size + $0 - 1) / $0 == wanted }
    }
    guard input.axes.count == 3, behind.axes.count == 3, let rows = stride(0),
      let columns = stride(1)
    else {
      throw ShapeError(
        "residual with skip=conv needs layers that make a smaller image of an image, but they make "
          + "\(behind) of \(input)")
    }
    return Convolution(behind.axes[2], 1, 1, stride: (rows, columns))
  }

  /// The shape behind f.
  ///
  /// - Throws: ``ShapeError`` when it is not the input's and there is no projection.
  public func output(for input: Shape, behind parts: [Shape]) throws(ShapeError) -> Shape {
    let behind = parts[0]
    guard skip == .identity, behind != input else { return behind }
    let sameBut = input.axes.dropLast() == behind.axes.dropLast()
    let images = input.axes.count == 3 && behind.axes.count == 3
    throw ShapeError(
      "residual adds its input to what its layers make of it, but they make \(behind) of \(input)",
      suggestion: images
        ? "project the input: residual (…) skip=conv"
        : sameBut ? "project the input: residual (…) skip=dense" : nil)
  }

  /// y = f(x) + x, or + the projection of x.
  public func forward<S: Scalar>(_ place: Place<S>) {
    let body = place.forward(part: 0)
    let skip =
      place.parts.count > 1
      ? place.forward(part: 1) : place.input
    Parallel.rows(place.count, panel: max(1, (1 << 16) / place.output.columns)) { range in
      place.output.rows(range).copy(body.rows(range))
      place.output.rows(range).add(skip.rows(range))
    }
  }

  /// The sum of what comes back through f and around it.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    var around: Cotangent<S>? = cotangent
    if place.parts.count > 1 {
      around = try place.parts[1].backward(cotangent, wantsInput: wantsInput, emit: emit)
    }
    let through = try place.parts[0].backward(cotangent, wantsInput: wantsInput, emit: emit)
    guard wantsInput, let around, let through else { return nil }
    return .sum(
      [through, around], examples: place.count, width: place.inputShape.count, slot: 0,
      scratch: place.scratch)
  }
}
