import Catalog
import LinearAlgebra

/// A chain of layers that fits together: what a network is without its parameters.
public struct Architecture: Sendable {
  /// The layers and those inside them, with their shapes.
  public let chain: Chain
  /// The shape of an example, with its adjacency if it is a graph.
  public let input: Shape
  /// How stored parameters enter the layers, and how they are drawn.
  public let parametrisation: Parametrisation
  /// Every parameter array, in the order of the flat vector, with layer and offset set. Layers with
  /// parameters are numbered in reading order, also through the parts of composites.
  public let arrays: [ParameterArray]

  /// Follows the shape through the layers.
  ///
  /// - Throws: ``LayerMisfit``, the first layer that does not fit and why; also when the network
  ///   would not fit in the machine's memory.
  public init(
    input: Shape, layers: [any Layer], parametrisation: Parametrisation = Parametrisation()
  ) throws(LayerMisfit) {
    do {
      try input.checkSize()
    } catch {
      throw LayerMisfit(layer: -1, error: error)
    }
    self.input = input
    var builder = ChainBuilder(nodes: input.isGraph ? input.axes[0] : nil)
    chain = try builder.chain(layers, from: input.withoutGraph)
    arrays = builder.arrays
    self.parametrisation = parametrisation
    for (i, layer) in layers.enumerated() {
      let isFirst = layers[..<i].allSatisfy(\.reshapesOnly)
      let reader = chain.parts[i].lazy.compactMap(\.tokenReader).first
      if let reader = reader ?? (isFirst || layer.tokens == nil ? nil : layer) {
        throw LayerMisfit(
          layer: i,
          error: ShapeError(
            "\(reader.code) looks up tokens, so it must be the network's first layer"))
      }
    }
    try checkMemory()
  }

  /// Refuses a network of which not even the examples of the smallest chunk fit into memory.
  private func checkMemory() throws(LayerMisfit) {
    let bytes = Double(activations) * Double(Self.smallestChunk) * 4
    guard bytes > Double(Memory.physical) / 2 else { return }
    let sizes = layers.indices.map {
      shapes[$0 + 1].count + layers[$0].memory(for: shapes[$0]).reduce(0, +)
    }
    let largest = sizes.indices.max { sizes[$0] < sizes[$1] } ?? -1
    let gigabytes = (bytes / Double(Self.smallestChunk) / 1e8).rounded(.up) / 10
    throw LayerMisfit(
      layer: largest,
      error: ShapeError(
        "a single example would take \(shortest(gigabytes)) GB on its way through the network, "
          + "most of it here",
        suggestion: "make the layer or its input smaller"))
  }

  /// Examples a pass takes at once at least.
  private static let smallestChunk = 16

  /// The outermost layers, in order.
  public var layers: [any Layer] { chain.layers }
  /// `shapes[i]` is what layer i receives, of a graph its features; the last one is the output.
  public var shapes: [Shape] { chain.shapes }
  /// For each of ``layers`` the range of ``arrays`` that belong to it or to layers inside it.
  public var arraysOfLayer: [Range<Int>] { chain.arraysOfLayer }

  /// The number of parameters, the length of the flat vector.
  public var parameterCount: Int { arrays.reduce(0) { $0 + $1.count } }
  /// The number of parametric layers.
  public var parametricLayers: Int { (arrays.last?.layer ?? -1) + 1 }
  /// The shape of the network's output.
  public var output: Shape { chain.output }
  /// C: the number of outputs, the elements of the output shape.
  public var outputs: Int { output.count }

  /// The input's shape and those behind all layers, inner ones included: what a pass keeps.
  public var allShapes: [Shape] { [input] + chain.innerShapes }
  /// Numbers per example that a pass keeps between forward and backward.
  public var activations: Int { allShapes.reduce(0) { $0 + $1.count } + chain.memory }

  /// Numbers per example and seed that a pass makes on the way back, about.
  public var cotangents: Int { chain.cotangents }

  /// How many examples a pass takes at once where results are streamed: about 8 MB of activations
  /// in single precision, at most 1024 examples. It depends on the architecture only, so that the
  /// order of sums does.
  public var chunk: Int {
    let width = allShapes.reduce(0) { $0 + $1.count }
    return max(Self.smallestChunk, min(1024, (2 << 20) / max(1, width)))
  }
}

/// The first layer that does not fit, by its place among the layers.
public struct LayerMisfit: Error, Equatable {
  /// A layer of a part of a composite.
  public struct Step: Sendable, Equatable {
    /// The index among the composite's parts.
    public let part: Int
    /// The index among the part's layers.
    public let layer: Int
  }

  /// The index among the outermost layers; −1 for the input itself.
  public let layer: Int
  /// The way from there to the layer that does not fit, when it is inside a composite.
  public let inside: [Step]
  /// What is wrong, and what to do about it.
  public let error: ShapeError

  /// A misfit of this layer.
  public init(layer: Int, inside: [Step] = [], error: ShapeError) {
    self.layer = layer
    self.inside = inside
    self.error = error
  }
}
