import LinearAlgebra

/// A chain of layers that fits together: what a network is without its parameters.
public struct Architecture: Sendable {
  public let input: Shape
  public let layers: [any Layer]
  /// `shapes[i]` is what layer i receives; the last one is the output.
  public let shapes: [Shape]
  public let parametrisation: Parametrisation
  /// Every parameter array, in the order of the flat vector, with layer and offset set.
  public let arrays: [ParameterArray]
  /// For each layer the range of `arrays` that is its own; empty for layers without parameters.
  public let arraysOfLayer: [Range<Int>]

  /// Follows the shape through the layers.
  ///
  /// - Throws: ``LayerMisfit``, the first layer that does not fit and why.
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
    for (i, layer) in layers.enumerated() {
      let receives = shapes[i]
      do {
        shapes.append(try layer.output(for: receives))
      } catch {
        throw LayerMisfit(layer: i, error: error)
      }
      let begin = arrays.count
      for var array in layer.arrays(for: receives) {
        array.layer = parametric
        array.offset = offset
        offset += array.count
        arrays.append(array)
      }
      ranges.append(begin..<arrays.count)
      if arrays.count > begin { parametric += 1 }
    }
    self.shapes = shapes
    self.arrays = arrays
    arraysOfLayer = ranges
  }

  /// The number of parameters, the length of the flat vector.
  public var parameterCount: Int { arrays.reduce(0) { $0 + $1.count } }
  /// The number of parametric layers.
  public var parametricLayers: Int { (arrays.last?.layer ?? -1) + 1 }
  public var output: Shape { shapes[shapes.count - 1] }
  /// C: the number of outputs, the elements of the output shape.
  public var outputs: Int { output.count }
}

/// The first layer that does not fit, by its place among the layers.
public struct LayerMisfit: Error, Equatable {
  public let layer: Int
  public let error: ShapeError
}
