import Testing

@testable import Files

@Suite struct MemoryTests {
  @Test func thereIsSomeAndNotAll() {
    #expect(Memory.available > 1 << 20)
    #expect(Memory.holds(1))
    #expect(!Memory.holds(Int.max))
    #expect(!Memory.holds(nil))
  }

  @Test(arguments: [
    (0.0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (1234, "1.2 kB"),
    (9_960, "10 kB"),
    (23_456_789, "23 MB"), (999_999, "1 MB"), (3.164e12, "3.2 TB"), (8.9e18, "8.9 EB"),
    (1e30, "1000000000000 EB"),
  ])
  func sizesAreReadable(bytes: Double, text: String) { #expect(Memory.describe(bytes) == text) }
}
