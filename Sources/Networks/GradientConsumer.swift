import LinearAlgebra

/// The gradient of a loss as a consumer of pairs: ∂L/∂W = weightScale · Aᵀ D, ∂L/∂b = biasScale ·
/// the column sums of D, where D was seeded by ∂L/∂f.
public final class GradientConsumer<S: Scalar> {
  private let buffer: Buffer<S>
  private let count: Int
  private let partial = Workspace<S>()

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
    guard case .rows(let rows, perSample: 1) = pair.cotangents else {
      preconditionFailure("a loss has one seed per example, whose cotangents are rows")
    }
    let d = rows.reshaped(rows: rows.rows * rows.columns / pair.width, columns: pair.width)
    if let weight = pair.weight {
      let part = View(buffer.base + weight.offset, rows: pair.inputCount, columns: pair.width)
      if pair.inputsArePlaces {
        if !adding { part.fill(0) }
        for k in 0..<d.rows {
          let place = Int(pair.inputs[k, 0])
          part.rows(place..<(place + 1)).add(d.rows(k..<(k + 1)), times: pair.weightScale)
        }
      } else {
        add(pair, d, to: part, adding: adding)
      }
    }
    if let bias = pair.bias {
      d.columnSums(into: buffer.base + bias.offset, alpha: pair.biasScale, beta: adding ? 1 : 0)
    }
  }
}

extension GradientConsumer {
  /// Rows of one partial sum.
  private static var panel: Int { 4096 }

  /// part (+)= weightScale · Aᵀ D.
  ///
  /// A convolution has many more rows, examples times pixels, than its weight has numbers. Then rows
  /// are cut in panels of a fixed length, so that all cores work on them, and the panels' sums are
  /// added in double: one chain of a million terms would lose digits.
  private func add(_ pair: Pair<S>, _ d: View<S>, to part: View<S>, adding: Bool) {
    let panels = (d.rows + Self.panel - 1) / Self.panel
    let size = part.rows * part.columns
    guard pair.positions > 1, panels > 1, size <= 1 << 16 else {
      return Products.multiply(
        pair.inputs, d, transposing: .first, into: part, alpha: pair.weightScale, adding: adding)
    }
    let sums = partial.view(0, rows: panels, columns: size)
    Parallel.rows(d.rows, panel: Self.panel) { range in
      let k = range.lowerBound / Self.panel
      Products.multiply(
        pair.inputs.rows(range), d.rows(range), transposing: .first,
        into: sums.rows(k..<(k + 1)).reshaped(rows: part.rows, columns: part.columns),
        alpha: pair.weightScale, serially: true)
    }
    sums.columnSums(into: part.base, beta: adding ? 1 : 0)
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
  private let seed: UInt64

  /// The gradient of `loss` at the parameters of `pass`.
  ///
  /// - Parameter seed: of the noise of a training's steps.
  public init(_ loss: any Loss, _ pass: Pass<S>, seed: UInt64 = 0) {
    self.seed = seed
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
  ///   - step: the number of the training step, which draws the noise of layers that have any; nil
  ///     for the loss of the network without noise.
  ///   - watch: asked between chunks.
  /// - Throws: ``Interrupted``.
  public func evaluate(
    inputs: View<S>, targets: View<S>, step: Int? = nil, watch: (any Watch)? = nil
  ) throws -> Double {
    defer { pass.noise.end() }
    precondition(inputs.rows == targets.rows && inputs.rows > 0)
    let chunk = pass.architecture.chunk
    var total = 0.0
    for begin in stride(from: 0, to: inputs.rows, by: chunk) {
      try watch?.check()
      let range = begin..<min(begin + chunk, inputs.rows)
      if let step {
        pass.noise.begin(Noise.Moment(seed: seed, step: step, first: range.lowerBound))
      }
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
