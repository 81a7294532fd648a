import LinearAlgebra
import Networks

/// Products of a tangent kernel with vectors without holding the kernel, in the cheaper of two ways
/// by their operation counts:
///
/// | | operations a product |
/// |---|---|
/// | ``BlockOperator`` | N² (Σ (in + R² q) + 2 R² vectors) |
/// | ``PairOperator`` | 4 N · vectors · Σ in · q |
///
/// with sums over the layers, R rows a sample, and q as ``PairOperator`` has it. For 784-128-128-10,
/// the mean over the outputs and 16 vectors they meet at some 30,000 samples.
struct KernelOperator<S: Scalar> {
  private let pairs: PairOperator<S>
  private let blocks: BlockOperator<S>

  /// - Precondition: `outputs` and `restriction` are resolved, `inputs` fits the network.
  init(
    _ network: Network, on inputs: Matrix<S>, outputs: KernelOutputs, restriction: Restriction,
    watch: any Watch
  ) {
    pairs = PairOperator(
      network, on: inputs, outputs: outputs, restriction: restriction, watch: watch)
    blocks = BlockOperator(
      network, on: inputs, outputs: outputs, restriction: restriction, watch: watch)
  }

  /// Writes K v for every row v of `vectors` [count x rows] into the rows of `products`.
  ///
  /// - Throws: `Interrupted`.
  func multiply(_ vectors: View<S>, into products: View<S>) throws {
    if try prefersBlocks(vectors.rows) {
      try blocks.multiply(vectors, into: products)
    } else {
      try pairs.multiply(vectors, into: products)
    }
  }

  /// Whether blocks cost fewer operations than pairs for so many vectors.
  func prefersBlocks(_ vectors: Int) throws -> Bool {
    let samples = Double(pairs.rows / pairs.rowsPerSample)
    let perSample = Double(pairs.rowsPerSample)
    let sizes = try pairs.termSizes()
    let each = sizes.reduce(2 * perSample * perSample * Double(vectors)) {
      $0 + Double($1.inputs) + perSample * perSample * Double($1.width)
    }
    let ofPairs = sizes.reduce(0) { $0 + 4 * Double($1.inputs + 1) * Double($1.width) }
    return samples * samples * each < samples * Double(vectors) * ofPairs
  }
}
