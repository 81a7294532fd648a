/// What layers that are random while training draw their numbers from.
///
/// A pass has one; it is off except while a training step is computed, so that kernels and queries
/// see the network without noise. Draws are named by seed, step, the layer's turn and the example's
/// place in its batch, so they do not depend on the number of threads or on how a batch is cut.
public final class Noise: @unchecked Sendable {
  /// Where the next forward pass is in a training.
  struct Moment: Sendable {
    let seed: UInt64
    let step: Int
    /// The place in the batch of the pass's first example.
    let first: Int
  }

  private(set) var moment: Moment?
  private var turns = 0

  /// No noise.
  public init() {}

  /// On, for one forward pass.
  func begin(_ moment: Moment) {
    self.moment = moment
    turns = 0
  }

  /// Off.
  func end() { moment = nil }

  /// The number of noisy layers before this one in the pass.
  func turn() -> Int {
    defer { turns += 1 }
    return turns
  }
}
