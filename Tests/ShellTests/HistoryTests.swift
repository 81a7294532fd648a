import Foundation
import Session
import TestSupport
import Testing

@testable import Shell

@Suite struct HistoryTests {
  @Test func keepsEntriesAcrossProcesses() throws {
    try Fixtures.withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("deep/er/history").path
      var first = History(path: path)
      let block = "for n in [1, 2] {\n  collect n, \"a\\b\"\n}"
      for entry in ["1 + 1", block, "entropy net on d"] { first.append(entry) }
      // A second shell writes at the same time.
      var second = History(path: path)
      second.append("trace net on d")
      first.append("spectrum net on d")
      #expect(
        History(path: path).entries == [
          "1 + 1", block, "entropy net on d", "trace net on d", "spectrum net on d",
        ])
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.split(separator: "\n").count == 5)
      #expect(text.contains("for n in [1, 2] {\\n  collect n, \"a\\\\b\"\\n}\n"))
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test func dropsBlanksAndNeighbouringDuplicates() {
    var history = History(path: nil)
    let added = ["a", "a", "  \n", "b", "a"].map { history.append($0) }
    #expect(added == [true, false, false, true, true])
    #expect(history.entries == ["a", "b", "a"])
  }

  @Test func loadsTheLastEntriesAndShortensALongFile() throws {
    try Fixtures.withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("history").path
      let lines = (1...10_001).map { "entry \($0)" }
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
      let history = History(path: path)
      #expect(history.entries.count == 5000)
      #expect(history.entries.first == "entry 5002" && history.entries.last == "entry 10001")
      let left = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      #expect(left.count == 5000 && left.last == "entry 10001")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["history"])
    }
  }

  @Test func codingIsLossless() {
    for entry in ["", "plain", "a\nb", "a\\nb", "\\", "\\\\n\n\\", "日本\n\"é\""] {
      #expect(OneLine.decoded(OneLine.encoded(entry)) == entry)
      #expect(!OneLine.encoded(entry).contains("\n"))
    }
  }

  @Test func findsItsPlace() {
    func path(_ variables: [String: String]) -> String? { History.defaultPath { variables[$0] } }
    #expect(path(["HOME": "/h"]) == "/h/.local/state/tangent/history")
    #expect(path(["HOME": "/h", "XDG_STATE_HOME": "/s"]) == "/s/tangent/history")
    #expect(
      path(["HOME": "/h", "XDG_STATE_HOME": "relative"]) == "/h/.local/state/tangent/history")
    #expect(path(["HOME": "/h", "TANGENT_HISTORY": "/t"]) == "/t")
    #expect(path(["HOME": "/h", "TANGENT_HISTORY": ""]) == nil)
    #expect(path([:]) == nil)
  }

  @Test func aFolderThatCannotBeMadeIsNoError() {
    var history = History(path: "/proc/no/such/history")
    history.append("a")
    #expect(history.entries == ["a"])
  }
}
