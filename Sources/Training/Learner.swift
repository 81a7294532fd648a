import LinearAlgebra
import Networks

/// A network being trained: its parameters, their gradient, and what the optimiser remembers.
///
/// Buffers are kept, so steps allocate nothing once batches of a size have been seen. Not for use
/// from several threads at once; the work inside runs on all of them.
public final class Learner<S: Scalar> {
  private let pass: Pass<S>
  private let gradient: LossGradient<S>
  private let optimiser: any Optimiser
  private let state: Buffer<S>
  private let saved: Buffer<S>
  /// Every parameter array's place, gradient and state.
  private let parts: [(offset: Int, gradient: View<S>, state: [View<S>])]
  private let batch = Workspace<S>()
  private var steps = 0

  /// A network before its first step. The network itself stays as it is.
  ///
  /// - Parameter seed: of what layers such as `dropout` draw.
  public init(
    _ network: Network, loss: any Loss, optimiser: any Optimiser, seed: UInt64 = 0
  ) {
    pass = Pass(network)
    gradient = LossGradient(loss, pass, seed: seed)
    self.optimiser = optimiser
    let count = network.architecture.parameterCount
    let state = Buffer<S>(count: count * optimiser.slots)
    self.state = state
    saved = Buffer(uninitialised: count)
    let gradients = gradient.gradient
    parts = network.architecture.arrays.map { array in
      let columns = max(1, array.shape.axes.last ?? 1)
      func part(_ base: UnsafeMutablePointer<S>) -> View<S> {
        View(base + array.offset, rows: array.count / columns, columns: columns)
      }
      return (
        array.offset, part(gradients.base),
        (0..<optimiser.slots).map { part(state.base + $0 * count) }
      )
    }
  }

  /// The network as it is now.
  public var network: Network {
    Network(pass.architecture, parameters: StoredMatrix(pass.parameters))
  }

  /// Whether no parameter is infinite or not a number.
  public var isFinite: Bool { pass.parameters.withView { $0.firstNotFinite() == nil } }

  /// The outputs [N x C] on some examples; valid until the next call of anything.
  public func outputs(of inputs: View<S>) -> View<S> { pass.forward(inputs) }

  /// Remembers the parameters for ``restore()``.
  public func save() {
    let count = saved.count
    pass.parameters.withView { saved.view(rows: 1, columns: count).copy($0) }
  }

  /// Sets the parameters back to what they were at the last ``save()``. The optimiser's memory stays
  /// as it is, so this is for ending a training, not for going on.
  public func restore() {
    let count = saved.count
    pass.parameters.withMutableView { $0.copy(saved.view(rows: 1, columns: count)) }
  }

  /// One step on a batch.
  ///
  /// - Returns: the loss before the step, the mean over the batch.
  /// - Throws: `Interrupted`, before anything is changed.
  public func step(inputs: View<S>, targets: View<S>, watch: any Watch) throws -> Double {
    let loss = try gradient.evaluate(
      inputs: inputs, targets: targets, step: steps, watch: watch)
    steps += 1
    pass.parameters.withMutableView { parameters in
      for part in parts {
        optimiser.step(
          steps, gradient: part.gradient,
          parameters: View(
            parameters.base + part.offset, rows: part.gradient.rows,
            columns: part.gradient.columns),
          state: part.state)
      }
    }
    return loss
  }

  /// One epoch: a step on each batch.
  ///
  /// - Parameters:
  ///   - inputs: [N x inputs], contiguous
  ///   - targets: [N x outputs], contiguous
  /// - Returns: the mean loss over the examples, each batch's taken before its step.
  /// - Throws: `Interrupted`, after some of the steps.
  public func epoch(
    inputs: View<S>, targets: View<S>, batches: inout Batches, watch: any Watch
  ) throws -> Double {
    let order = batches.nextOrder()
    var sum = 0.0
    for range in batches.ranges {
      try watch.check()
      let (x, y) =
        if let order {
          (gathered(inputs, order[range], slot: 0), gathered(targets, order[range], slot: 1))
        } else {
          (inputs.rows(range), targets.rows(range))
        }
      sum += try step(inputs: x, targets: y, watch: watch) * Double(range.count)
    }
    return sum / Double(batches.count)
  }

  /// These rows, copied to where the last batch was.
  private func gathered(_ rows: View<S>, _ order: ArraySlice<Int>, slot: Int) -> View<S> {
    let target = batch.view(slot, rows: order.count, columns: rows.columns)
    for (k, i) in order.enumerated() {
      (target.base + k * rows.columns)
        .update(from: rows.base + i * rows.stride, count: rows.columns)
    }
    return target
  }
}
