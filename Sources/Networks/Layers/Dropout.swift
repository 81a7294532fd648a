import Catalog
import LinearAlgebra

/// Numbers left out at random while training.
public struct Dropout: Layer {
  /// What `help dropout` shows.
  public static let entry = Entry(
    "dropout", .layer, summary: "leave numbers out at random while training",
    usage: "dropout SHARE",
    details: """
      In every training step each number is set to 0 with probability SHARE and the others are
      divided by 1 − SHARE (Srivastava et al., JMLR 15, 2014). Which ones depends on the training's
      seed, the step and the example's place in its batch. Kernels, losses and all other questions
      see the network without it.
      """,
    parameters: [
      Parameter(
        "share", .number(0...0.999), place: .operand, required: true,
        summary: "the probability of being left out, from 0")
    ],
    examples: [Example("input 784 | dense 32 relu | dropout 0.2 | dense 10")],
    searchTerms: ["regularisation", "noise", "random", "overfitting"])

  /// The probability of being left out.
  public let share: Double

  /// `dropout share`
  ///
  /// - Precondition: 0 ≤ share < 1
  public init(_ share: Double) {
    precondition(share >= 0 && share < 1)
    self.share = share
  }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    guard let share = arguments.number("share"), share >= 0, share < 1 else {
      throw ArgumentError("dropout needs share: a probability below 1")
    }
    self.share = share
  }

  /// As a user types it.
  public var code: String { "dropout \(shortest(share))" }

  /// The same shape.
  public func output(for input: Shape) throws(ShapeError) -> Shape { input }

  /// What the numbers are multiplied by.
  public func memory(for input: Shape) -> [Int] { [input.count] }

  /// y = x, or x with a part left out while training.
  public func forward<S: Scalar>(_ place: Place<S>) {
    let width = place.input.columns
    guard let moment = place.noise.moment, share > 0 else {
      Parallel.rows(place.count, panel: max(1, (1 << 14) / width)) {
        place.output.rows($0).copy(place.input.rows($0))
      }
      return
    }
    let purpose = "dropout/\(place.noise.turn())/\(moment.step)"
    let kept = S(1 / (1 - share))
    let below = UInt32(clamping: Int((share * 0x1p32).rounded()))
    let mask = place.memory[0]
    Parallel.rows(place.count, panel: max(1, (1 << 12) / width)) { range in
      for n in range {
        var stream = RandomStream(
          seed: moment.seed, purpose: "\(purpose)/\(moment.first + n)")
        for j in 0..<width { mask[n, j] = stream.bits() < below ? 0 : kept }
      }
      mask.rows(range).mask(
        place.input.rows(range), perRow: 1, into: place.output.rows(range))
    }
  }

  /// The cotangents of what was kept; no pairs.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit _: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    guard wantsInput else { return nil }
    guard place.noise.moment != nil, share > 0 else { return cotangent }
    return cotangent.pulledBack(throughEach: place, scratch: 0) { n, d, out in
      place.memory[0].rows(n..<(n + 1)).mask(d, perRow: d.rows, into: out)
    }
  }
}
