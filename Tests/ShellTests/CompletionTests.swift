import Catalog
import Foundation
import TestSupport
import Testing

@testable import Shell

@Suite struct CompletionTests {
  private func completion(_ prefix: String, _ words: [String]) -> Completion {
    Completion(prefix: prefix, candidates: words.map { .init(text: $0, summary: "about \($0)") })
  }

  @Test func insertsWhatAllShare() {
    #expect(completion("t", ["train", "trace", "show"]).insertion == "ra")
    #expect(completion("tra", ["train", "trace"]).insertion == "")
    #expect(completion("trai", ["train", "trace"]).insertion == "n ")
    #expect(completion("train", ["train"]).insertion == " ")
    #expect(completion("x", ["train"]).insertion == "")
    #expect(completion("", ["é", "éa"]).insertion == "é")
  }

  @Test func listsEachOnceWithItsSummary() {
    let twice = completion("", ["loss", "log", "loss"])
    #expect(twice.candidates.map(\.text) == ["loss", "log"])
    #expect(
      twice.list(width: 40, rows: 10, colour: false) == [
        "  loss  about loss", "  log   about log",
      ])
  }

  @Test func listFitsTheScreen() {
    let many = completion("", (1...30).map { "candidate number \($0)" })
    for width in [10, 30, 50, 80] {
      let lines = many.list(width: width, rows: 8, colour: false)
      #expect(lines.count == 8)
      #expect(lines.last == "  and 23 more: type another letter")
      #expect(lines.dropLast().allSatisfy { $0.count <= max(width, 24) })
    }
  }

  /// Where summaries do not fit, names do.
  @Test func manyAreListedInColumns() {
    let many = completion("", (1...30).map { "word\($0)" })
    let lines = many.list(width: 80, rows: 8, colour: false)
    #expect(lines.count == 4 && lines.allSatisfy { $0.count <= 80 })
    #expect(lines[0].split(separator: " ").prefix(2) == ["word1", "word5"])
    #expect(Set(lines.flatMap { $0.split(separator: " ") }).count == 30)
  }

  @Test func completesPaths() throws {
    try Fixtures.withTemporaryFolder { folder in
      for name in ["data.csv", "dates", ".hidden", "other.npz"] {
        try Data().write(to: folder.appendingPathComponent(name))
      }
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("digits"), withIntermediateDirectories: false)
      let base = folder.path + "/"
      #expect(Paths.completion(base + "da").insertion == "t")
      #expect(
        Paths.completion(base + "dat").candidates.map(\.text) == [
          base + "data.csv", base + "dates",
        ])
      #expect(Paths.completion(base + "o").insertion == "ther.npz\"")
      #expect(Paths.completion(base + "di").insertion == "gits/")
      #expect(Paths.completion(base).candidates.count == 4)
      #expect(Paths.completion(base + ".").candidates.map(\.text) == [base + ".hidden"])
      #expect(Paths.completion("/no/such/").candidates.isEmpty)
    }
  }

  @Test func readsUsageLines() {
    let train = Usage("train NETWORK on DATA for N epochs [using OPTIMISER] [with rate=…]")
    #expect(train.operand(0) == ["NETWORK"] && train.operand(1).isEmpty)
    #expect(train.phrase(.on) == ["DATA"] && train.phrase(.using) == ["OPTIMISER"])
    let scale = Usage("scale DATA to unit|standard, or scale DATA like DATA")
    #expect(scale.phrase(.to) == ["unit", "standard"] && scale.phrase(.like).isEmpty)
    #expect(Usage("select N|all from DATA").operand(0) == ["N", "all"])
    #expect(Usage("save VALUE to \"PATH\"").phrase(.to) == ["\"PATH\""])
    #expect(Usage("show [VALUE|settings]").operand(0) == ["VALUE", "settings"])
  }
}
