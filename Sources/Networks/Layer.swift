import Catalog
import LinearAlgebra

/// A layer is data and three functions: the shape it makes, forward, and backward, which also says
/// which pairs it owns. It knows nothing of gradients, kernels or traces.
///
/// Layers act on each example alone; `forward` and `backward` see a whole batch and cut their work
/// in panels of rows with `LinearAlgebra`'s primitives.
public protocol Layer: Nameable, Sendable {
  /// The layer a call describes: `dense 128 relu` with its arguments checked against the entry.
  ///
  /// - Throws: `ArgumentError` for what the entry alone cannot check.
  init(_ arguments: Arguments) throws(ArgumentError)

  /// The code that builds it, as a user would type it: `dense 128 relu`.
  var code: String { get }

  /// The shape of an example behind the layer.
  ///
  /// - Throws: ``ShapeError`` naming the layer, what it needs and what it receives.
  func output(for input: Shape) throws(ShapeError) -> Shape

  /// Its parameter arrays for inputs of this shape, weight before bias; empty for most layers.
  func arrays(for input: Shape) -> [ParameterArray]

  /// Whether the output is the input's own numbers in another shape: the pass then gives both the
  /// same memory, and ``forward(_:)`` has nothing to do.
  var reshapesOnly: Bool { get }

  /// Whether it uses the adjacency of the examples' graphs, ``Place/graph``: it then only stands in
  /// networks of graphs, where it receives the features of all nodes.
  var needsGraph: Bool { get }

  /// How many numbers per example it keeps between forward and backward, one per slot, besides its
  /// input and output, which are kept anyway.
  func memory(for input: Shape) -> [Int]

  /// How many different tokens it reads, if its inputs are tokens, whole numbers from 0, rather than
  /// measurements; such a layer comes first. Nil for most layers.
  var tokens: Int? { get }

  /// How many numbers per example and seed it keeps on the way back, about: for plans.
  func cotangentMemory(for input: Shape) -> Int

  /// Writes the outputs of a batch, one example a row, into `place.output`.
  func forward<S: Scalar>(_ place: Place<S>)

  /// Given the cotangents of its outputs, hands its pairs to `emit` and returns the cotangents of
  /// its inputs, or nil when they are not wanted (nothing with parameters comes before).
  func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>?
}

extension Layer {
  /// False: a layer that computes something.
  public var reshapesOnly: Bool { false }

  /// False: a layer that sees the features alone.
  public var needsGraph: Bool { false }

  /// Nothing is kept.
  public func memory(for _: Shape) -> [Int] { [] }

  /// None: inputs are measurements.
  public var tokens: Int? { nil }

  /// The cotangents of its inputs, and those of its outputs written out once more.
  public func cotangentMemory(for input: Shape) -> Int { reshapesOnly ? 0 : 2 * input.count }

  /// No parameters.
  public func arrays(for _: Shape) -> [ParameterArray] { [] }
}

/// What a layer sees of a pass: its input, its output, its parameters, memory of its own.
public struct Place<S: Scalar>: @unchecked Sendable {
  /// The index among the parametric layers; −1 for a layer without parameters.
  public let index: Int
  /// The shape of an example before the layer.
  public let inputShape: Shape
  /// The shape of an example behind it.
  public let outputShape: Shape
  /// [N x inputShape.count]
  public let input: View<S>
  /// [N x outputShape.count]
  public let output: View<S>
  /// The layer's arrays, as `Layer.arrays(for:)` lists them, with their places in the whole.
  public let arrays: [ParameterArray]
  /// All parameters of the network, flat; array k of this layer begins at `arrays[k].offset`.
  public let parameters: UnsafePointer<S>
  /// One [N x memory] view per slot of `Layer.memory(for:)`.
  public let memory: [View<S>]
  /// How stored parameters enter the layer.
  public let parametrisation: Parametrisation
  /// The parts of a composite at work, in the order of `CompositeLayer.parts(for:)`.
  public let parts: [ChainPass<S>]
  /// Â of every example [N x nodes·nodes], the normalised adjacency, in networks of graphs.
  public let graph: View<S>?
  /// Where layers that are random while training draw from; off otherwise.
  public let noise: Noise
  /// A buffer that lives as long as the pass and is only written by this layer: at least `count`
  /// numbers, for input cotangents and the like. Slot 0 and up.
  public let scratch: @Sendable (_ slot: Int, _ count: Int) -> UnsafeMutablePointer<S>

  /// N, the number of examples.
  public var count: Int { input.rows }

  /// The outputs of a part for this place's input.
  ///
  /// - Parameter target: where they are to be; a buffer of the part when nil.
  @discardableResult
  public func forward(part: Int, into target: View<S>? = nil) -> View<S> {
    parts[part].forward(input, parameters: parameters, graph: graph, into: target)
  }

  /// An array of the layer as a [rows x columns] view, for reading.
  public func view(of array: ParameterArray, rows: Int, columns: Int) -> View<S> {
    precondition(rows * columns == array.count)
    return View(
      UnsafeMutablePointer(mutating: parameters + array.offset), rows: rows, columns: columns)
  }

  /// A scratch buffer as a view.
  public func scratch(_ slot: Int, rows: Int, columns: Int) -> View<S> {
    View(scratch(slot, rows * columns), rows: rows, columns: columns)
  }
}

/// A layer that does not fit the shape it receives: "conv needs an image such as 28x28x1, but
/// receives 784".
public struct ShapeError: Error, Equatable {
  /// What is wrong.
  public let message: String
  /// What to do about it, if there is one thing to do.
  public let suggestion: String?

  /// An error of this sentence.
  public init(_ message: String, suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }
}
