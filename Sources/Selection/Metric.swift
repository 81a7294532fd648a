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

  /// The distances of rows n of `u` and `v`, [N x C] each; accumulated in double. A vector of zeros
  /// has no direction: its angle to another vector counts as a right one, to zeros as none.
  public func distances<S: Scalar>(_ u: View<S>, _ v: View<S>) -> [Double] {
    precondition(u.rows == v.rows && u.columns == v.columns)
    // With the type written out, the loop is compiled for it.
    if let u = u as? View<Float>, let v = v as? View<Float> { return rowwise(u, v) }
    if let u = u as? View<Double>, let v = v as? View<Double> { return rowwise(u, v) }
    return rowwise(u, v)
  }

  private func rowwise<S: Scalar>(_ u: View<S>, _ v: View<S>) -> [Double] {
    (0..<u.rows).map { n in
      let a = UnsafeBufferPointer(start: u.base + n * u.stride, count: u.columns)
      let b = UnsafeBufferPointer(start: v.base + n * v.stride, count: v.columns)
      return distance(a, b)
    }
  }

  private func distance<S: Scalar>(
    _ a: UnsafeBufferPointer<S>, _ b: UnsafeBufferPointer<S>
  ) -> Double {
    switch self {
    case .mse: return squares(a, b) / Double(a.count)
    case .l2: return squares(a, b).squareRoot()
    case .l1: return differences(a, b).reduce(0, +)
    case .maximum:
      // Not max(), which would pass over what is not a number.
      return differences(a, b).reduce(0) { $0 >= $1 ? $0 : $1 }
    case .cosine: return 1 - alignment(a, b)
    case .angular: return acos(alignment(a, b)) / .pi
    }
  }

  private func squares<S: Scalar>(
    _ a: UnsafeBufferPointer<S>, _ b: UnsafeBufferPointer<S>
  ) -> Double {
    var sum = 0.0
    for c in 0..<a.count {
      let difference = Double(a[c]) - Double(b[c])
      sum += difference * difference
    }
    return sum
  }

  private func differences<S: Scalar>(
    _ a: UnsafeBufferPointer<S>, _ b: UnsafeBufferPointer<S>
  ) -> [Double] {
    zip(a, b).map { abs(Double($0) - Double($1)) }
  }

  /// |a·b| / (‖a‖‖b‖), at most 1.
  private func alignment<S: Scalar>(
    _ a: UnsafeBufferPointer<S>, _ b: UnsafeBufferPointer<S>
  ) -> Double {
    var (aa, bb, ab) = (0.0, 0.0, 0.0)
    for c in 0..<a.count {
      let (x, y) = (Double(a[c]), Double(b[c]))
      aa += x * x
      bb += y * y
      ab += x * y
    }
    if aa == 0 && bb == 0 { return 1 }
    if aa == 0 || bb == 0 { return 0 }
    let cosine = abs(ab) / (aa.squareRoot() * bb.squareRoot())
    return cosine > 1 ? 1 : cosine
  }
}
