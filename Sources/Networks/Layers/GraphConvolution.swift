import Catalog
import LinearAlgebra

/// Y = φ(Â X W + b)
public struct GraphConvolution: Layer {
  /// What `help graphconv` shows.
  public static let entry = Entry(
    "graphconv", .layer,
    summary: "a graph convolution: neighbours are averaged, then a dense layer",
    usage: "graphconv WIDTH [ACTIVATION] [bias=no]",
    details: """
      Y = φ(Â X W + b) for the features X [nodes x features] of each graph, with W the same at every
      node and Â = D^(−1/2) (A + 1) D^(−1/2): A is the example's own adjacency matrix, 1 adds every
      node to its neighbours, D holds the row sums of A + 1 (Kipf and Welling, arXiv:1609.02907).
      The network begins with `input graph NODESxFEATURES`. Layers between, such as activations and
      dense, work at every node alone; `pool mean` makes one vector of all nodes, which does not
      depend on their order.
      """,
    parameters: [
      Parameter(
        "width", .count, place: .operand, required: true, summary: "features of a node behind it"),
      Parameter(
        "activation", .choice(Activations.names), place: .word,
        summary: "the function φ; none by default"),
      Parameter("bias", .boolean, default: .boolean(true), summary: "whether b is there"),
    ],
    examples: [
      Example(
        "graphs = generate graphs 40 with nodes=10, seed=1\n"
          + "gnn = input graph 10x4 | graphconv 8 relu | graphconv 8 relu | pool mean | dense 4\n"
          + "entropy gnn on graphs")
    ],
    searchTerms: ["graph", "gcn", "gnn", "message passing", "adjacency", "nodes", "neighbours"])

  /// Features of a node behind the layer.
  public let width: Int
  /// φ, as it was named.
  public let activation: (any Activation.Type)?
  /// Whether there is a bias.
  public let hasBias: Bool

