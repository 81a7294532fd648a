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

  /// Case and signs do not count, and other tools' words mean ours where ours may stand.
  @Test(arguments: [
    ("Cross_Entropy", ["mse", "crossentropy"], "crossentropy"), ("lr", ["rate", "batch"], "rate"),
    ("learning_rate", ["rate", "batch"], "rate"), ("batch_size", ["rate", "batch"], "batch"),
    ("xavier", ["lecun", "he", "glorot"], "glorot"), ("True", ["yes", "no"], "yes"),
    ("Linear", ["dense", "conv"], "dense"), ("MaxPool2d", ["pool", "conv"], "pool max 2x2"),
    ("eigvalsh", ["spectrum", "trace"], "spectrum"), ("random ", ["rnd", "random"], "random"),
    ("float64", ["single", "double"], "double"),
  ])
  func meansWhatOthersCallIt(word: String, names: [String], meant: String) {
    #expect(nearest(word, among: names) == meant)
    #expect(nearest(word, among: ["unrelated"]) == nil)
  }

  /// Of three letters one is much: the first must be right.
  @Test func shortWordsKeepTheirFirstLetter() {
    #expect(nearest("det", among: ["set"]) == nil)
    #expect(nearest("ste", among: ["set"]) == "set")
    #expect(nearest("sed", among: ["seed"]) == "seed")
    #expect(nearest("est", among: ["set"]) == "set", "a swap at the beginning")
  }

  @Test func longWordsAreCutNotCompared() {
    #expect(nearest(String(repeating: "a", count: 100_000), among: ["entropy"]) == nil)
  }
}
