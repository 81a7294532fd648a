import Catalog
import LinearAlgebra

/// A chain of layers that fits together: what a network is without its parameters.
public struct Architecture: Sendable {
  /// The shape of an example.
  public let input: Shape
  /// The layers, in order.
  public let layers: [any Layer]
  /// `shapes[i]` is what layer i receives; the last one is the output.
  public let shapes: [Shape]
  /// How stored parameters enter the layers, and how they are drawn.
  public let parametrisation: Parametrisation
  /// Every parameter array, in the order of the flat vector, with layer and offset set.
  public let arrays: [ParameterArray]
  /// For each layer the range of `arrays` that is its own; empty for layers without parameters.
  public let arraysOfLayer: [Range<Int>]

  /// Follows the shape through the layers.
  ///
  /// - Throws: ``LayerMisfit``, the first layer that does not fit and why; also when the network
  ///   would not fit in the machine's memory.
  public init(
    input: Shape, layers: [any Layer], parametrisation: Parametrisation = Parametrisation()
  ) throws(LayerMisfit) {
    self.input = input
    self.layers = layers
    self.parametrisation = parametrisation
    var shapes = [input]
    var arrays: [ParameterArray] = []
    var ranges: [Range<Int>] = []
    var offset = 0
    var parametric = 0
    try Self.check(input, behind: -1)
    for (i, layer) in layers.enumerated() {
      let receives = shapes[i]
      if layer.tokens != nil, !layers[..<i].allSatisfy(\.reshapesOnly) {
        throw LayerMisfit(
          layer: i,
          error: ShapeError(
            "\(layer.code) looks up tokens, so it must be the first layer",
            suggestion: "for other tokens use dense"))
      }
      do {
        shapes.append(try layer.output(for: receives))
      } catch {
        throw LayerMisfit(layer: i, error: error)
      }
      try Self.check(shapes[i + 1], behind: i)
      let begin = arrays.count
      for var array in layer.arrays(for: receives) {
        array.layer = parametric
        array.offset = offset
        offset += array.count
        try Self.check(parameters: offset, of: i)
        arrays.append(array)
      }
      ranges.append(begin..<arrays.count)
      if arrays.count > begin { parametric += 1 }
    }
    self.shapes = shapes
    self.arrays = arrays
    arraysOfLayer = ranges
  }

  /// BLAS counts in 32 bits.
  private static func check(_ shape: Shape, behind layer: Int) throws(LayerMisfit) {
    if shape.checkedCount == nil || shape.axes.isEmpty || shape.axes.contains(where: { $0 < 1 }) {
      throw LayerMisfit(
        layer: layer,
        error: ShapeError("a shape of \(shape) is beyond what can be computed with"))
    }
  }

  /// Eight bytes a parameter is the least a network can be used with.
  private static func check(parameters: Int, of layer: Int) throws(LayerMisfit) {
    let machine = Memory.physical
    if parameters > machine / 8 {
      let gigabytes = (Double(parameters) * 8 / 1e9).rounded(.up)
      throw LayerMisfit(
        layer: layer,
        error: ShapeError(
          "up to here the network has \(parameters) parameters, which need \(shortest(gigabytes)) GB "
            + "of the machine's \(shortest((Double(machine) / 1e9).rounded(.down)))",
          suggestion: "make it narrower"))
    }
  }

  /// The number of parameters, the length of the flat vector.
  public var parameterCount: Int { arrays.reduce(0) { $0 + $1.count } }
  /// The number of parametric layers.
  public var parametricLayers: Int { (arrays.last?.layer ?? -1) + 1 }
  /// The shape of the network's output.
  public var output: Shape { shapes[shapes.count - 1] }
  /// C: the number of outputs, the elements of the output shape.
  public var outputs: Int { output.count }

  /// How many examples a pass takes at once where results are streamed: about 8 MB of activations
  /// in single precision, at most 1024 examples. It depends on the architecture only, so that the
  /// order of sums does.
  public var chunk: Int {
    let width = shapes.reduce(0) { $0 + $1.count }
    return max(16, min(1024, (2 << 20) / max(1, width)))
  }
}

/// The first layer that does not fit, by its place among the layers.
public struct LayerMisfit: Error, Equatable {
  /// The index among the layers; −1 for the input itself.
  public let layer: Int
  /// What is wrong, and what to do about it.
  public let error: ShapeError

  /// A misfit of this layer.
  public init(layer: Int, error: ShapeError) {
    self.layer = layer
    self.error = error
  }
}
