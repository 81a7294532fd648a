import Catalog
import LinearAlgebra

/// Layers in series with the shapes between them: a network's own, or a part of a composite layer.
public struct Chain: Sendable {
  /// The layers, in order.
  public let layers: [any Layer]
  /// `shapes[i]` is what layer i receives; the last one is the output.
  public let shapes: [Shape]
  /// For each layer the range of the architecture's arrays that belong to it or to layers inside it;
  /// empty for layers without parameters.
  public let arraysOfLayer: [Range<Int>]
  /// For each layer its parts; empty but for composites.
  public let parts: [[Chain]]

  /// The shape of an example before the chain.
  public var input: Shape { shapes[0] }
  /// The shape of an example behind it.
  public var output: Shape { shapes[shapes.count - 1] }

  /// Whether the output is the input's own numbers in another shape.
  public var reshapesOnly: Bool { layers.allSatisfy(\.reshapesOnly) }

  /// The layers with parameters of their own, in reading order through all parts: as they are
  /// numbered.
  public var parametricLayers: [any Layer] {
    layers.indices.flatMap { i -> [any Layer] in
      if !parts[i].isEmpty { return parts[i].flatMap(\.parametricLayers) }
      return arraysOfLayer[i].isEmpty ? [] : [layers[i]]
    }
  }

  /// The shapes behind all layers and inner layers.
  var innerShapes: [Shape] {
    layers.indices.flatMap { i in parts[i].flatMap(\.innerShapes) + [shapes[i + 1]] }
  }

  /// Numbers per example that layers keep for themselves between forward and backward.
  var memory: Int {
    layers.indices.reduce(0) { sum, i in
      sum + layers[i].memory(for: shapes[i]).reduce(0, +)
        + parts[i].reduce(0) { $0 + $1.memory }
    }
  }

  /// Numbers per example and seed that layers make on the way back, about.
  var cotangents: Int {
    layers.indices.reduce(0) { sum, i in
      sum + layers[i].cotangentMemory(for: shapes[i])
        + parts[i].reduce(0) { $0 + $1.cotangents }
    }
  }

  /// The first layer here or inside that reads tokens.
  var tokenReader: (any Layer)? {
    for (layer, parts) in zip(layers, parts) {
      if layer.tokens != nil { return layer }
      if let inner = parts.lazy.compactMap(\.tokenReader).first { return inner }
    }
    return nil
  }

  /// The shape behind layers in series.
  ///
  /// - Throws: ``ShapeError`` of the first layer that does not fit.
  static func output(of layers: [any Layer], for input: Shape) throws(ShapeError) -> Shape {
    var shape = input
    for layer in layers {
      shape = try layer.output(for: shape)
      try shape.checkSize()
    }
    return shape
  }
}

/// Gives the parameter arrays of an architecture their places while its chains are made.
struct ChainBuilder {
  private(set) var arrays: [ParameterArray] = []
  private var offset = 0
  private var parametric = 0

  /// The nodes of the examples' graphs, if they are graphs.
  private let nodes: Int?

  init(nodes: Int?) { self.nodes = nodes }

  /// Follows the shape through the layers and what is inside them.
  ///
  /// - Throws: ``LayerMisfit``.
  mutating func chain(_ layers: [any Layer], from input: Shape) throws(LayerMisfit) -> Chain {
    do {
      try Nesting(of: layers).check()
    } catch {
      throw LayerMisfit(layer: 0, error: error)
    }
    var shapes = [input]
    var ranges: [Range<Int>] = []
    var parts: [[Chain]] = []
    for (i, layer) in layers.enumerated() {
      let begin = arrays.count
      let receives = shapes[i]
      if let composite = layer as? any CompositeLayer {
        let (made, behind) = try chains(of: composite, at: i, from: receives)
        parts.append(made)
        shapes.append(behind)
      } else {
        do throws(ShapeError) {
          if layer.needsGraph { try checkGraph(layer, receives) }
          let behind = try layer.output(for: receives)
          try behind.checkSize()
          shapes.append(behind)
        } catch {
          throw LayerMisfit(layer: i, error: error)
        }
        parts.append([])
        try add(layer.arrays(for: receives), of: i)
      }
      ranges.append(begin..<arrays.count)
    }
    return Chain(layers: layers, shapes: shapes, arraysOfLayer: ranges, parts: parts)
  }

  private mutating func chains(
    of composite: any CompositeLayer, at place: Int, from input: Shape
  ) throws(LayerMisfit) -> ([Chain], Shape) {
    var made: [Chain] = []
    let parts: [[any Layer]]
    do {
      parts = try composite.parts(for: input)
    } catch {
      throw LayerMisfit(layer: place, error: error)
    }
    for (k, part) in parts.enumerated() {
      do {
        made.append(try chain(part, from: input))
      } catch {
        let step = LayerMisfit.Step(part: k, layer: error.layer)
        throw LayerMisfit(layer: place, inside: [step] + error.inside, error: error.error)
      }
    }
    do {
      let behind = try composite.output(for: input, behind: made.map(\.output))
      try behind.checkSize()
      return (made, behind)
    } catch {
      throw LayerMisfit(layer: place, error: error)
    }
  }

  private func checkGraph(_ layer: any Layer, _ input: Shape) throws(ShapeError) {
    let name = type(of: layer).entry.name
    guard let nodes else {
      throw ShapeError(
        "\(name) needs graphs, but the network's examples have no adjacency",
        suggestion: "begin the network with: input graph NODESxFEATURES")
    }
    guard input.axes.count == 2, input.axes[0] == nodes else {
      throw ShapeError(
        "\(name) needs the features of \(nodes) nodes, such as \(nodes)x4, but receives \(input)")
    }
  }

  private mutating func add(_ own: [ParameterArray], of place: Int) throws(LayerMisfit) {
    for var array in own {
      array.layer = parametric
      array.offset = offset
      offset += array.count
      try Self.check(parameters: offset, of: place)
      arrays.append(array)
    }
    if !own.isEmpty { parametric += 1 }
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
}

extension Shape {
  /// BLAS counts in 32 bits.
  ///
  /// - Throws: ``ShapeError`` for a shape that has no numbers or too many.
  func checkSize() throws(ShapeError) {
    if checkedCount == nil || axes.isEmpty || axes.contains(where: { $0 < 1 }) {
      throw ShapeError("a shape of \(self) is beyond what can be computed with")
    }
  }
}
