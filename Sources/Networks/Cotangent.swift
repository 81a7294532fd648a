import LinearAlgebra

/// Cotangents of a batch at one place of the network: R rows per example, row n·R + c belonging to
/// example n and seed c. For a loss R is 1; for a kernel there is one seed per output.
///
/// The special forms keep structure that would be lost if it were multiplied out: the network's
/// last layer receives the identity, and what it sends back is the same C rows for every example.
public enum Cotangent<S: Scalar>: Sendable {
  /// [N·R x width]
  case rows(View<S>, perSample: Int)
  /// Seed c of every example is the unit vector of output c: the seeds of a kernel.
  case identity(outputs: Int)
  /// [R x width]: the same rows for every example.
  case shared(View<S>)
  /// Row (n, c) is mask[n, :] ∘ shared[c, :], with mask [N x width] and shared [R x width].
  case masked(View<S>, shared: View<S>)

  /// R, the number of seeds per example.
  public var perSample: Int {
    switch self {
    case .rows(_, let r): r
    case .identity(let outputs): outputs
    case .shared(let rows): rows.rows
    case .masked(_, let shared): shared.rows
    }
  }

  /// The rows themselves for examples `range`, written into `out` [range.count·R x width] whatever
  /// the form, for consumers that need them multiplied out.
  public func expand(_ range: Range<Int>, into out: View<S>) {
    let seeds = perSample
    precondition(out.rows == range.count * seeds && out.isContiguous)
    switch self {
    case .rows(let rows, _):
      out.copy(rows.rows(range.lowerBound * seeds..<range.upperBound * seeds))
    case .identity(let outputs):
      precondition(out.columns == outputs)
      out.fill(0)
      for row in 0..<out.rows { out[row, row % outputs] = 1 }
    case .shared(let rows):
      for n in 0..<range.count { out.rows(n * seeds..<(n + 1) * seeds).copy(rows) }
    case .masked(let mask, let shared):
      mask.rows(range).expand(shared, into: out)
    }
  }
}

/// What a parametric layer contributes: the inputs of a weight and the cotangents of its result.
///
/// The layer computes z = weightScale · a W + biasScale · b at each of `positions` places of an
/// example. Everything Tangent computes is a contraction of pairs:
/// the gradient of a loss is weightScale · Σ a ⊗ d (R = 1); the kernel, for one position, is
/// (weightScale² A Aᵀ + biasScale²) ∘ D Dᵀ; the trace is Σ (weightScale² ‖a‖² + biasScale²) ‖d‖².
public struct Pair<S: Scalar>: Sendable {
  /// The index among the parametric layers.
  public let layer: Int
  /// [in, out]; nil when the layer has only a bias.
  public let weight: ParameterArray?
  /// [out]; nil without a bias.
  public let bias: ParameterArray?
  /// [N·positions x in]
  public let inputs: View<S>
  /// R·positions rows per example: row (n·R + c)·positions + s; width out.
  public let cotangents: Cotangent<S>
  /// S, the places of an example where the weight is applied: 1 for a dense layer.
  public let positions: Int
  /// What multiplies the stored weight.
  public let weightScale: Double
  /// What multiplies the stored bias.
  public let biasScale: Double

  /// A pair; see the properties for shapes.
  public init(
    layer: Int, weight: ParameterArray?, bias: ParameterArray?, inputs: View<S>,
    cotangents: Cotangent<S>, positions: Int = 1, weightScale: Double = 1, biasScale: Double = 1
  ) {
    self.layer = layer
    self.weight = weight
    self.bias = bias
    self.inputs = inputs
    self.cotangents = cotangents
    self.positions = positions
    self.weightScale = weightScale
    self.biasScale = biasScale
  }
}
