import Foundation
import Testing

@testable import Language

@Test func scratch() throws {
  let text = try String(contentsOfFile: "/tmp/lines.txt", encoding: .utf8)
  for block in text.components(separatedBy: "\n---\n") {
    let prompt = block.hasPrefix("ntk> ")
    let code = prompt ? String(block.dropFirst(5)) : block
    do {
      let program = try Parser(TestVocabulary.vocabulary, reading: prompt ? .prompt : .script)
        .parse(code)
      print("OK  \(program)")
    } catch {
      print(
        "\(error.kind == .incomplete ? "INCOMPLETE " : "")"
          + error.rendered(in: SourceText(code), colour: false))
    }
    print("")
  }
}
