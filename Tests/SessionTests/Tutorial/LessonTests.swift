import Foundation
import Language
import TestSupport
import Testing

@testable import Session

/// The lessons themselves: files, texts, and what the program carries.
@Suite struct LessonTests {
  static let folder = Fixtures.root.appendingPathComponent("docs/lessons")

  static func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".ntk") }.sorted()
  }

  /// The table has every file of the folder, in order, and what was built in is what stands there.
  @Test func theProgramCarriesEveryLesson() throws {
    let files = try Self.files()
    #expect(files.count == Lessons.texts.count)
    for (i, file) in files.enumerated() {
      let text = try Data(contentsOf: Self.folder.appendingPathComponent(file))
      #expect([UInt8](text) == Lessons.texts[i], "\(file)")
      #expect(file.hasPrefix("\(i + 1)-"))
    }
    #expect(Lessons.headings.map(\.number) == Array(1...files.count))
  }

  @Test(arguments: 1...6) func isALesson(number: Int) throws {
    let lesson = try #require(try Lessons.lesson(number))
    #expect(lesson.heading == Lessons.headings[number - 1])
    #expect(lesson.heading.number == number && lesson.heading.minutes == 10)
    #expect(
      !lesson.heading.title.isEmpty && lesson.heading.summary.hasSuffix(".")
        || lesson.heading.summary.hasSuffix("?"))
    #expect(!lesson.closing.isEmpty)
    #expect(lesson.steps.contains { $0.text.hasPrefix("plot ") }, "every lesson draws something")
  }

  /// What is said before a command fits beside it on a screen of 24 rows and 80 columns.
  @Test(arguments: 1...6) func explanationsAreShort(number: Int) throws {
    for step in try #require(try Lessons.lesson(number)).steps {
      #expect((1...6).contains(step.explanation.count), "\(step.text)")
      let lines = step.explanation + step.text.split(separator: "\n").map(String.init)
      for line in lines { #expect(line.count <= 76, "\(line)") }
      // The prompt stands before the first line.
      #expect(step.text.prefix { $0 != "\n" }.count <= 74, "\(step.text)")
    }
  }

  /// A step's command, typed at a prompt, is the statement of the script.
  @Test(arguments: 1...6) func commandsReadTheSameAtAPrompt(number: Int) throws {
    let parser = Parser(Session.vocabulary, reading: .prompt)
    for step in try #require(try Lessons.lesson(number)).steps {
      let program = try parser.parse(step.text)
      #expect(program.statements.count == 1 && step.isOwn(program.statements[0]), "\(step.text)")
    }
  }

  @Test func otherScriptsAreNoLessons() {
    #expect(throws: Diagnostic.self) { try Lesson("x = 1\n") }
    #expect(throws: Diagnostic.self) { try Lesson("# Lesson one\n\nx = 1\n") }
    #expect(throws: Diagnostic.self) { try Lesson("# Lesson 1: a title (5 minutes)\n") }
    #expect(
      Lesson.Heading(["Lesson 2: on (and off) (5 minutes)", "About", "it.", "", "Text"])
        == Lesson.Heading(number: 2, title: "on (and off)", minutes: 5, summary: "About it."))
  }
}
