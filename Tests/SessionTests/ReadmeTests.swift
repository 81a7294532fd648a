import Foundation
import TestSupport
import Testing

@testable import Session

/// The session in the README is what the program says.
@Suite struct ReadmeTests {
  @Test func theSessionIsReal() throws {
    let text = try String(
      contentsOf: Fixtures.root.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(text.components(separatedBy: "```").first { $0.contains("ntk> ") })
    let exchanges = block.components(separatedBy: "ntk> ").dropFirst()
    #expect(exchanges.count > 8)
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder, isInteractive: true)
      for exchange in exchanges {
        let lines = exchange.split(separator: "\n").map(String.init)
        let shown = try transcript.run(lines[0]).flatMap {
          $0.split(separator: "\n").map(String.init)
        }
        #expect(shown.count == lines.count - 1, "\(lines[0])")
        for (new, recorded) in zip(shown, lines.dropFirst()) {
          // Five digits are shown; LAPACK may differ in the last ones on another processor.
          #expect(
            Agreement(relative: 1e-3).holds(recorded: recorded, new: new), "\(lines[0]): \(new)")
        }
      }
      let report = try Replay.run(file: folder.appendingPathComponent("lab.ntk").path).report
      #expect(report.agrees, "\(report.text)")
      #expect(text.contains(report.text), "\(report.text)")
    }
  }

  /// Every lesson and study runs, and what results it records are so. (Studies record none: what
  /// rnd chooses hangs on roundings that differ between processors.)
  @Test(arguments: ["lessons", "studies"])
  func scriptsReplay(folder: String) throws {
    let path = Fixtures.root.appendingPathComponent("docs/\(folder)").path
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(".ntk") }
    for name in names.sorted() {
      let report = try Replay.run(file: "\(path)/\(name)", tolerance: 1e-3).report
      let hasNone = report.text.hasPrefix("no result is recorded")
      #expect(report.agrees || folder == "studies" && hasNone, "\(name): \(report.text)")
    }
  }
}
