import Catalog
import Glibc

/// A number to this many significant digits, without trailing zeros: `3.2137`, `1.2e-07`, `nan`.
///
/// Locale-independent: `LC_NUMERIC` stays C.
func significant(_ x: Double, _ digits: Int) -> String {
  guard x.isFinite else { return x.isNaN ? "nan" : x < 0 ? "-inf" : "inf" }
  if x == x.rounded(), abs(x) < pow(10, Double(max(digits, 6))) { return shortest(x) }
  return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
    let length = withVaList([Int32(digits), x]) { vsnprintf(buffer.baseAddress, 64, "%.*g", $0) }
    return String(decoding: buffer.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// `1 example`, `2 examples`
func counted(_ n: Int, _ noun: String) -> String { "\(n) \(noun)\(n == 1 ? "" : "s")" }
