import CKernels
import LinearAlgebra

/// Groups of numbers of an example shifted and scaled to mean 0 and variance 1, then gained and
/// shifted channel by channel: what layer and group normalisation have in common.
///
/// x̂ = (x − mean) / √(var + 1e-5), var divided by the number of elements; y = g ∘ x̂ + b.
public struct Normalisation: Sendable {
  /// Parts of an example that are normalised each by itself.
  let units: Int
  /// Positions of a unit.
  let positions: Int
  let channels: Int
  /// Contiguous groups of the channels, each normalised by itself.
  let groups: Int

  /// Added to variances, as everywhere in the field.
  static let epsilon = 1e-5

  /// The gain, then the shift, both [channels].
  var arrays: [ParameterArray] {
    [
      ParameterArray("weight", .gain, shape: Shape(channels), fanIn: 1, fanOut: 1),
      ParameterArray("bias", .shift, shape: Shape(channels), fanIn: 1, fanOut: 1),
    ]
  }

  /// x̂, and what the numbers were multiplied by.
  var memory: [Int] { [units * positions * channels, units * groups] }

  private var length: Int { units * positions * channels }

  func forward<S: Scalar>(_ place: Place<S>) {
    let gain = place.view(of: place.arrays[0], rows: 1, columns: channels)
    let shift = place.view(of: place.arrays[1], rows: 1, columns: channels)
    Parallel.rows(place.count, panel: max(1, (1 << 14) / length)) { range in
      ck_normalise(
        S.loops, place.input.rows(range).base, gain.base, shift.base, Self.epsilon,
        place.memory[0].rows(range).base, place.memory[1].rows(range).base,
        place.output.rows(range).base, range.count * units, positions, channels, groups)
    }
  }

  /// The pairs of the gain, Σ x̂ ∘ d over positions, and of the shift, Σ d; then the cotangents of x.
  func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    let gain = place.view(of: place.arrays[0], rows: 1, columns: channels)
    let seeds = cotangent.perSample
    let rows = place.count * seeds
    let gains = place.scratch(0, rows: rows, columns: channels)
    let shifts = place.scratch(1, rows: rows, columns: channels)
    let inputs = wantsInput ? place.scratch(2, rows: rows, columns: length) : nil
    let count = units * positions
    cotangent.eachExample(place) { n, d in
      let normed = place.memory[0].rows(n..<(n + 1)).base
      let scales = place.memory[1].rows(n..<(n + 1)).base
      for c in 0..<seeds {
        let row = d.rows(c..<(c + 1))
        let at = n * seeds + c..<n * seeds + c + 1
        ck_product_sums(S.loops, normed, row.base, gains.rows(at).base, count, channels)
        row.reshaped(rows: count, columns: channels).columnSums(into: shifts.rows(at).base)
        if let inputs {
          ck_normalise_back(
            S.loops, row.base, gain.base, normed, scales, inputs.rows(at).base, units, positions,
            channels, groups)
        }
      }
    }
    for (array, derivative) in zip(place.arrays, [gains, shifts]) {
      try emit(
        Pair(
          layer: place.index, added: array, cotangents: .rows(derivative, perSample: seeds),
          inputs: place.input))
    }
    return inputs.map { .rows($0, perSample: seeds) }
  }
}

/// A layer that is a normalisation: `layernorm` and `groupnorm` differ in what they normalise together.
public protocol NormalisingLayer: Layer {
  /// What it normalises together, for examples of this shape.
  func normalisation(_ shape: Shape) -> Normalisation
}

extension NormalisingLayer {
  /// The gain, then the shift, one for each channel.
  public func arrays(for input: Shape) -> [ParameterArray] { normalisation(input).arrays }

  /// x̂, and what the numbers were multiplied by.
  public func memory(for input: Shape) -> [Int] { normalisation(input).memory }

  /// y = g ∘ x̂ + b
  public func forward<S: Scalar>(_ place: Place<S>) {
    normalisation(place.inputShape).forward(place)
  }

  /// Two pairs, of the gain and the shift; then the cotangents through the normalisation.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    try normalisation(place.inputShape).backward(
      cotangent, place, wantsInput: wantsInput, emit: emit)
  }
}
