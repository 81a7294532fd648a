import Glibc

/// The stream of random numbers that (seed, purpose) names.
///
/// The seed is Philox's key; the counter's upper half is the hash of the purpose, its lower half
/// counts. So streams of different purposes never overlap, and drawing more from one leaves all
/// others as they were.
public struct RandomStream: Sendable {
  private let key: SIMD2<UInt32>
  private let purpose: UInt64
  private var index: UInt64 = 0
  private var block = SIMD4<UInt32>()
  private var used = 4
  private var spareNormal: Double?

  /// The stream from its beginning.
  ///
  /// - Parameter purpose: what is drawn, such as `parameters/0.weight`.
  public init(seed: UInt64, purpose: String) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    // FNV-1a, 64 bits.
    self.purpose = purpose.utf8.reduce(0xCBF2_9CE4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
  }

  /// 32 random bits.
  public mutating func bits() -> UInt32 {
    if used == 4 {
      block = Philox.block(
        counter: SIMD4(
          UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32),
          UInt32(truncatingIfNeeded: purpose), UInt32(truncatingIfNeeded: purpose >> 32)),
        key: key)
      index &+= 1
      used = 0
    }
    defer { used += 1 }
    return block[used]
  }

  /// 64 random bits: two words, the lower one first.
  private mutating func longBits() -> UInt64 {
    let low = UInt64(bits())
    return UInt64(bits()) << 32 | low
  }

  /// Uniform in [0, 1), of 53 random bits.
  public mutating func uniform() -> Double { Double(longBits() >> 11) * 0x1p-53 }

  /// Uniform between the bounds.
  public mutating func uniform(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// Standard normal, by Box and Muller; the second of each pair is kept for the next call.
  public mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let radius = (-2 * log(1 - uniform())).squareRoot()
    let angle = 2 * Double.pi * uniform()
    spareNormal = radius * sin(angle)
    return radius * cos(angle)
  }

  /// Uniform in 0 ..< n without bias: Lemire's multiplication with rejection ("Fast random integer
  /// generation in an interval", ACM TOMACS 29, 2019).
  ///
  /// - Precondition: n > 0
  public mutating func below(_ n: Int) -> Int {
    precondition(n > 0)
    let bound = UInt64(n)
    var product = longBits().multipliedFullWidth(by: bound)
    if product.low < bound {
      let rejected = (0 &- bound) % bound
      while product.low < rejected { product = longBits().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A random order of 0 ..< n (Fisher and Yates).
  public mutating func shuffled(_ n: Int) -> [Int] { choose(n, of: n) }

  /// k different numbers of 0 ..< n in random order: the first k of a shuffle.
  ///
  /// - Precondition: 0 ≤ k ≤ n
  public mutating func choose(_ k: Int, of n: Int) -> [Int] {
    precondition(k >= 0 && k <= n)
    var numbers = Array(0..<n)
    for i in 0..<k where i < n - 1 { numbers.swapAt(i, i + below(n - i)) }
    return Array(numbers[..<k])
  }
}

extension RandomStream {
  /// Fills a view with standard normal numbers, row by row.
  public mutating func normal<S: Scalar>(into view: View<S>) {
    for i in 0..<view.rows { for j in 0..<view.columns { view[i, j] = S(normal()) } }
  }

  /// Fills a view with Rademacher numbers, +1 or −1 with equal chance, row by row: of all
  /// independent entries those whose zᵀ A z has the least variance.
  public mutating func rademacher<S: Scalar>(into view: View<S>) {
    for i in 0..<view.rows {
      var (word, left) = (UInt32(0), 0)
      for j in 0..<view.columns {
        if left == 0 { (word, left) = (bits(), 32) }
        view[i, j] = word & 1 == 0 ? 1 : -1
        word >>= 1
        left -= 1
      }
    }
  }
}
