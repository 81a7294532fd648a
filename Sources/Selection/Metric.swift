import Glibc
import LinearAlgebra

/// How far apart two networks' outputs u, v ∈ R^C are on one example. Each is zero for u = v and
/// grows with the distance, so that the greatest marks what the predictor knows least.
public enum Metric: String, CaseIterable, Sendable {
  /// (1/C) Σ (u − v)²: ZnNL's OrderNDifference(2)
  case mse
  /// Σ |u − v|
  case l1
  /// √Σ (u − v)²
  case l2
  /// max |u − v|
  case maximum
  /// 1 − |u·v| / (‖u‖‖v‖): ZnNL's CosineDistance; blind to length and sign.
  case cosine
  /// arccos(|u·v| / (‖u‖‖v‖)) / π: ZnNL's AngularDistance, from 0 to ½.
  case angular

  /// The distances of rows n of u and v, [N x C] each. A vector of zeros has no direction: its angle
  /// to another vector counts as a right one, to zeros as none.
  ///
  /// - Precondition: the shapes agree.
  public func distances(_ u: View<Double>, _ v: View<Double>) -> [Double] {
    precondition(u.rows == v.rows && u.columns == v.columns)
    return (0..<u.rows).map { n in
      distance(
        UnsafeBufferPointer(start: u.base + n * u.stride, count: u.columns),
        UnsafeBufferPointer(start: v.base + n * v.stride, count: v.columns))
    }
  }

  private func distance(
    _ u: UnsafeBufferPointer<Double>, _ v: UnsafeBufferPointer<Double>
  ) -> Double {
    let differences = zip(u, v).lazy.map { $0 - $1 }
    switch self {
    case .mse: return differences.reduce(0) { $0 + $1 * $1 } / Double(u.count)
    case .l2: return differences.reduce(0) { $0 + $1 * $1 }.squareRoot()
    case .l1: return differences.reduce(0) { $0 + abs($1) }
    // Not max(), which passes over what is not a number.
    case .maximum: return differences.reduce(0) { !(abs($1) <= $0) && !$0.isNaN ? abs($1) : $0 }
    case .cosine: return 1 - alignment(u, v)
    case .angular: return acos(alignment(u, v)) / .pi
    }
  }

  /// |u·v| / (‖u‖‖v‖), at most 1.
  private func alignment(
    _ u: UnsafeBufferPointer<Double>, _ v: UnsafeBufferPointer<Double>
  ) -> Double {
    let (uu, vv, uv) = zip(u, v).reduce((0.0, 0.0, 0.0)) {
      ($0.0 + $1.0 * $1.0, $0.1 + $1.1 * $1.1, $0.2 + $1.0 * $1.1)
    }
    if uu == 0 || vv == 0 { return uu == vv ? 1 : 0 }
    let cosine = abs(uv) / (uu.squareRoot() * vv.squareRoot())
    return cosine > 1 ? 1 : cosine
  }
}
