import LinearAlgebra

/// - Throws: `ComputationError` when a number of the kernel, or of its lower half, is not finite.
func requireFinite<S: Scalar>(
  _ kernel: Matrix<S>, for quantity: String, lowerHalf: Bool = false
)
  throws
{
  let place = kernel.withView { view in
    lowerHalf
      ? (0..<view.rows).lazy.compactMap { i in
        view.rows(i..<(i + 1)).columns(0..<(i + 1)).firstNotFinite()
      }.first
      : view.firstNotFinite()
  }
  if place != nil { throw notFinite(quantity) }
}

/// The error for a kernel that holds infinities or what is not a number.
func notFinite(_ quantity: String) -> ComputationError {
  ComputationError(
    "the kernel has entries that are not finite, so there is no \(quantity)",
    suggestion: "look at the network's outputs on this data: its parameters or the data are too "
      + "large")
}

/// Whether a_ij = a_ji up to a few roundings of the largest entry.
func isSymmetric<S: Scalar>(_ kernel: Matrix<S>) -> Bool {
  let transposed = Matrix<S>(rows: kernel.columns, columns: kernel.rows) { out in
    kernel.withView { $0.transpose(into: out) }
  }
  // ‖K − Kᵀ‖² = 2(‖K‖² − ⟨K, Kᵀ⟩), which would cancel; so the difference itself.
  var difference = transposed
  let (distance, size) = kernel.withView { k in
    difference.withMutableView { d in
      d.add(k, times: -1)
      return (d.dot(d), k.dot(k))
    }
  }
  let tolerance = 16 * Double(S.ulpOfOne)
  return distance.squareRoot() <= tolerance * size.squareRoot()
}

/// The eigenvalues of the symmetric matrix whose lower half is there, descending; `kernel` is
/// destroyed.
///
/// - Throws: `ComputationError`; `Interrupted` before the work starts, since LAPACK cannot be
///   stopped.
func symmetricEigenvalues<S: Scalar>(
  _ kernel: inout Matrix<S>, watch: any Watch
) throws -> [Double] {
  try watch.check()
  watch.report("finding eigenvalues", 0, of: 1, detail: "\(kernel.rows) rows")
  let solver = SymmetricEigenvalues<S>()
  let ascending = try kernel.withMutableView { try solver.ascending(overwriting: $0) }
  return ascending.reversed().map { Double($0) }
}
