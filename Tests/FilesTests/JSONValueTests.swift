import Testing

@testable import Files

@Suite struct JSONValueTests {
  private func parse(_ text: String) throws(JSONParser.Failure) -> JSONValue {
    try JSONValue.parse(Array(text.utf8))
  }

  @Test func valuesAreRead() throws {
    #expect(
      try parse(" {\"a\": [1, -2.5e1, null, true, false], \"b\": \"\\u00e4\\ud83d\\ude00\\n\\/\"} ")
        == .object([
          .init(
            "a",
            .list([.integer(1), .number(-25), .null, .boolean(true), .boolean(false)])),
          .init("b", .text("ä😀\n/")),
        ]))
    #expect(try parse("[]") == .list([]))
    #expect(try parse("{}") == .object([]))
    #expect(try parse("12345678901234567890") == .number(12345678901234567890))
  }

  @Test(arguments: [
    ("", 1, "a value"), ("[1,]", 1, "a value"), ("[1 2]", 1, "a comma or ]"),
    ("{a:1}", 1, "a name in quotes"),
    ("{\"a\" 1}", 1, "a colon"), ("{\"a\":1,\n\"a\":2}", 2, "another name than “a”"),
    ("1 2", 1, "the end"),
    ("01", 1, "a value"), ("1.", 1, "a value"), ("-", 1, "a value"), ("+1", 1, "a value"),
    (".5", 1, "a value"), ("1e", 1, "a value"),
    ("\"a", 1, "a closing quote"), ("\"a\nb\"", 1, "a closing quote"),
    ("\"\\q\"", 1, "another character after the backslash"),
    ("\"\\u12g4\"", 1, "four hexadecimal digits"), ("\"\\ud800x\"", 1, "a whole character"),
    ("tru", 1, "a value"),
    ("nan", 1, "a value"), ("{\"a\":1", 1, "a comma or }"), ("[\n\n1", 3, "a comma or ]"),
    (String(repeating: "[", count: 100_000), 1, "fewer brackets within brackets"),
  ])
  func whatIsNoJSONIsExplained(text: String, line: Int, expected: String) {
    let error = #expect(throws: JSONParser.Failure.self) { try parse(text) }
    #expect(error == JSONParser.Failure(line: line, expected: expected))
  }

  @Test func textMustBeUTF8() {
    let error = #expect(throws: JSONParser.Failure.self) {
      try JSONValue.parse([0x22, 0xFF, 0x22])
    }
    #expect(error?.expected == "text in UTF-8")
  }

  @Test func quotingIsRead() throws {
    let text = "\"\\\n\r\t\u{0}\u{1F}\u{7F}/äπ😀"
    #expect(try parse(JSONValue.quote(text)) == .text(text))
  }
}
