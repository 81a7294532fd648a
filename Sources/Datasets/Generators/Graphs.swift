import Catalog
import LinearAlgebra

/// Small random graphs of four families.
public enum Graphs: Generator {
  /// The entry of the catalog.
  public static let entry = Entry(
    "graphs", .generator, summary: "small random graphs of four families, nodes with features",
    usage: "generate graphs N [with nodes=12, features=4, target=family|variance, seed=S]",
    details: """
      Each graph has `nodes` nodes and 2 · nodes edges (hubs 2 · nodes − 3), in an order of nodes that is drawn too, so nothing but its structure tells its family: 0, ring: \
      every node joined to the two nearest on either side; 1, random: edges drawn at will; 2, hubs: \
      nodes come one by one and join two others, busy ones preferred (Barabási and Albert 1999); 3, \
      communities: two halves, nine edges in ten within a half. The first feature of a node is 1, the \
      others are standard normal numbers that mean nothing. target=family makes four classes, \
      target=variance a regression on the variance of the number of neighbours. A network for them \
      begins with `input graph 12x4`.
      """,
    parameters: [
      Parameter(
        "nodes", .integer(8...512), default: .number(12), summary: "the nodes of each graph"),
      Parameter(
        "features", .integer(1...1024), default: .number(4), summary: "the features of a node"),
      Parameter(
        "target", .choice(["family", "variance"]), default: .text("family"),
        summary: "classes, or a number to predict"),
      seedParameter,
    ],
    examples: [
      Example("graphs = generate graphs 40 with nodes=10, seed=1"),
      Example("generate graphs 20 with target=variance, seed=1", "a regression"),
    ],
    searchTerms: ["graph", "nodes", "adjacency", "gnn", "network", "communities", "toy"])

  static let families = ["ring", "random", "hubs", "communities"]

  /// Graphs; see ``Generator/generate(_:_:seed:)``.
  public static func generate(
    _ count: Int, _ arguments: Arguments, seed: UInt64
  ) throws(ComputationError) -> Dataset {
    let nodes = arguments.integer("nodes") ?? 12
    let features = arguments.integer("features") ?? 4
    let shape = Shape.graph(nodes: nodes, features: features)
    try check(count, bytesPerExample: 4 * shape.count + 32)
    let labels = labels(count, of: families.count, seed: seed)
    var inputs = Matrix<Float>(rows: count, columns: shape.count)
    var variances = Matrix<Float>(rows: count, columns: 1)
    inputs.withMutableView { view in
      variances.withMutableView { variances in
        for i in 0..<count {
          var stream = RandomStream(seed: seed, purpose: "graphs/\(i)")
          let row = view.base + i * shape.count
          for node in 0..<nodes {
            row[node * features] = 1
            for f in 1..<max(1, features) { row[node * features + f] = Float(stream.normal()) }
          }
          var graph = RandomGraph(nodes, &stream)
          graph.draw(labels[i], &stream)
          graph.write(into: row + nodes * features)
          variances.base[i] = Float(graph.degreeVariance)
        }
      }
    }
    let target = arguments.text("target") ?? "family"
    return Dataset(
      inputs: .single(inputs), shape: shape,
      targets: target == "family"
        ? .classes(labels, count: families.count) : .values(.single(variances)),
      classNames: target == "family" ? families : nil,
      source: "graphs with nodes=\(nodes), features=\(features), target=\(target), seed=\(seed)")
  }
}

/// A graph while it is drawn. Nodes are named 0, 1 … in an order of their own.
struct RandomGraph {
  private let nodes: Int
  private let places: [Int]
  private var joined: [[Bool]]
  private(set) var degrees: [Int]

  init(_ nodes: Int, _ stream: inout RandomStream) {
    self.nodes = nodes
    places = stream.shuffled(nodes)
    joined = Array(repeating: Array(repeating: false, count: nodes), count: nodes)
    degrees = Array(repeating: 0, count: nodes)
  }

  /// The edges of a family, by its place in `Graphs.families`.
  mutating func draw(_ family: Int, _ stream: inout RandomStream) {
    switch family {
    case 0:
      for i in 0..<nodes { for step in 1...2 { join(i, (i + step) % nodes) } }
    case 1: drawPairs(&stream) { _, _, _ in true }
    case 2: drawHubs(&stream)
    default:
      let half = nodes / 2
      drawPairs(&stream) { i, j, x in ((i < half) == (j < half)) == (x < 0.9) }
    }
  }

  /// 2 · nodes different pairs out of those that `fits` accepts, which sees a number drawn anew for
  /// each edge.
  private mutating func drawPairs(
    _ stream: inout RandomStream, _ fits: (Int, Int, Double) -> Bool
  ) {
    for _ in 0..<(2 * nodes) {
      // Eight nodes in halves have twelve edges within them: the rest then goes between.
      var x = stream.uniform()
      for attempt in 0..<10_000 {
        if attempt % 100 == 99 { x = stream.uniform() }
        let (i, j) = (stream.below(nodes), stream.below(nodes))
        if i != j, !joined[i][j], fits(i, j, x) {
          join(i, j)
          break
        }
      }
    }
  }

  /// The first three nodes are joined; each further one joins two others, drawn by their edges.
  private mutating func drawHubs(_ stream: inout RandomStream) {
    var ends: [Int] = []
    for (i, j) in [(0, 1), (1, 2), (0, 2)] {
      join(i, j)
      ends += [i, j]
    }
    for node in 3..<nodes {
      var chosen: [Int] = []
      while chosen.count < 2 {
        let other = ends[stream.below(ends.count)]
        if !chosen.contains(other) { chosen.append(other) }
      }
      for other in chosen {
        join(node, other)
        ends += [node, other]
      }
    }
  }

  private mutating func join(_ i: Int, _ j: Int) {
    guard i != j, !joined[i][j] else { return }
    joined[i][j] = true
    joined[j][i] = true
    degrees[i] += 1
    degrees[j] += 1
  }

  /// The mean squared deviation of the number of neighbours from its mean.
  var degreeVariance: Double {
    let mean = Double(degrees.reduce(0, +)) / Double(nodes)
    return degrees.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(nodes)
  }

  /// The adjacency matrix, row by row, 0 and 1.
  func write(into adjacency: UnsafeMutablePointer<Float>) {
    for i in 0..<nodes {
      for j in 0..<nodes {
        adjacency[places[i] * nodes + places[j]] = joined[i][j] ? 1 : 0
      }
    }
  }
}
