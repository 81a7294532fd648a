import LinearAlgebra
import Testing

@testable import Datasets

@Suite struct ProvenanceTests {
  private let data = counting(4, .classes([0, 1, 0, 1], count: 2))

  @Test func digestNamesSourceIndicesAndSteps() throws {
    let again = counting(4, .classes([0, 1, 0, 1], count: 2))
    #expect(data.digest == again.digest)
    #expect(data.digest.utf8.count == 16)
    var digests: Set<String> = [data.digest]
    for other in [
      counting(4, .classes([0, 1, 0, 0], count: 2)), counting(4, .classes([0, 1, 0, 1], count: 3)),
      counting(4), counting(3, .classes([0, 1, 0], count: 2)), data.taking([0, 1, 3, 2]),
      data.taking([0, 1, 2]), try data.scaled(to: .unit), try data.scaled(to: .standard),
      try data.scaled(to: .unit).scaled(to: .standard),
    ] { #expect(digests.insert(other.digest).inserted) }
  }

  /// The same examples by another way of selecting.
  @Test func digestDoesNotDependOnTheWay() {
    #expect(data.taking([3, 1, 0]).taking([2, 0]).digest == data.taking([0, 3]).digest)
  }

  @Test func digestCountsTheShape() {
    let flat = Dataset(
      inputs: data.inputs, shape: Shape(2, 1), targets: data.targets, source: "counting")
    #expect(flat.digest != data.digest)
  }

  /// FNV-1a by hand over the source's digest and the indices, as 64-bit little-endian words.
  @Test func digestIsWhatItSays() {
    let provenance = Provenance("s", digest: 0x0102_0304_0506_0708, count: 2)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte: UInt64 in [8, 7, 6, 5, 4, 3, 2, 1] + [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    {
      hash = (hash ^ byte) &* 1_099_511_628_211
    }
    #expect(UInt64(provenance.digest, radix: 16) == hash)
  }
}
