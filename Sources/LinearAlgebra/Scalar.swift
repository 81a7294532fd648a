import CKernels
import COpenBLAS

/// `Float` or `Double`: what the engine computes in.
///
/// The engine is generic over this protocol; every loop over elements is one of its static
/// functions (BLAS, LAPACK or a loop of `CKernels`), so generic code pays one dynamic call per
/// matrix and never one per element.
public protocol Scalar: BinaryFloatingPoint, SIMDScalar, Sendable {
  static var precision: Precision { get }
}

/// The precision of a computation.
public enum Precision: String, Sendable, CaseIterable {
  case single, double
}

extension Float: Scalar {
  public static var precision: Precision { .single }
}

extension Double: Scalar {
  public static var precision: Precision { .double }
}
