import Testing

@testable import Catalog

@Suite struct DidYouMeanTests {
  /// Distances by hand: kitten/sitting is the textbook 3; a swap of neighbours counts one.
  @Test(arguments: [
    ("kitten", "sitting", 3), ("entropy", "entrpoy", 1), ("", "abc", 3), ("abc", "abc", 0),
    ("ca", "abc", 3),
  ])
  func distance(a: String, b: String, d: Int) {
    #expect(alignmentDistance(Array(a.unicodeScalars), Array(b.unicodeScalars)) == d)
    #expect(alignmentDistance(Array(b.unicodeScalars), Array(a.unicodeScalars)) == d)
  }

  @Test func findsTheNearest() {
    let names = ["entropy", "trace", "spectrum", "train"]
    #expect(nearest("entrpy", among: names) == "entropy")
    #expect(nearest("Trace", among: names) == "trace")
    #expect(nearest("spec", among: names) == "spectrum")
    #expect(nearest("zebra", among: names) == nil)
    #expect(nearest("", among: names) == nil)
    #expect(nearest("tra", among: names) == nil, "tra begins two names")
  }

  @Test func longWordsAreCutNotCompared() {
    #expect(nearest(String(repeating: "a", count: 100_000), among: ["entropy"]) == nil)
  }
}
