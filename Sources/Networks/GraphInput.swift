import LinearAlgebra

/// Examples that are graphs, as a pass takes them apart.
struct GraphInput {
  let nodes: Int
  let features: Int

  /// - Precondition: `shape` is a graph's.
  init(_ shape: Shape) {
    precondition(shape.isGraph)
    (nodes, features) = (shape.axes[0], shape.axes[1])
  }

  /// The features [N x nodes·features] and Â [N x nodes·nodes] of examples, with
  /// Â = D^(−1/2) (A + 1) D^(−1/2), D being the row sums of A + 1 (Kipf and Welling, arXiv:1609.02907,
  /// equation 2).
  func split<S: Scalar>(
    _ inputs: View<S>, _ workspace: Workspace<S>
  ) -> (features: View<S>, adjacency: View<S>) {
    let own = nodes * features
    let x = workspace.view(0, rows: inputs.rows, columns: own)
    let graph = workspace.view(1, rows: inputs.rows, columns: nodes * nodes)
    Parallel.rows(inputs.rows, panel: max(1, (1 << 14) / inputs.columns)) { range in
      for n in range {
        let row = inputs.rows(n..<(n + 1))
        x.rows(n..<(n + 1)).copy(row.columns(0..<own))
        normalise(row.base + own, into: graph.rows(n..<(n + 1)).base)
      }
    }
    return (x, graph)
  }

  /// The sums are taken in double: of at most some thousand numbers 0 and 1 they are exact.
  private func normalise<S: Scalar>(
    _ a: UnsafeMutablePointer<S>, into result: UnsafeMutablePointer<S>
  ) {
    let roots = (0..<nodes).map { i in
      var degree = 1.0
      for j in 0..<nodes { degree += Double(a[i * nodes + j]) }
      return 1 / degree.squareRoot()
    }
    for i in 0..<nodes {
      for j in 0..<nodes {
        let entry = Double(a[i * nodes + j]) + (i == j ? 1 : 0)
        result[i * nodes + j] = S(roots[i] * entry * roots[j])
      }
    }
  }
}
