import Testing

@testable import Files

@Suite struct StoredElementTests {
  /// Against Swift's own binary16, all 65,536 of them.
  @Test func everyHalfIsRight() {
    for bits in UInt16.min...UInt16.max {
      let (ours, theirs) = (StoredElement.half(bits), Float(Float16(bitPattern: bits)))
      #expect(ours == theirs || (ours.isNaN && theirs.isNaN), "\(bits)")
      #expect(ours.sign == theirs.sign)
    }
  }
}
