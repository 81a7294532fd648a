/// Philox 4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw ("Parallel random
/// numbers: as easy as 1, 2, 3", SC11): a keyed bijection of 128-bit counters, ten rounds.
///
/// The tests hold the known answers published with Random123.
public enum Philox {
  /// The four random words of a counter under a key.
  public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (counter, key) = (counter, key)
    for round in 0..<10 {
      if round > 0 { key &+= SIMD2(0x9E37_79B9, 0xBB67_AE85) }
      let first = (0xD251_1F53 as UInt32).multipliedFullWidth(by: counter[0])
      let second = (0xCD9E_8D57 as UInt32).multipliedFullWidth(by: counter[2])
      counter = SIMD4(
        second.high ^ counter[1] ^ key[0], second.low, first.high ^ counter[3] ^ key[1], first.low)
    }
    return counter
  }
}
