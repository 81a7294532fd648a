import CKernels
import COpenBLAS

/// `Float` or `Double`: what the engine computes in.
///
/// The engine is generic over this protocol. Every loop over elements is LAPACK or a loop of
/// `CKernels`, chosen here once per matrix, so generic code never pays a dynamic call per element.
public protocol Scalar: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
  /// The precision by name.
  static var precision: Precision { get }

  /// The precision as the functions of `CKernels` take it.
  static var loops: ck_precision { get }

  /// LAPACK's eigenvalues of a symmetric matrix (`ssyevd`, `dsyevd` with 'N' and 'U',
  /// column-major); returns LAPACK's info.
  static func syevd(
    _ n: Int32, _ a: UnsafeMutablePointer<Self>, _ stride: Int32,
    _ values: UnsafeMutablePointer<Self>, _ work: UnsafeMutablePointer<Self>, _ workCount: Int32,
    _ integers: UnsafeMutablePointer<Int32>, _ integerCount: Int32
  ) -> Int32
}

/// The precision of a computation.
public enum Precision: String, Sendable, CaseIterable {
  /// 32 bits, about 7 digits.
  case single
  /// 64 bits, about 16 digits.
  case double
}

private let valuesOnly = CChar(UInt8(ascii: "N"))
private let upper = CChar(UInt8(ascii: "U"))

extension Float: Scalar {
  /// `.single`
  public static var precision: Precision { .single }
  /// The single loops.
  public static var loops: ck_precision { ck_single }

  /// `LAPACKE_ssyevd_work`
  public static func syevd(
    _ n: Int32, _ a: UnsafeMutablePointer<Float>, _ stride: Int32,
    _ values: UnsafeMutablePointer<Float>, _ work: UnsafeMutablePointer<Float>,
    _ workCount: Int32, _ integers: UnsafeMutablePointer<Int32>, _ integerCount: Int32
  ) -> Int32 {
    LAPACKE_ssyevd_work(
      LAPACK_COL_MAJOR, valuesOnly, upper, n, a, stride, values, work, workCount, integers,
      integerCount)
  }
}

extension Double: Scalar {
  /// `.double`
  public static var precision: Precision { .double }
  /// The double loops.
  public static var loops: ck_precision { ck_double }

  /// `LAPACKE_dsyevd_work`
  public static func syevd(
    _ n: Int32, _ a: UnsafeMutablePointer<Double>, _ stride: Int32,
    _ values: UnsafeMutablePointer<Double>, _ work: UnsafeMutablePointer<Double>,
    _ workCount: Int32, _ integers: UnsafeMutablePointer<Int32>, _ integerCount: Int32
  ) -> Int32 {
    LAPACKE_dsyevd_work(
      LAPACK_COL_MAJOR, valuesOnly, upper, n, a, stride, values, work, workCount, integers,
      integerCount)
  }
}
