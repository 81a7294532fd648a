import Catalog
import Testing

@Suite struct VocabularyTests {
  let vocabulary = Vocabulary([
    Entry("train", .command, summary: "fit a network", usage: "train", searchTerms: ["learn"]),
    Entry("loss", .quantity, summary: "the loss", usage: "loss"),
    Entry("relu", .activation, summary: "max(0, x)", usage: "relu"),
    Entry("dense", .layer, summary: "a layer", usage: "dense", details: "used to train networks"),
  ])

  @Test func findsByKind() {
    #expect(vocabulary.command("loss")?.kind == .quantity)
    #expect(vocabulary.command("dense") == nil)
    #expect(vocabulary.layer("relu")?.kind == .activation)
    #expect(vocabulary[.layer, "relu"] == nil)
    #expect(vocabulary.names(.command, .quantity) == ["train", "loss"])
  }

  @Test func searchPutsNamesFirst() {
    #expect(vocabulary.search(["train"]).map(\.name) == ["train", "dense"])
    #expect(vocabulary.search(["LEARN"]).map(\.name) == ["train"])
    #expect(vocabulary.search(["train", "layer"]).map(\.name) == ["dense"])
    #expect(vocabulary.search(["nothing"]).isEmpty)
  }
}
