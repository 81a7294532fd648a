import Catalog
import LinearAlgebra

/// A layer made of layers: it receives its input, sends it through chains of other layers, and says
/// what becomes of their outputs. It has no parameters of its own; those of its parts are numbered
/// in reading order as if they stood by themselves.
public protocol CompositeLayer: Layer {
  /// The parts as a user wrote them, each a chain in parentheses.
  var written: [[any Layer]] { get }

  /// What stands before the first parenthesis: `repeat 4`.
  var head: String { get }

  /// What stands behind the last one, with a blank before it: ` join=sum`; often nothing.
  var tail: String { get }

  /// How many layers it holds and how deep, reckoned once when it is made: names can stand for
  /// composites of composites, so counting anew each time could take for ever.
  var nesting: Nesting { get }

  /// The chains an input of this shape is sent through. All receive the layer's input.
  ///
  /// - Throws: ``ShapeError`` when there can be no such chains.
  func parts(for input: Shape) throws(ShapeError) -> [[any Layer]]

  /// The shape behind the layer, given those behind its parts.
  ///
  /// - Throws: ``ShapeError`` when the parts' shapes do not go together.
  func output(for input: Shape, behind parts: [Shape]) throws(ShapeError) -> Shape
}

extension CompositeLayer {
  /// As a user types it.
  public var code: String {
    let parts = written.map { "(" + $0.map(\.code).joined(separator: " | ") + ")" }
    return ([head] + parts).joined(separator: " ") + tail
  }

  /// The shape behind the layer.
  ///
  /// - Throws: ``ShapeError`` of a layer inside, or of this one.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    var behind: [Shape] = []
    for part in written { behind.append(try Chain.output(of: part, for: input)) }
    return try output(for: input, behind: behind)
  }
}

/// How much is inside layers.
public struct Nesting: Sendable, Equatable {
  /// The number of layers, inner ones included and repeated ones as often as they are.
  public let count: Int
  /// The depth of parentheses.
  public let depth: Int

  /// More layers, or deeper ones, than anyone means; beyond them the bookkeeping, which is recursive,
  /// could take long or exhaust the stack.
  public static let most = Nesting(count: 20_000, depth: 64)

  init(count: Int, depth: Int) {
    self.count = count
    self.depth = depth
  }

  /// What some layers hold, themselves included.
  public init(of layers: [any Layer]) {
    var (count, depth) = (0, 0)
    for layer in layers {
      let inner = (layer as? any CompositeLayer)?.nesting
      count = min(count + 1 + (inner?.count ?? 0), .max / 4)
      depth = max(depth, inner?.depth ?? 0)
    }
    self.init(count: count, depth: depth)
  }

  /// What is inside a composite of these parts.
  init(inside parts: [[any Layer]], times: Int = 1) {
    let each = parts.map { Nesting(of: $0) }
    let count = each.reduce(0) { min($0 + $1.count, .max / 4) }
    let (product, overflow) = count.multipliedReportingOverflow(by: times)
    self.init(
      count: overflow ? .max / 4 : min(product, .max / 4),
      depth: 1 + (each.map(\.depth).max() ?? 0))
  }

  /// - Throws: ``ShapeError`` when it is more than ``most``.
  public func check() throws(ShapeError) {
    if count > Self.most.count {
      throw ShapeError("a network has at most \(Self.most.count) layers, and this has more")
    }
    if depth > Self.most.depth {
      throw ShapeError("layers are nested too deeply: at most \(Self.most.depth) inside each other")
    }
  }
}

/// The chains of layers in the parentheses of a call, as an argument.
public struct LayerParts: Sendable {
  /// One per pair of parentheses.
  public let chains: [[any Layer]]

  /// These chains.
  public init(_ chains: [[any Layer]]) { self.chains = chains }

  /// What arguments of this type are called in messages.
  public static let what = "layers in parentheses"

  /// The parameter by which a layer takes parts.
  static func parameter(_ summary: String) -> Parameter {
    Parameter(
      "layers", .object(what: what), place: .operand, required: true, summary: summary)
  }
}

extension Arguments {
  /// The one part of a call that takes no more.
  func part(of name: String) throws(ArgumentError) -> [any Layer] {
    guard let parts = object("layers", as: LayerParts.self), let first = parts.chains.first else {
      throw ArgumentError("\(name) needs layers in parentheses")
    }
    guard parts.chains.count == 1 else {
      throw ArgumentError(
        "\(name) takes one part in parentheses, and there are \(parts.chains.count)",
        suggestion: "join them with |, or use branch for parts side by side")
    }
    return first
  }
}
