import Files
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@testable import Datasets

@Suite struct SourcesTests {
  @Test func tableAndFolderAgree() throws {
    let files = try Fixtures.types(in: "Datasets/Sources", except: "Sources")
    #expect(Set(Sources.all.map { "\($0)" }) == files)
    for source in Sources.all {
      #expect(source.entry.kind == .source)
      #expect(!source.entry.examples.isEmpty)
      for option in source.pathOptions {
        #expect(source.entry.parameters.contains { $0.name == option })
      }
    }
  }
}
