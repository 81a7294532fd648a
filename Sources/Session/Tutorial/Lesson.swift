import Language

/// A lesson: a session file whose comments explain, whose statements are the steps, and whose `#=`
/// lines are what the steps give.
///
/// Its first line is `# Lesson 1: a first kernel (10 minutes)`, the comment lines below that say in
/// a sentence what it is about, and an empty comment ends them. Comments after the last statement
/// are what is said at the end.
public struct Lesson: Sendable {
  /// One command with what is said before it.
  struct Step: Sendable {
    /// Lines of the explanation; an empty one parts paragraphs, one that is indented stays as it is.
    let explanation: [String]
    /// The command as it is placed at the prompt, of one or several lines.
    let text: String
    /// What was parsed from it, with its recorded results.
    let statement: Statement

    /// The names it binds.
    var names: [String] { statement.names.map(\.text) }
  }

  /// What the first lines of a lesson say.
  struct Heading: Sendable, Equatable {
    let number: Int
    let title: String
    let minutes: Int
    /// What it is about, in one sentence.
    let summary: String
  }

  let heading: Heading
  let steps: [Step]
  /// What is said at the end.
  let closing: [String]

  /// - Throws: a `Diagnostic` when the text is no script, or does not begin as a lesson.
  init(_ text: String) throws {
    let program = try Parser(Session.vocabulary, reading: .script).parse(text)
    guard let first = program.statements.first, let heading = Heading(first.comments) else {
      throw Diagnostic(.failure, "this script does not begin as a lesson")
    }
    let bytes = Array(text.utf8)
    self.heading = heading
    closing = program.closing
    steps = program.statements.enumerated().map { i, statement in
      let said = i == 0 ? Heading.rest(statement.comments) : statement.comments
      let range = statement.range
      return Step(
        explanation: said,
        text: String(decoding: bytes[range.lower..<min(range.upper, bytes.count)], as: UTF8.self),
        statement: statement)
    }
  }
}

extension Lesson.Heading {
  /// The heading in the first comments of a script; nil when there is none.
  init?(_ comments: [String]) {
    guard let first = comments.first, first.hasPrefix("Lesson "), first.hasSuffix(" minutes)"),
      let colon = first.firstIndex(of: ":"), let bracket = first.lastIndex(of: "("),
      colon < bracket, let number = Int(first[..<colon].dropFirst("Lesson ".count)),
      let minutes = Int(first[bracket...].dropFirst().dropLast(" minutes)".count))
    else { return nil }
    self.number = number
    self.minutes = minutes
    title = first[first.index(after: colon)..<bracket].trimmed
    summary = comments.dropFirst().prefix { !$0.isEmpty }.joined(separator: " ")
  }

  /// The heading of a lesson's text, without parsing the rest.
  init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("#") }
    self.init(lines.map { $0.dropFirst().trimmed })
  }

  /// The comments below the heading.
  static func rest(_ comments: [String]) -> [String] {
    Array(comments.drop { !$0.isEmpty }.dropFirst())
  }
}
