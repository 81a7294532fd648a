import CKernels
import Catalog
import LinearAlgebra

/// An elementwise function φ between layers.
///
/// An activation is a pair of loops of `CKernels` and what the second of them needs.
public protocol Activation: Nameable, Sendable {
  /// What the derivative is computed from, whichever is cheapest.
  static var kept: Kept { get }
  /// y = φ(z), with the bias added to z on the way.
  static var value: ActivationLoop { get }
  /// φ′ from what is kept, multiplied into cotangents.
  static var slope: SlopeLoop { get }
}

/// What of a layer's forward pass an activation's derivative is computed from.
public enum Kept: Sendable {
  /// y = φ(z)
  case output
  /// z, which then has to be kept beside the output.
  case input
}

/// (precision, z, bias or nil, scale of the bias, y, rows, columns): adds the bias to z in place and
/// writes y, which may be z.
public typealias ActivationLoop =
  @convention(c) (
    ck_precision, UnsafeMutableRawPointer?, UnsafeRawPointer?, Double, UnsafeMutableRawPointer?,
    Int, Int
  ) -> Void

/// (precision, kept, cotangents or nil, out, count): out = cotangents ∘ φ′, or φ′.
public typealias SlopeLoop =
  @convention(c) (
    ck_precision, UnsafeRawPointer?, UnsafeRawPointer?, UnsafeMutableRawPointer?, Int
  ) -> Void

extension Activation {
  /// z += biasScale · bias in every row, then y = φ(z).
  ///
  /// - Precondition: both views are contiguous and of one shape, the bias [1 x width]; y may be z,
  ///   which is then lost.
  public static func apply<S: Scalar>(
    _ z: View<S>, bias: View<S>? = nil, biasScale: Double = 1, into y: View<S>
  ) {
    precondition(z.isContiguous && y.isContiguous && z.rows == y.rows && z.columns == y.columns)
    Parallel.rows(z.rows, panel: panel(width: z.columns)) { range in
      value(
        S.loops, z.rows(range).base, bias?.base, biasScale, y.rows(range).base, range.count,
        z.columns)
    }
  }

  /// out = φ′, one entry per element of `kept`.
  public static func slopes<S: Scalar>(_ kept: View<S>, into out: View<S>) {
    precondition(kept.isContiguous && out.isContiguous)
    Parallel.rows(kept.rows, panel: panel(width: kept.columns)) { range in
      slope(
        S.loops, kept.rows(range).base, nil, out.rows(range).base, range.count * kept.columns)
    }
  }

  /// out = cotangents ∘ φ′ for one seed per example; out may be the cotangents.
  public static func pullBack<S: Scalar>(
    _ cotangents: View<S>, kept: View<S>, into out: View<S>
  ) {
    precondition(kept.isContiguous && cotangents.isContiguous && out.isContiguous)
    precondition(kept.rows == cotangents.rows && out.rows == kept.rows)
    Parallel.rows(kept.rows, panel: panel(width: kept.columns)) { range in
      slope(
        S.loops, kept.rows(range).base, cotangents.rows(range).base, out.rows(range).base,
        range.count * kept.columns)
    }
  }

  /// Rows that make about 16,000 elements: enough to be worth a thread.
  private static func panel(width: Int) -> Int { max(1, (1 << 14) / max(1, width)) }
}

extension Activation {
  /// The cotangents of z from those of y = φ(z), in the form that keeps most structure: what was
  /// the same for every example becomes a mask on shared rows.
  ///
  /// - Parameters:
  ///   - kept: what ``kept`` names, [N x width].
  ///   - slot: the first of three scratch slots of the place that may be used.
  static func pullBack<S: Scalar>(
    _ cotangent: Cotangent<S>, kept: View<S>, place: Place<S>, scratch slot: Int
  ) -> Cotangent<S> {
    let (count, width) = (kept.rows, kept.columns)
    func mask() -> View<S> {
      let mask = place.scratch(slot, rows: count, columns: width)
      slopes(kept, into: mask)
      return mask
    }
    switch cotangent {
    case .rows(let d, perSample: 1):
      let result = place.scratch(slot + 1, rows: count, columns: width)
      pullBack(d, kept: kept, into: result)
      return .rows(result, perSample: 1)
    case .rows(let d, let seeds):
      let mask = mask()
      let result = place.scratch(slot + 1, rows: d.rows, columns: width)
      Parallel.rows(count, panel: max(1, (1 << 14) / max(1, width * seeds))) { range in
        let block = range.lowerBound * seeds..<range.upperBound * seeds
        mask.rows(range).mask(d.rows(block), perRow: seeds, into: result.rows(block))
      }
      return .rows(result, perSample: seeds)
    case .identity(let outputs):
      let shared = place.scratch(slot + 2, rows: outputs, columns: outputs)
      cotangent.expand(0..<1, into: shared)
      return .masked(mask(), shared: shared)
    case .shared(let shared):
      return .masked(mask(), shared: shared)
    case .masked(let before, let shared):
      let result = place.scratch(slot, rows: count, columns: width)
      pullBack(before, kept: kept, into: result)
      return .masked(result, shared: shared)
    }
  }
}
