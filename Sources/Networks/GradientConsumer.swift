import LinearAlgebra

/// The gradient of a loss as a consumer of pairs: ∂L/∂W = weightScale · Aᵀ D, ∂L/∂b = biasScale ·
/// the column sums of D, where D was seeded by ∂L/∂f.
public final class GradientConsumer<S: Scalar> {
  private let buffer: Buffer<S>
  private let count: Int

  /// A gradient of zeros.
  public init(_ architecture: Architecture) {
    count = architecture.parameterCount
    buffer = Buffer(count: count)
  }

  /// The gradient, [1 x parameterCount], in the order of the flat vector.
  public var gradient: View<S> { buffer.view(rows: 1, columns: count) }

  /// Writes the pair's part of the gradient, or adds to it.
  ///
  /// The weight's rows are cut in panels, so no sum depends on the number of threads.
  /// - Precondition: one seed per example (R = 1).
  public func consume(_ pair: Pair<S>, adding: Bool = false) {
    guard case .rows(let d, perSample: 1) = pair.cotangents else {
      preconditionFailure("a loss has one seed per example, whose cotangents are rows")
    }
    if let weight = pair.weight {
      let part = View(
        buffer.base + weight.offset, rows: pair.inputs.columns, columns: d.columns)
      Products.multiply(
        pair.inputs, d, transposing: .first, into: part, alpha: pair.weightScale, adding: adding)
    }
    if let bias = pair.bias {
      d.columnSums(into: buffer.base + bias.offset, alpha: pair.biasScale, beta: adding ? 1 : 0)
    }
  }
}

/// A loss and its gradient on batches of any size, with buffers that are reused: what a training
/// step needs.
public final class LossGradient<S: Scalar> {
  /// The pass whose parameters the gradient is taken at.
  public let pass: Pass<S>
  private let loss: any Loss
  private let consumer: GradientConsumer<S>
  private let workspace = Workspace<S>()

  /// The gradient of `loss` at the parameters of `pass`.
  public init(_ loss: any Loss, _ pass: Pass<S>) {
    self.loss = loss
    self.pass = pass
    consumer = GradientConsumer(pass.architecture)
  }

  /// ∂L/∂θ of the last ``evaluate(inputs:targets:)``, [1 x parameterCount].
  public var gradient: View<S> { consumer.gradient }

  /// L on a batch; its gradient is in ``gradient`` afterwards.
  ///
  /// Batches larger than the architecture's chunk are streamed, so memory does not grow with them.
  /// - Parameters:
  ///   - inputs: [N x input.count], contiguous, N > 0.
  ///   - targets: [N x outputs], contiguous.
  ///   - watch: asked between chunks.
  /// - Throws: ``Interrupted``.
  public func evaluate(
    inputs: View<S>, targets: View<S>, watch: (any Watch)? = nil
  ) throws -> Double {
    precondition(inputs.rows == targets.rows && inputs.rows > 0)
    let chunk = pass.architecture.chunk
    var total = 0.0
    for begin in stride(from: 0, to: inputs.rows, by: chunk) {
      try watch?.check()
      let range = begin..<min(begin + chunk, inputs.rows)
      let outputs = pass.forward(inputs.rows(range))
      let seed = workspace.view(0, rows: range.count, columns: outputs.columns)
      let share = Double(range.count) / Double(inputs.rows)
      total += share * loss.seed(outputs: outputs, targets: targets.rows(range), into: seed)
      if share < 1 { seed.scale(by: share) }
      try pass.backward(.rows(seed, perSample: 1)) { consumer.consume($0, adding: begin > 0) }
    }
    return total
  }
}
