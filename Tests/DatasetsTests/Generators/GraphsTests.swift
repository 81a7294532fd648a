import Catalog
import LinearAlgebra
import Testing

@testable import Datasets

@Suite struct GraphsTests {
  /// The adjacency matrices of a data set, [graph][node][node].
  private func adjacency(_ data: Dataset) -> [[[Double]]] {
    let (nodes, own) = (data.shape.axes[0], data.shape.withoutGraph.count)
    let x = numbers(data.inputs)
    return (0..<data.count).map { n in
      (0..<nodes).map { i in
        (0..<nodes).map { j in x[n * data.shape.count + own + i * nodes + j] }
      }
    }
  }

  private func graphs(
    _ count: Int, _ options: [(name: String, value: ArgumentValue)] = []
  ) throws -> Dataset {
    try Graphs.generate(count, arguments(Graphs.entry, options), seed: 4)
  }

  @Test(arguments: [8, 9, 12, 31]) func familiesAreWhatTheyAre(_ nodes: Int) throws {
    let data = try graphs(80, [(name: "nodes", value: .number(Double(nodes)))])
    #expect(data.shape == .graph(nodes: nodes, features: 4))
    #expect(data.classNames == ["ring", "random", "hubs", "communities"])
    var variances = [0.0, 0, 0, 0]
    for (graph, label) in zip(adjacency(data), try #require(data.labels)) {
      #expect(graph.joined().allSatisfy { $0 == 0 || $0 == 1 })
      for i in 0..<nodes {
        #expect(graph[i][i] == 0)
        for j in 0..<i { #expect(graph[i][j] == graph[j][i]) }
      }
      let degrees = graph.map { $0.reduce(0, +) }
      let edges = degrees.reduce(0, +) / 2
      #expect(edges == Double(label == 2 ? 2 * nodes - 3 : 2 * nodes))
      let mean = 2 * edges / Double(nodes)
      let variance = degrees.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(nodes)
      variances[label] += variance / 20
      if label == 0 {
        // Every node of a ring has four neighbours, and its nearest are neighbours of each other.
        #expect(degrees.allSatisfy { $0 == 4 })
      }
      if label == 2 { #expect(degrees.allSatisfy { $0 >= 2 }) }
    }
    #expect(variances[0] == 0)
    #expect(variances[2] > variances[1])
  }

  /// The order of nodes is drawn: rings are not all the same matrix, and a community is not always
  /// the first half.
  @Test func orderTellsNothing() throws {
    let data = try graphs(120)
    let all = adjacency(data)
    let labels = try #require(data.labels)
    let rings = zip(all, labels).filter { $0.1 == 0 }.map { $0.0.joined().map { $0 } }
    #expect(Set(rings).count > 20)
    // Edges between node 0 and the others, over all communities: about 1/3 of 11 places each.
    let communities = zip(all, labels).filter { $0.1 == 3 }.map(\.0)
    let first = (1..<6).map { j in communities.count { $0[0][j] == 1 } }.reduce(0, +)
    let second = (6..<12).map { j in communities.count { $0[0][j] == 1 } }.reduce(0, +)
    #expect(abs(Double(first) / 5 - Double(second) / 6) < 6)
  }

  @Test func varianceIsTheTarget() throws {
    let data = try graphs(40, [(name: "target", value: .text("variance"))])
    guard case .values(let targets) = data.targets else {
      Issue.record("a regression")
      return
    }
    for (graph, target) in zip(adjacency(data), numbers(targets)) {
      let degrees = graph.map { $0.reduce(0, +) }
      let mean = degrees.reduce(0, +) / Double(degrees.count)
      let variance =
        degrees.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(degrees.count)
      #expect(abs(variance - target) < 1e-5)
    }
  }

  @Test func firstFeatureIsOne() throws {
    for features in [1, 3] {
      let data = try graphs(4, [(name: "features", value: .number(Double(features)))])
      let x = numbers(data.inputs)
      for n in 0..<4 {
        for i in 0..<12 { #expect(x[n * data.shape.count + i * features] == 1) }
      }
    }
  }

  /// Scaling is of the features; the adjacency stays 0 and 1.
  @Test func scalingLeavesTheAdjacency() throws {
    let data = try graphs(30)
    for form in Scaling.Form.allCases {
      let scaled = try data.scaled(to: form)
      #expect(adjacency(scaled) == adjacency(data))
      #expect(numbers(scaled.inputs) != numbers(data.inputs))
      #expect(adjacency(try data.scaled(like: scaled)) == adjacency(data))
      let features = numbers(scaled.inputs.gathered([0])).prefix(48)
      if form == .unit { #expect(features.allSatisfy { $0 >= 0 && $0 <= 1 }) }
    }
  }
}
