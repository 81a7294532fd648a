import LinearAlgebra
import Networks

/// The pairs of all parametric layers on some samples: one pass forward, one backward.
struct PairCollection<S: Scalar> {
  let samples: Int
  /// The layers the restriction includes, the last one first.
  let pairs: [Pair<S>]
  /// What the pairs' views live in, besides the samples' own memory.
  private let pass: Pass<S>
  private let seed: Buffer<S>?

  /// - Precondition: `x` outlives the collection; `outputs` and `restriction` are resolved.
  init(
    _ network: Network, _ x: View<S>, outputs: KernelOutputs, restriction: Restriction
  ) throws {
    try self.init(Pass<S>(network), x, outputs: outputs, restriction: restriction)
  }

  /// With a pass whose buffers are used again; the pairs are valid until its next call.
  init(_ pass: Pass<S>, _ x: View<S>, outputs: KernelOutputs, restriction: Restriction) throws {
    let (cotangent, buffer) = Self.seed(outputs, of: pass.architecture.outputs)
    _ = pass.forward(x)
    var pairs: [Pair<S>] = []
    try pass.backward(cotangent) { if restriction.includes($0) { pairs.append($0) } }
    self.pass = pass
    self.pairs = pairs
    seed = buffer
    samples = x.rows
  }

  /// One seed per output, or the one that picks a single output: the same for every sample.
  private static func seed(
    _ outputs: KernelOutputs, of count: Int
  ) -> (Cotangent<S>, Buffer<S>?) {
    guard case .one(let output) = outputs else { return (.identity(outputs: count), nil) }
    let row = Buffer<S>(count: count)
    row.base[output] = 1
    return (.shared(row.view(rows: 1, columns: count)), row)
  }
}
