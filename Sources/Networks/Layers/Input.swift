import Catalog
import LinearAlgebra

/// `input 28x28x1`: where a network begins. It is syntax rather than a layer: it says the shape of
/// an example and computes nothing.
public enum Input: Nameable {
  /// What `help input` shows.
  public static let entry = Entry(
    "input", .layer, summary: "where a network begins: the shape of an example",
    usage: "input [graph] SIZE",
    details: """
      SIZE is the number of features, 784, or the axes of an image, height x width x channels:
      28x28x1. Images are row-major, so the last axis is the channels. `input graph 12x4` takes graphs
      of 12 nodes with 4 features each and an adjacency matrix of their own. Layers see the features,
      12x4, and graphconv the adjacency too, wherever in the network it stands.
      """,
    parameters: [
      Parameter(
        "size", .size, place: .operand, required: true,
        summary: "the shape of an example, such as 784 or 28x28x1; of a graph, nodes x features"),
      Parameter("kind", .choice(["graph"]), place: .word, summary: "graphs, with their adjacency"),
    ],
    examples: [
      Example("input 784 | dense 16 relu | dense 10", "784 features"),
      Example("input 28x28x1 | flatten | dense 10", "images of one channel"),
    ],
    searchTerms: ["shape", "image", "features", "size", "graph", "nodes"])

  /// The shape of a call whose arguments were checked against the entry.
  ///
  /// - Throws: `ArgumentError` when an axis is not positive or the shape is too large.
  public static func shape(_ arguments: Arguments) throws(ArgumentError) -> Shape {
    let shape = Shape(arguments.size("size") ?? [])
    guard !shape.axes.isEmpty, shape.axes.allSatisfy({ $0 >= 1 }) else {
      throw ArgumentError(
        "every axis of an input must be at least 1, but it is \(shape)", blame: .operand(0))
    }
    guard shape.checkedCount != nil else {
      throw ArgumentError(
        "an input of \(shape) is beyond what can be computed with", blame: .operand(0))
    }
    guard arguments.has("kind") else { return shape }
    guard shape.axes.count == 2 else {
      throw ArgumentError(
        "a graph's size is its nodes and their features, such as 12x4, not \(shape)",
        blame: .operand(0))
    }
    let graph = Shape.graph(nodes: shape.axes[0], features: shape.axes[1])
    guard graph.checkedCount != nil else {
      throw ArgumentError(
        "an input of \(graph) is beyond what can be computed with", blame: .operand(0))
    }
    return graph
  }
}
