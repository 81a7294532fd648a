import LinearAlgebra
import Networks

/// From pairs to a kernel.
struct PairContraction {
  let outputs: KernelOutputs
  let restriction: Restriction
  let watch: any Watch

  /// Writes the kernel between the samples of `left` and of `right` into `target`, or for no `right`
  /// the symmetric kernel of `left`, of which `fill` says how much is wanted.
  ///
  /// - Throws: `Interrupted`.
  func accumulate<S: Scalar>(
    _ left: PairCollection<S>, _ right: PairCollection<S>?, into target: View<S>,
    fill: TangentKernel.Fill
  ) throws {
    try accumulate(
      left.pairs, right?.pairs, samples: (left.samples, right?.samples ?? left.samples),
      into: target, fill: fill)
  }

  func accumulate<S: Scalar>(
    _ left: [Pair<S>], _ right: [Pair<S>]?, samples: (left: Int, right: Int),
    into target: View<S>, fill: TangentKernel.Fill
  ) throws {
    let perSample = samples.left > 0 ? target.rows / samples.left : 1
    let tiling =
      right == nil
      ? Tiling.lowerHalf(target.rows, panel: Panels<S>.width)
      : Tiling.rectangle(target.rows, target.columns, panel: Panels<S>.width)

    let plan = KernelPlan(
      left, samples: (samples.left, right == nil ? nil : samples.right), outputs: outputs,
      restriction: restriction)
    var terms: [LayerTerm<S>] = []
    var positionwise: [PositionGrams<S>] = []
    var jacobians: [(left: PositionwiseJacobian<S>, right: PositionwiseJacobian<S>?)] = []
    var blocks: [[PositionwiseJacobian<S>.Block]] = []
    for (i, pair) in left.enumerated() {
      let withBias = restriction.hasBias(pair)
      switch plan.steps[i].method {
      case .gram:
        terms.append(
          LayerTerm(
            left: pair, right: right?[i], samples: samples, outputs: outputs, withBias: withBias))
      case .positions:
        positionwise.append(
          PositionGrams(
            pair, right?[i], samples: samples, outputs: outputs, withBias: withBias))
      case .jacobian:
        let jacobian = PositionwiseJacobian(pair, samples: samples.left)
        jacobians.append(
          (jacobian, right.map { PositionwiseJacobian($0[i], samples: samples.right) }))
        blocks.append(jacobian.blocks(withBias: withBias))
      }
    }

    let sweeps = 1 + blocks.reduce(0) { $0 + $1.count }
    let sum = TermSum<S>(
      rowsPerSample: perSample, tiling: tiling, mirrors: right == nil && fill == .whole,
      progress: Progress("computing the kernel", of: tiling.tiles.count * sweeps, watch))
    try sum.accumulate(terms, into: target, adding: false)
    for grams in positionwise { try grams.add(to: target, watch: watch) }
    for (jacobian, blocks) in zip(jacobians, blocks) {
      for block in blocks {
        try watch.check()
        let (left, owned) = self.block(block, of: jacobian.left)
        let (right, also) = jacobian.right.map { self.block(block, of: $0) } ?? (left, owned)
        try withExtendedLifetime((owned, also)) {
          try sum.accumulate(
            [LayerTerm(gram: left, right, times: share(jacobian.left.pair))], into: target,
            adding: true)
        }
      }
    }
    if right == nil && fill == .whole && !positionwise.isEmpty { complete(target) }
  }

  /// Copies the lower half of a symmetric kernel to the upper, which sums over positions leave out.
  private func complete<S: Scalar>(_ kernel: View<S>) {
    Parallel.rows(kernel.rows, panel: 64) { range in
      let before = 0..<range.lowerBound
      if !before.isEmpty {
        kernel.rows(range).columns(before).transpose(into: kernel.rows(before).columns(range))
      }
      for i in range { for j in range.lowerBound..<i { kernel[j, i] = kernel[i, j] } }
    }
  }

  /// The symmetric term of a block of a Jacobian, which keeps the block's memory.
  func term<S: Scalar>(
    _ block: PositionwiseJacobian<S>.Block, of jacobian: PositionwiseJacobian<S>
  ) -> LayerTerm<S> {
    let (view, owned) = self.block(block, of: jacobian)
    return LayerTerm(gram: view, view, times: share(jacobian.pair), keeping: owned)
  }

  private func share<S: Scalar>(_ pair: Pair<S>) -> Double {
    outputs == .mean ? 1 / Double(pair.seeds) : 1
  }

  /// A block of a Jacobian, a row per row of the kernel: for the mean over the outputs those of a
  /// sample side by side.
  private func block<S: Scalar>(
    _ block: PositionwiseJacobian<S>.Block, of jacobian: PositionwiseJacobian<S>
  ) -> (View<S>, Buffer<S>) {
    let (rows, columns) = (jacobian.samples * jacobian.pair.seeds, jacobian.columns(block))
    let memory = Buffer<S>(uninitialised: rows * columns)
    let view = memory.view(rows: rows, columns: columns)
    jacobian.write(block, into: view)
    guard outputs == .mean else { return (view, memory) }
    return (
      view.reshaped(rows: jacobian.samples, columns: jacobian.pair.seeds * columns), memory
    )
  }
}