  /// `graphconv width activation`
  public init(_ width: Int, _ activation: (any Activation.Type)? = nil, bias: Bool = true) {
    self.width = width
    self.activation = activation
    hasBias = bias
  }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    guard let width = arguments.integer("width") else {
      throw ArgumentError("graphconv needs width: features of a node behind it")
    }
    self.init(
      width, arguments.text("activation").flatMap(Activations.named),
      bias: arguments.flag("bias"))
  }

  /// As a user types it.
  public var code: String {
    "graphconv \(width)" + (activation.map { " \($0.entry.name)" } ?? "")
      + (hasBias ? "" : " bias=no")
  }

  /// True.
  public var needsGraph: Bool { true }

  /// [nodes, width]
  ///
  /// - Throws: ``ShapeError`` for what has not one axis of nodes and one of features.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    guard input.axes.count == 2 else {
      throw ShapeError(
        "graphconv needs nodes with features, such as 12x4, but receives \(input)")
    }
    return Shape(input.axes[0], width)
  }

  /// The weight [in, out], then the bias [out].
  public func arrays(for input: Shape) -> [ParameterArray] {
    let features = input.axes.last ?? 1
    let weight = ParameterArray(
      "weight", .weight, shape: Shape(features, width), fanIn: features, fanOut: width)
    let bias = ParameterArray(
      "bias", .bias, shape: Shape(width), fanIn: features, fanOut: width)
    return hasBias ? [weight, bias] : [weight]
  }

  /// Â X, and z for the activations whose derivative needs it.
  public func memory(for input: Shape) -> [Int] {
    let z = nonlinearity.map { $0.kept == .input ? [input.axes[0] * width] : [] } ?? []
    return [input.count] + z
  }

  /// φ, nil where it does nothing.
  private var nonlinearity: (any Activation.Type)? {
    activation is Identity.Type ? nil : activation
  }

  /// Â X, then the product with the weight at every node, then bias and activation in one loop.
  public func forward<S: Scalar>(_ place: Place<S>) {
    guard let graph = place.graph else { return }
    let (nodes, features) = (place.inputShape.axes[0], place.inputShape.axes[1])
    let mean = place.memory[0]
    Parallel.rows(place.count, panel: max(1, (1 << 14) / max(1, nodes * nodes))) { range in
      for n in range {
        let own = n..<(n + 1)
        Products.multiply(
          graph.rows(own).reshaped(rows: nodes, columns: nodes),
          place.input.rows(own).reshaped(rows: nodes, columns: features),
          into: mean.rows(own).reshaped(rows: nodes, columns: features), serially: true)
      }
    }
    let rows = place.count * nodes
    let z = z(place)
    product(place).forward(mean.reshaped(rows: rows, columns: features), into: z)
    let bias = hasBias ? place.view(of: place.arrays[1], rows: 1, columns: width) : nil
    let scale = place.parametrisation.biasScale
    let flat = z.reshaped(rows: rows, columns: width)
    if let phi = nonlinearity {
      phi.apply(
        flat, bias: bias, biasScale: scale,
        into: place.output.reshaped(rows: rows, columns: width))
    } else if let bias {
      Identity.apply(flat, bias: bias, biasScale: scale, into: flat)
    }
  }

  /// One pair (Â X, d) at all nodes with d = cotangents ∘ φ′, then weightScale · Âᵀ d Wᵀ.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    guard let graph = place.graph else { return nil }
    let (nodes, features) = (place.inputShape.axes[0], place.inputShape.axes[1])
    let d =
      nonlinearity?.pullBack(
        cotangent, kept: place.memory.count > 1 ? place.memory[1] : place.output, place: place,
        scratch: 0) ?? cotangent
    let product = product(place)
    try emit(
      Pair(
        layer: place.index, weight: place.arrays[0], bias: hasBias ? place.arrays[1] : nil,
        inputs: place.memory[0].reshaped(rows: place.count * nodes, columns: features),
        cotangents: d, positions: nodes, weightScale: product.scale,
        biasScale: place.parametrisation.biasScale))
    guard wantsInput else { return nil }
    return product.pullBack(d, place, scratch: 4).pulledBack(throughGraph: graph, place, scratch: 6)
  }

  private func z<S: Scalar>(_ place: Place<S>) -> View<S> {
    place.memory.count > 1 ? place.memory[1] : place.output
  }

  private func product<S: Scalar>(_ place: Place<S>) -> WeightProduct<S> {
    WeightProduct(place.arrays[0], place, positions: place.inputShape.axes[0])
  }
}

extension Cotangent {
  /// The cotangents of X from those of Â X: Âᵀ times the [nodes x features] of each seed. What was
  /// the same for every example is so no more.
  ///
  /// - Parameter slot: a scratch slot of the place.
  fileprivate func pulledBack(
    throughGraph graph: View<S>, _ place: Place<S>, scratch slot: Int
  ) -> Cotangent {
    let (nodes, features) = (place.inputShape.axes[0], place.inputShape.axes[1])
    let (seeds, count) = (perSample, place.inputShape.count)
    let result = place.scratch(slot, rows: place.count * seeds, columns: count)
    Parallel.rows(place.count, panel: max(1, (1 << 14) / max(1, seeds * count))) { range in
      let rows = range.count * seeds
      let memory = Buffer<S>(uninitialised: rows * count)
      let d = memory.view(rows: rows, columns: count)
      expand(range, into: d)
      for k in 0..<rows {
        let n = range.lowerBound + k / seeds
        let row = range.lowerBound * seeds + k
        Products.multiply(
          graph.rows(n..<(n + 1)).reshaped(rows: nodes, columns: nodes),
          d.rows(k..<(k + 1)).reshaped(rows: nodes, columns: features), transposing: .first,
          into: result.rows(row..<(row + 1)).reshaped(rows: nodes, columns: features),
          serially: true)
      }
      withExtendedLifetime(memory) {}
    }
    return .rows(result, perSample: seeds)
  }
}
