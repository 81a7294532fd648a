import Foundation
import TestSupport
import Testing

@testable import Session

/// What `docs/workshop.md` says is so.
@Suite struct WorkshopTests {
  private let page = try? String(
    contentsOf: Fixtures.root.appendingPathComponent("docs/workshop.md"), encoding: .utf8)

  /// Every solution's numbers, computed: each expectation holds.
  @Test func theSolutionsHold() throws {
    let path = Fixtures.root.appendingPathComponent("docs/workshop.ntk").path
    let text = try Script.read(path)
    #expect(text.ranges(of: "\nexpect ").count >= 15)
    for number in 1...5 { #expect(text.contains("\n# \(number). ")) }
    let report = try Replay.run(file: path).report
    #expect(!report.hasFailures, "\(report.text)")
  }

  @Test func itsBlocksRun() throws {
    let parts = try #require(page).components(separatedBy: "```ntk\n").dropFirst()
    #expect(!parts.isEmpty)
    for part in parts {
      var transcript = Transcript()
      try transcript.run(part.components(separatedBy: "```")[0])
    }
  }

  /// The counts it promises for the check of a machine.
  @Test func theFirstLessonAgreesAsPromised() throws {
    let path = Fixtures.root.appendingPathComponent("docs/lessons/1-first-kernel.ntk").path
    let report = try Replay.run(file: path, tolerance: 1e-3).report
    #expect(try #require(page).contains("`\(report.text)`"), "\(report.text)")
  }
}
