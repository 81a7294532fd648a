import Testing

@testable import Files

@Suite struct FileErrorTests {
  @Test func controlCharactersAreNotPrinted() {
    let error = FileError("a\u{1B}[31m\nb", "holds “\0”", suggestion: "not\u{9B}that")
    #expect(error.message == "“a\u{FFFD}[31m\u{FFFD}b” holds “\u{FFFD}”")
    #expect(error.suggestion == "not\u{FFFD}that")
  }
}
