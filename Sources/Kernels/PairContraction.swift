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
    var blocks: [() -> LayerTerm<S>] = []
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
        let other = right.map { PositionwiseJacobian($0[i], samples: samples.right) }
        blocks += jacobian.blocks(withBias: withBias).map { block in
          { term(block, of: jacobian, and: other) }
        }
      }
    }

    var sum = TermSum<S>(
      rowsPerSample: perSample, tiling: tiling,
      progress: Progress(
        "computing the kernel", of: tiling.tiles.count * (1 + max(0, blocks.count - 1) / 2), watch))
    if !positionwise.isEmpty { target.fill(0) }
    for grams in positionwise { try grams.add(to: target, watch: watch) }
    var adding = !positionwise.isEmpty
    // Two blocks of a Jacobian at a time: they are large, and every sweep reads and writes the kernel.
    var rest = blocks[...]
    while rest.count > 2 {
      try sum.accumulate(rest.prefix(2).map { $0() }, into: target, adding: adding)
      adding = true
      rest = rest.dropFirst(2)
    }
    sum.mirrors = right == nil && fill == .whole
    try sum.accumulate(terms + rest.map { $0() }, into: target, adding: adding)
  }

  /// The term of a block of a Jacobian, which keeps the block's memory: with another Jacobian's, or
  /// symmetric.
  func term<S: Scalar>(
    _ block: PositionwiseJacobian<S>.Block, of jacobian: PositionwiseJacobian<S>,
    and other: PositionwiseJacobian<S>? = nil
  ) -> LayerTerm<S> {
    let (left, owned) = self.block(block, of: jacobian)
    let (right, also) = other.map { self.block(block, of: $0) } ?? (left, owned)
    return LayerTerm(gram: left, right, times: share(jacobian.pair), keeping: [owned, also])
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
