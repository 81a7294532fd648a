import Catalog
import Files
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Datasets

/// Graphs in files: features, adjacency matrices, targets.
@Suite struct GraphFileTests {
  private let features = NDArray(shape: [2, 3, 2], .float((0..<12).map { Float($0) }))
  private let edges: [Double] = [0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0]
  private var graph: NDArray { NDArray(shape: [2, 3, 3], .double(edges)) }
  private let labels = NDArray(.integer([1, 0]))

  /// What the two graphs are as inputs: features, then the adjacency.
  private let expected: [Double] =
    [0, 1, 2, 3, 4, 5, 0, 1, 0, 1, 0, 1, 0, 1, 0]
    + [6, 7, 8, 9, 10, 11, 0, 0, 1, 0, 0, 0, 1, 0, 0]

  private func load(
    _ path: String, _ files: [String: NamedArrays], _ options: [String: String] = [:]
  ) throws -> (data: Dataset?, problem: String?) {
    try Fixtures.withTemporaryFolder { (folder: URL) throws -> (data: Dataset?, problem: String?) in
      for (name, arrays) in files {
        try Formats.write(arrays, to: folder.appendingPathComponent(name).path)
      }
      var data: Dataset?
      let problem = try message(folder) {
        data = try ArrayFile.load(
          from: folder.appendingPathComponent(path).path,
          arguments(
            ArrayFile.entry,
            options.map {
              (name: $0.key, value: .text(folder.appendingPathComponent($0.value).path))
            }))
      }
      return (data, problem)
    }
  }

  private func archive(_ arrays: [(String, NDArray)]) -> NamedArrays {
    var named = NamedArrays()
    for (name, array) in arrays { named[name] = array }
    return named
  }

  @Test func fromOneArchive() throws {
    for name in ["graph", "adjacency"] {
      let file = archive([("x", features), (name, graph), ("y", labels)])
      let data = try #require(try load("g.npz", ["g.npz": file]).data)
      #expect(data.shape == .graph(nodes: 3, features: 2))
      #expect(numbers(data.inputs) == expected)
      #expect(data.inputs.precision == .single)
      #expect(data.labels == [1, 0])
    }
  }

  @Test func fromThreeFiles() throws {
    let files = [
      "x.npy": NamedArrays(features), "graph.npy": NamedArrays(graph),
      "y.npy": NamedArrays(labels),
    ]
    let data = try #require(
      try load("x.npy", files, ["graph": "graph.npy", "labels": "y.npy"]).data)
    #expect(data.shape == .graph(nodes: 3, features: 2))
    #expect(numbers(data.inputs) == expected && data.labels == [1, 0])
    // Without the graphs they are images of one channel.
    let images = try #require(try load("x.npy", files).data)
    #expect(images.shape == Shape(3, 2, 1))
  }

  @Test func referenceFile() throws {
    let data = try ArrayFile.load(
      from: Fixtures.url("layers/graph_network.npz").path, arguments(ArrayFile.entry))
    #expect(data.shape == .graph(nodes: 6, features: 4) && data.count == 5)
  }

  @Test func savedAndBack() throws {
    let data = try Graphs.generate(7, arguments(Graphs.entry), seed: 2).scaled(to: .standard)
    try Fixtures.withTemporaryFolder { folder in
      for name in ["g.npz", "g.safetensors"] {
        let path = folder.appendingPathComponent(name).path
        try data.save(to: path)
        let again = try ArrayFile.load(from: path, arguments(ArrayFile.entry))
        let isSame = Content(again) == Content(data)
        #expect(isSame, "\(name)")
      }
      for name in ["g.npy", "g.csv", "g.idx3-ubyte"] {
        let path = folder.appendingPathComponent(name).path
        let problem = try message(folder) { try data.save(to: path) }
        #expect(problem == "“\(name)” cannot hold graphs: there is room for one array")
      }
    }
  }

  @Test func whatIsWrongIsSaid() throws {
    func problem(_ graph: NDArray, _ features: NDArray? = nil) throws -> String? {
      try load(
        "g.npz", ["g.npz": archive([("x", features ?? self.features), ("graph", graph)])]
      ).problem
    }
    func changed(_ place: Int, to value: Double) -> NDArray {
      var edges = edges
      edges[place] = value
      return NDArray(shape: [2, 3, 3], .double(edges))
    }
    let start = "“g.npz” cannot be adjacency matrices: “graph” has "
    #expect(
      try problem(changed(1, to: 0.5))
        == start
        + "0.5, which is neither 0 nor 1, at entry (0, 1) of graph 0, counted from 0")
    #expect(
      try problem(changed(17, to: 1))
        == start + "a self-loop at entry (2, 2) of graph 1, counted from 0")
    #expect(
      try problem(changed(10, to: 1))
        == start + "an edge in one direction only at entry (0, 1) of graph 1, counted from 0")
    #expect(try problem(changed(1, to: .nan))?.contains("nan, which is neither 0 nor 1") == true)
    #expect(
      try problem(NDArray(shape: [2, 9], .double(edges)))
        == "“g.npz” does not fit: “graph” is 2x9, and 2 graphs of 3 nodes need 2x3x3")
    #expect(
      try problem(graph, NDArray(shape: [2, 6], .double(Array(repeating: 0, count: 12))))
        == "“g.npz” cannot belong to examples of 6: graphs need nodes x features")
    #expect(
      try load("g.npz", ["g.npz": archive([("x", features)])], ["graph": "g.npz"]).problem
        == "graph= has no meaning here: “g.npz” holds arrays by name")
  }
}
