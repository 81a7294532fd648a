import Testing

@testable import Shell

@Suite struct RecallTests {
  /// A walk through a small history.
  private final class Walk {
    let entries = ["train a", "entropy a", "train b", "trace b", "train b"]
    var recall = Recall()

    func previous(_ line: String, _ beforeCursor: String? = nil) -> String? {
      recall.previous(entries, line: line, beforeCursor: beforeCursor ?? line)
    }

    func next(_ line: String) -> String? { recall.next(entries, line: line) }
  }

  @Test func walksThroughEverythingFromAnEmptyLine() {
    let walk = Walk()
    var line = ""
    var seen: [String] = []
    while let entry = walk.previous(line, "") {
      seen.append(entry)
      line = entry
    }
    #expect(seen == ["train b", "trace b", "train b", "entropy a", "train a"])
    var back: [String] = []
    while let entry = walk.next(line) {
      back.append(entry)
      line = entry
    }
    #expect(back == ["entropy a", "train b", "trace b", "train b", ""])
  }

  @Test func keepsThePrefixTypedBeforeTheCursor() {
    let walk = Walk()
    #expect(walk.previous("tra") == "train b")
    #expect(walk.previous("train b") == "trace b")
    #expect(walk.previous("trace b") == "train b")
    #expect(walk.previous("train b") == "train a")
    #expect(walk.previous("train a") == nil)
    #expect(walk.next("train a") == "train b")
  }

  @Test func whatWasTypedComesBack() {
    let walk = Walk()
    #expect(walk.previous("entr") == "entropy a")
    #expect(walk.next("entropy a") == "entr")
    #expect(walk.next("entr") == nil)
  }

  @Test func editingBeginsANewWalk() {
    let walk = Walk()
    _ = walk.previous("")
    #expect(walk.recall.isWalking("train b"))
    #expect(!walk.recall.isWalking("trace"))
    #expect(walk.next("trace") == nil)
    #expect(walk.previous("trace", "trac") == "trace b")
    var recall = Recall()
    let none = recall.previous([], line: "", beforeCursor: "")
    #expect(none == nil)
  }
}
