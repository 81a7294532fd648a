import LinearAlgebra
import Networks
import TestSupport
import Testing

/// What a graph convolution computes, by hand and by its symmetries.
@Suite struct GraphConvolutionTests {
  /// Examples of features and edges as a data set has them.
  private func examples(
    _ nodes: Int, features: Int, _ graphs: [(x: [Double], edges: [(Int, Int)])]
  ) -> Matrix<Double> {
    var elements: [Double] = []
    for (x, edges) in graphs {
      var adjacency = [Double](repeating: 0, count: nodes * nodes)
      for (i, j) in edges {
        adjacency[i * nodes + j] = 1
        adjacency[j * nodes + i] = 1
      }
      elements += x + adjacency
    }
    return Matrix(
      rows: graphs.count, columns: nodes * (features + nodes), elements: elements)
  }

  private func draw(_ count: Int, _ purpose: String) -> [Double] {
    var stream = RandomStream(seed: 8, purpose: purpose)
    return (0..<count).map { _ in stream.normal() }
  }

  /// A path 0 – 1 – 2 and a graph without edges: with W = 1 the layer is Â itself. D is 2, 3, 2.
  @Test func normalisedAdjacencyByHand() throws {
    let architecture = try Architecture(
      input: .graph(nodes: 3, features: 1), layers: [GraphConvolution(1, bias: false)])
    let network = Network(
      architecture, parameters: .double(Matrix(rows: 1, columns: 1, elements: [1])))
    let off = 1 / 6.0.squareRoot()
    let x = examples(
      3, features: 1,
      [
        ([1, 0, 0], [(0, 1), (1, 2)]), ([0, 1, 0], [(0, 1), (1, 2)]),
        ([3, -2, 5], []),
      ])
    let expected = [0.5, off, 0, off, 1.0 / 3, off, 3, -2, 5]
    #expect(relativeDifference(try network.outputs(of: x).elements, expected) < 1e-15)
  }

  /// Behind `pool mean` the order of nodes is of no account, to the outputs and to their gradient.
  @Test func orderOfNodesIsOfNoAccount() throws {
    let (nodes, features) = (7, 3)
    let layers: [any Layer] = [
      GraphConvolution(5, Tanh.self), Residual([GraphConvolution(5, GELU.self), Dense(5)]),
      Pooling(.mean), Dense(2),
    ]
    let network = Network(
      try Architecture(input: .graph(nodes: nodes, features: features), layers: layers), seed: 3)
    let edges = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 6), (0, 6)]
    let order = [4, 0, 6, 2, 5, 1, 3]
    let x = draw(nodes * features, "features")
    var moved = x
    for (i, place) in order.enumerated() {
      for f in 0..<features { moved[place * features + f] = x[i * features + f] }
    }
    let both = [
      examples(nodes, features: features, [(x, edges)]),
      examples(nodes, features: features, [(moved, edges.map { (order[$0], order[$1]) })]),
    ]
    let target = Matrix<Double>(rows: 1, columns: 2, elements: [0.3, -0.7])
    let results = try both.map {
      (
        try network.outputs(of: $0).elements,
        try network.gradient(loss: MeanSquaredError(), inputs: $0, targets: target).gradient
          .elements
      )
    }
    #expect(relativeDifference(results[0].0, results[1].0) < 1e-13)
    #expect(relativeDifference(results[0].1, results[1].1) < 1e-13)
    // And the edges are of account.
    let other = try network.outputs(
      of: examples(nodes, features: features, [(x, Array(edges.dropLast()))])
    ).elements
    #expect(relativeDifference(results[0].0, other) > 1e-4)
  }

  /// Two layers reach two steps: a change further away changes nothing.
  @Test func reachIsTheNumberOfLayers() throws {
    let architecture = try Architecture(
      input: .graph(nodes: 5, features: 1),
      layers: [GraphConvolution(4, Tanh.self), GraphConvolution(1)])
    let network = Network(architecture, seed: 2)
    let path = [(0, 1), (1, 2), (2, 3), (3, 4)]
    let before = try network.outputs(of: examples(5, features: 1, [([1, 2, 3, 4, 5], path)]))
    let after = try network.outputs(of: examples(5, features: 1, [([1, 2, 3, 4, -9], path)]))
    for node in 0..<2 { #expect(before[0, node] == after[0, node]) }
    for node in 2..<5 { #expect(before[0, node] != after[0, node]) }
  }

  @Test func sameOnAnyNumberOfThreads() throws {
    defer { Parallel.threads = Parallel.processors }
    let (nodes, features) = (23, 6)
    let network = Network(
      try Architecture(
        input: .graph(nodes: nodes, features: features),
        layers: [
          GraphConvolution(33, ReLU.self), GraphConvolution(40, Tanh.self), Pooling(.mean),
          Dense(5),
        ]), seed: 1)
    var stream = RandomStream(seed: 3, purpose: "edges")
    let graphs = (0..<60).map { n in
      (
        x: draw(nodes * features, "features/\(n)"),
        edges: (0..<40).map { _ in (stream.below(nodes), stream.below(nodes)) }
          .filter { $0.0 != $0.1 }
      )
    }
    let x = examples(nodes, features: features, graphs).converted(to: Float.self)
    let y = Matrix<Float>(
      rows: 60, columns: 5, elements: draw(300, "targets").map { Float($0) })
    let gradients = try [1, 2, 3].map { threads in
      Parallel.threads = threads
      return try network.gradient(loss: CrossEntropy(), inputs: x, targets: y).gradient.elements
    }
    #expect(gradients[0] == gradients[1] && gradients[0] == gradients[2])
  }

  @Test func shapesAreChecked() {
    func message(_ layers: [any Layer], _ input: Shape) -> String? {
      do {
        _ = try Architecture(input: input, layers: layers)
        return nil
      } catch { return error.error.message }
    }
    let graph = Shape.graph(nodes: 6, features: 2)
    #expect(graph.count == 48 && graph.description == "graph 6x2" && graph != Shape(6, 2))
    #expect(message([GraphConvolution(3), Pooling(.mean), Dense(2)], graph) == nil)
    #expect(
      message([GraphConvolution(3)], Shape(6, 2))
        == "graphconv needs graphs, but the network's examples have no adjacency")
    #expect(
      message([Pooling(.mean), GraphConvolution(3)], graph)
        == "graphconv needs the features of 6 nodes, such as 6x4, but receives 2")
    #expect(
      message([Residual([Reshape(Shape(4, 3)), GraphConvolution(3)])], graph)
        == "graphconv needs the features of 6 nodes, such as 6x4, but receives 4x3")
    #expect(
      message([], .graph(nodes: 50_000, features: 1))
        == "a shape of graph 50000x1 is beyond what can be computed with")
  }
}
