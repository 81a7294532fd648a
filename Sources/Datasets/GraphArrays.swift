import Files
import LinearAlgebra

/// The adjacency matrices of graphs, [N x nodes x nodes] in a file, behind the features of their
/// nodes in a data set.
struct GraphArrays {
  /// The file the matrices are from, for messages.
  let path: String
  /// The array's name; empty for the only one.
  let name: String

  /// Features [N x nodes·features] with the adjacency behind them, in the precision of the features.
  ///
  /// - Throws: `FileError` for matrices that do not belong to them, or that are not of 0 and 1,
  ///   symmetric and without self-loops.
  func join(
    _ graph: NDArray, to features: StoredMatrix, of shape: Shape
  ) throws(FileError) -> (inputs: StoredMatrix, shape: Shape) {
    let subject = name.isEmpty ? "its array" : "“\(name)”"
    guard shape.axes.count == 2 else {
      throw FileError(
        path, "cannot belong to examples of \(shape): graphs need nodes x features")
    }
    let (rows, nodes) = (features.rows, shape.axes[0])
    guard graph.shape == [rows, nodes, nodes], let values = graph.doubles else {
      let found = graph.shape.map(String.init).joined(separator: "x")
      throw FileError(
        path,
        "does not fit: \(subject) is \(found), and \(rows) graphs of \(nodes) nodes need "
          + "\(rows)x\(nodes)x\(nodes)")
    }
    try check(values, nodes, subject)
    let joined = Shape.graph(nodes: nodes, features: shape.axes[1])
    guard Memory.holds(rows * joined.count * 8) else {
      let size = Memory.describe(Double(rows) * Double(joined.count) * 8)
      throw FileError(path, "needs \(size), more than the memory there is")
    }
    switch features {
    case .single(let m): return (.single(Self.joined(m, values, joined)), joined)
    case .double(let m): return (.double(Self.joined(m, values, joined)), joined)
    }
  }

  private func check(_ values: [Double], _ nodes: Int, _ subject: String) throws(FileError) {
    let size = nodes * nodes
    func fail(_ k: Int, _ problem: String) -> FileError {
      let place = "entry (\(k % size / nodes), \(k % nodes)) of graph \(k / size), counted from 0"
      return FileError(path, "cannot be adjacency matrices: \(subject) has \(problem) at \(place)")
    }
    for (k, value) in values.enumerated() {
      let (i, j) = (k % size / nodes, k % nodes)
      if value != 0 && value != 1 { throw fail(k, "\(value), which is neither 0 nor 1,") }
      if i == j && value != 0 { throw fail(k, "a self-loop") }
      if value != values[k / size * size + j * nodes + i] {
        throw fail(k, "an edge in one direction only")
      }
    }
  }

  private static func joined<S: Scalar>(
    _ features: Matrix<S>, _ graph: [Double], _ shape: Shape
  ) -> Matrix<S> {
    let (own, size) = (features.columns, shape.axes[0] * shape.axes[0])
    return Matrix<S>(rows: features.rows, columns: own + size) { view in
      features.withView { view.columns(0..<own).copy($0) }
      for n in 0..<view.rows {
        for k in 0..<size { view[n, own + k] = S(graph[n * size + k]) }
      }
    }
  }

  /// The features and the adjacency of examples; no adjacency where they are no graphs.
  static func split(
    _ inputs: StoredMatrix, _ shape: Shape
  ) -> (features: StoredMatrix, graph: StoredMatrix?) {
    guard shape.isGraph else { return (inputs, nil) }
    let own = shape.withoutGraph.count
    func columns<S: Scalar>(_ matrix: Matrix<S>, _ range: Range<Int>) -> Matrix<S> {
      Matrix<S>(rows: matrix.rows, columns: range.count) { out in
        matrix.withView { out.copy($0.columns(range)) }
      }
    }
    return switch inputs {
    case .single(let m):
      (.single(columns(m, 0..<own)), .single(columns(m, own..<m.columns)))
    case .double(let m):
      (.double(columns(m, 0..<own)), .double(columns(m, own..<m.columns)))
    }
  }
}
