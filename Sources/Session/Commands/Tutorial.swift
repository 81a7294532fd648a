import Catalog
import Language

/// `tutorial`, `tutorial 1`, `tutorial stop`
enum Tutorial: SessionCommand {
  static let entry = Entry(
    "tutorial", .command, summary: "lessons that are done at the prompt, one command at a time",
    usage: "tutorial [\(choices)] [from STEP]",
    details: """
      `tutorial` lists the lessons. `tutorial 1` begins one, or goes on where it was left, also in
      another session: it explains a step and places its command on the line. Enter runs it; it may
      be changed first, and any other command may be typed in between. Leaving loses nothing: the
      names stay. A lesson taken up in a new session first runs again what the rest of it needs.
      `tutorial 1 from 3` goes back to the third step, `tutorial 1 from 1` begins anew.
      Where there is no prompt, `tutorial 1` prints the lesson to read.
      """,
    parameters: [
      Parameter(
        "next", .choice(["next"]), place: .word, summary: "run this step's command as it is"),
      Parameter("back", .choice(["back"]), place: .word, summary: "go back a step"),
      Parameter(
        "stop", .choice(["stop"]), place: .word, summary: "leave the lesson; so do exit and Ctrl-D"),
    ]
      + Lessons.headings.map { heading in
        Parameter(
          "\(heading.number)", .choice(["\(heading.number)"]), place: .word, summary: heading.title)
      },
    returns: "A page, or a step of the lesson at the prompt.",
    grammar: Grammar([.value], needed: 0, clauses: [.init(.from)]),
    examples: [Example("tutorial"), Example("tutorial 1")],
    searchTerms: [
      "lesson", "course", "learn", "teach", "begin", "start", "introduction", "workshop", "demo",
    ])

  private static var choices: String {
    (Lessons.headings.map { "\($0.number)" } + ["next", "back", "stop"]).joined(separator: "|")
  }

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    try session.requireTopLevel(call)
    guard let operand = call.value(0) else { return .page(list(session)) }
    if case .name(let word) = operand.kind, ["next", "back", "stop"].contains(word) {
      guard let walk = session.walk else {
        throw Diagnostic(
          .failure, "no lesson is under way", at: operand.range, suggestion: "tutorial 1")
      }
      switch word {
      case "next": session.lessons.request = .ownCommand
      case "back": session.walk?.go(to: walk.next - 1)
      default:
        if let remark = session.leaveLesson() { session.current.outputs.append(.remark(remark)) }
      }
      return .nothing
    }
    let lesson = try self.lesson(operand, &session)
    guard session.options.isInteractive else { return .page(text(lesson)) }
    try begin(lesson, from: call.phrase(.from), &session)
    return .nothing
  }

  private static func lesson(_ operand: Expression, _ session: inout Session) throws -> Lesson {
    let count = Lessons.headings.count
    let unknown = Diagnostic(
      .failure, "the lessons are numbered from 1 to \(count)", at: operand.range,
      suggestion: "tutorial lists them")
    if case .name(let word) = operand.kind, session.workspace[word] == nil { throw unknown }
    guard let number = Int(exactly: try session.number(operand)),
      let lesson = try Lessons.lesson(number)
    else { throw unknown }
    return lesson
  }

  private static func begin(
    _ lesson: Lesson, from start: Expression?, _ session: inout Session
  ) throws {
    let number = lesson.heading.number
    var walk =
      session.lessons.walks[number]
      ?? LessonWalk(lesson, at: session.options.lessonPlaces?.read()[number])
    if let start {
      guard let step = Int(exactly: try session.number(start)), step > 0 else {
        throw Diagnostic(.failure, "the steps are numbered from 1", at: start.range)
      }
      guard step <= walk.next + 1 else {
        throw Diagnostic(
          .failure,
          "lesson \(number) has come to step \(walk.next + 1), and later ones build on it",
          at: start.range, suggestion: "tutorial next does a step for you")
      }
      if step == 1 { walk = LessonWalk(lesson) } else { walk.go(to: step - 1) }
    }
    walk.isAnnounced = false
    session.walk = walk
    session.lessons.request = .arrears
  }

  // MARK: Pages

  /// The lessons, and how far each has come.
  private static func list(_ session: Session) -> String {
    let places = session.options.lessonPlaces?.read() ?? [:]
    let lines = Lessons.headings.flatMap { heading in
      let place = session.lessons.walks[heading.number]?.place ?? places[heading.number]
      var state = ""
      if let place, place.next > 0 {
        state =
          place.next == place.steps
          ? ", done" : ", left at step \(place.next + 1) of \(place.steps)"
      }
      return ["\(heading.number)  \(heading.title), \(heading.minutes) minutes\(state)"]
        + Paragraphs.wrapped([heading.summary], width: session.options.width - 4).map { "   \($0)" }
    }
    return (lines + ["tutorial 1 begins the first one, or goes on with it."])
      .joined(separator: "\n")
  }

  /// A lesson to read.
  static func text(_ lesson: Lesson) -> String {
    let heading = lesson.heading
    var lines = [
      "Lesson \(heading.number): \(heading.title) (\(heading.minutes) minutes)", heading.summary,
    ]
    for step in lesson.steps {
      lines += [""] + step.explanation + [""]
      lines += step.text.split(separator: "\n").map { "  \($0)" }
    }
    return (lines + [""] + lesson.closing).joined(separator: "\n")
  }
}
