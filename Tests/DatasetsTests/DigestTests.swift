import Testing

@testable import Datasets

@Suite struct DigestTests {
  /// Test vectors of the FNV authors (www.isthe.com/chongo/tech/comp/fnv, 64-bit FNV-1a).
  @Test(arguments: [
    ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8"),
    ("chongo was here!\n", "46810940eff5f915"),
  ])
  func publishedVectors(text: String, digits: String) {
    var digest = Digest()
    digest.add(text)
    #expect(digest.description == digits)
  }

  @Test func piecesAddUp() {
    var whole = Digest()
    whole.add([1, 2, 3] as [UInt8])
    var parts = Digest()
    parts.add([1] as [UInt8])
    parts.add([2, 3] as [UInt8])
    #expect(whole.value == parts.value)
    #expect(Digest.text(15) == "000000000000000f")
  }
}
