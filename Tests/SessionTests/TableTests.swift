import Catalog
import TestSupport
import Testing

@testable import Session

/// Tables and folders agree, and entries are complete.
@Suite struct TableTests {
  @Test func everyCommandFileIsInTheTable() throws {
    let types = Set(Commands.all.map { "\($0)" })
    #expect(types == (try Fixtures.types(in: "Session/Commands", except: "Commands")))
  }

  @Test func everyEntryIsWhole() {
    for entry in Session.vocabulary.entries {
      #expect(!entry.summary.isEmpty, "\(entry.name)")
      #expect(!entry.summary.hasSuffix("."), "\(entry.name): \(entry.summary)")
      #expect(!entry.usage.isEmpty, "\(entry.name)")
      if entry.kind != .preposition {
        #expect(!entry.examples.isEmpty, "\(entry.kind) \(entry.name) has no example")
      }
      #expect(
        (entry.kind == .command || entry.kind == .quantity) == (entry.grammar != nil),
        "\(entry.name)")
    }
  }

  @Test func noNameStandsTwiceInATable() {
    for kind in Entry.Kind.allCases {
      let names = Session.vocabulary.entries(kind).map(\.name)
      #expect(Set(names).count == names.count, "\(kind): \(names)")
    }
  }
}
