import Catalog
import Language

extension Session {
  /// How an entry at the prompt went.
  public enum EntryOutcome: Sendable, Equatable {
    case succeeded
    case interrupted
    /// It, or a statement of it, failed.
    case failed(Diagnostic.Kind)
  }

  /// Compares what was entered with the step of the lesson under way, and goes on where it serves.
  ///
  /// The step's own command serves, and so does another one that binds what later steps need (or,
  /// where that is nothing, the same command with other words). Everything else leaves the step as
  /// it is.
  ///
  /// - Parameters:
  ///   - program: what was entered; nil when it could not be parsed.
  ///   - earlier: ``statementsNoted`` before it ran.
  /// - Returns: a remark for the learner; nil when there is nothing to say.
  public mutating func followLesson(
    _ program: Program?, _ outcome: EntryOutcome, since earlier: Int
  ) -> String? {
    guard let walk, let step = walk.step else { return nil }
    guard let program else {
      return "\(Self.isBack); Ctrl-C clears it for one of your own"
    }
    guard let typed = program.statements.last(where: step.isMeant) else { return nil }
    let isOwn = step.isOwn(typed)
    switch outcome {
    case .interrupted: return "it was stopped: the command is back on the line"
    case .failed(let kind):
      let changes = walk.changes(isThere)
      guard isOwn else { return Self.isBack }
      guard !changes.isEmpty else { return "tutorial next goes on without it" }
      let steps = Self.steps(changes)
      guard kind == .expectation else {
        return
          "the lesson's own command needs what \(steps) gave: tutorial \(walk.lesson.heading.number) from \(changes[0] + 1) goes back there, tutorial next goes on"
      }
      advance(with: nil, typed, isOwn)
      return "the lesson expects that of its own values, and \(steps) went another way"
    case .succeeded: break
    }
    if !isOwn, let wrong = mismatch(step) {
      return
        "\(wrong.name) has to be \(wrong.kind) for the steps to come: the lesson's own command is back on the line"
    }
    let entry = notebook.entries.last { entry in
      entry.id >= earlier && entry.statement.value.description == typed.value.description
        || entry.id >= earlier && !typed.names.isEmpty && entry.statement.names == typed.names
    }
    let remark = remark(on: step, entry, isOwn, walk.changes(isThere))
    advance(with: entry, typed, isOwn)
    return remark
  }

  /// Goes on to the next step whatever came of this one.
  public mutating func skipLessonStep() {
    guard let walk, let step = walk.step else { return }
    advance(with: nil, step.statement, true)
  }

  /// What is said at the end of the lesson under way, which it ends; nil where there is a step left.
  public mutating func finishLesson() -> [String]? {
    guard let walk, walk.step == nil else { return nil }
    let number = walk.lesson.heading.number
    lessons = LessonState(walks: lessons.walks.filter { $0.key != number })
    let next = Lessons.headings.first { $0.number == number + 1 }
    return walk.lesson.closing + [""]
      + [
        "That was lesson \(number). Your names are still there: show lists them."
          + (next.map { " tutorial \(number + 1) is the next one: \($0.title)." } ?? "")
      ]
  }

  // MARK: Parts

  private static let isBack = "the lesson's own command is back on the line: Enter runs it"

  private mutating func advance(with entry: Notebook.Entry?, _ typed: Statement, _ isOwn: Bool) {
    var bare = typed
    bare.comments = []
    bare.results = []
    let changed = isOwn ? nil : bare.description
    walk?.advance(LessonWalk.Done(changed: changed, entry: entry?.id))
  }

  /// The first name of a step that holds another kind of value than the lesson's; a run may stand
  /// where a network is meant.
  private func mismatch(_ step: Lesson.Step) -> (name: String, kind: String)? {
    for (name, record) in zip(step.names, step.statement.results) {
      guard let wanted = Self.kind(ofRecord: record), let value = workspace[name] else { continue }
      let given = Record.lines(value).first.flatMap(Self.kind)
      if given == wanted || wanted == "a network" && given == "a run" { continue }
      return (name, wanted)
    }
    return nil
  }

  /// The kind of value that a recorded line tells of; nil for numbers and texts.
  private static func kind(ofRecord record: String) -> String? {
    let words = record.split(separator: " ").prefix(2)
    if words.last?.hasPrefix("example") == true { return "a data set" }
    if words.last?.hasPrefix("number") == true { return "a list of numbers" }
    switch words.first {
    case "network": return "a network"
    case "run": return "a run"
    case "kernel": return "a kernel"
    case "table": return "a table"
    default: return nil
    }
  }

  private func remark(
    on step: Lesson.Step, _ entry: Notebook.Entry?, _ isOwn: Bool, _ changes: [Int]
  ) -> String? {
    let expected = step.statement.results
    let new = entry?.results ?? []
    guard !expected.isEmpty else {
      if step.isExpectation { return isOwn ? "it holds" : "your own way: it holds" }
      return isOwn ? nil : "your own way: good"
    }
    let agreement = Agreement(relative: Self.lessonTolerance)
    let pairs = (0..<max(expected.count, new.count)).map { i in
      (expected: i < expected.count ? expected[i] : "", new: i < new.count ? new[i] : "")
    }
    guard
      let other = pairs.first(where: { !agreement.holds(recorded: $0.expected, new: $0.new) })
    else {
      return isOwn ? "as in the lesson" : "your own way, and the lesson's result"
    }
    let has = Self.has(other.expected, insteadOf: other.new)
    if !isOwn { return "your own way: \(has)" }
    if !changes.isEmpty { return "\(has): \(Self.steps(changes)) went another way" }
    return "\(has): computed on another machine"
  }

  /// Lessons were recorded on one machine; roundings of another one grow in training.
  private static let lessonTolerance = 1e-3

  private static func has(_ expected: String, insteadOf new: String) -> String {
    func bare(_ line: String) -> String {
      let marks = [", digest", ", norm", "   (", " +-"].compactMap { line.firstRange(of: $0) }
      return String(line[..<(marks.map(\.lowerBound).min() ?? line.endIndex)])
    }
    guard !expected.isEmpty else { return "the lesson has fewer rows here" }
    let shown = bare(expected)
    if shown == bare(new) {
      return expected.contains(", digest")
        ? "the lesson has other examples here" : "the lesson has other parameters here"
    }
    let article = kind(ofRecord: expected).map { $0.hasSuffix(shown.prefix { $0 != " " }) } == true
    return "the lesson has \(article ? "a " : "")\(DisplayWidth.shortened(shown, to: 60)) here"
  }

  private static func steps(_ steps: [Int]) -> String {
    let numbers = steps.map { "\($0 + 1)" }
    guard numbers.count > 1 else { return "step \(numbers.joined())" }
    return "steps \(numbers.dropLast().joined(separator: ", ")) and \(numbers[numbers.count - 1])"
  }
}
