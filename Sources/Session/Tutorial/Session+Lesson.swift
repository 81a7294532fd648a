import Catalog
import Language

/// The lessons of a session: which is under way, and how far each has come.
struct LessonState: Sendable {
  var walks: [Int: LessonWalk] = [:]
  /// The number of the lesson under way.
  var current: Int?
  /// What a command asked to be done before the next entry.
  var request: LessonRequest?
  /// What was written last of the lesson under way.
  var kept: LessonPlaces.Place?
}

/// What the prompt has to run by itself, as if the learner had typed it.
public enum LessonRequest: Sendable {
  /// A lesson begins or is taken up: run what the steps to come need and is not there.
  case arrears
  /// The step's own command.
  case ownCommand
}

/// A step of the lesson under way, as the shell shows it.
public struct LessonPage: Sendable {
  /// `2/14`
  public let mark: String
  /// Lines of the explanation; an empty one parts paragraphs, one that is indented stays as it is.
  public let explanation: [String]
}

extension Session {
  /// The walk under way.
  var walk: LessonWalk? {
    get { lessons.current.flatMap { lessons.walks[$0] } }
    set {
      guard let newValue else { return lessons.current = nil }
      if newValue.lesson.heading.number != lessons.current { lessons.kept = nil }
      lessons.current = newValue.lesson.heading.number
      lessons.walks[newValue.lesson.heading.number] = newValue
    }
  }

  /// The command of the step that comes next in the lesson under way; nil outside lessons.
  public var lessonCommand: String? { walk?.step?.text }

  /// What is to be said before the next step; nil when it was said, and outside lessons.
  public mutating func lessonPage() -> LessonPage? {
    guard var walk, let step = walk.step, !walk.isAnnounced else { return nil }
    walk.isAnnounced = true
    self.walk = walk
    return LessonPage(
      mark: "\(walk.next + 1)/\(walk.lesson.steps.count)", explanation: step.explanation)
  }

  /// What is to be run before the next entry; asked once.
  public mutating func takeLessonRequest() -> LessonRequest? {
    defer { lessons.request = nil }
    return lessons.request
  }

  /// Two lines for the beginning of the lesson under way, and a third where it binds names anew that
  /// were bound outside it.
  public var lessonGreeting: [String] {
    guard let walk else { return [] }
    let heading = walk.lesson.heading
    let names = walk.lesson.steps.flatMap(\.names)
    let foreign = workspace.order.filter { name in
      names.contains(name)
        && !walk.done.values.contains { $0.entry != nil && $0.entry == notebook.origins[name] }
    }
    return [
      "Lesson \(heading.number): \(heading.title) (\(heading.minutes) minutes)", heading.summary,
    ]
      + (foreign.isEmpty
        ? []
        : ["It will bind \(foreign.joined(separator: ", ")) anew; undo takes a step back."])
  }

  /// Commands of steps behind the next one that have to be run first, because a lesson was taken up
  /// in another session, or the learner bound their names to something else.
  public var lessonArrears: [(step: Int, command: String)] {
    guard let walk else { return [] }
    return walk.missing(isThere).map { ($0, walk.command($0)) }
  }

  /// The lesson's own command for a step.
  public func lessonCommand(of step: Int) -> String { walk?.lesson.steps[step].text ?? "" }

  /// Notes that a command of ``lessonArrears``, or the lesson's own, has run.
  ///
  /// - Parameter earlier: ``statementsNoted`` before it ran.
  public mutating func caughtUp(_ step: Int, with command: String, since earlier: Int) {
    guard var walk else { return }
    let entry = notebook.entries.last { $0.id >= earlier }
    walk.redo(
      step,
      as: LessonWalk.Done(
        changed: command == walk.lesson.steps[step].text ? nil : command, entry: entry?.id))
    self.walk = walk
  }

  /// How many statements were noted so far: what was noted since can be told by it.
  public var statementsNoted: Int { notebook.next }

  /// Ends the lesson under way; the names stay, and so does the place.
  ///
  /// - Returns: a sentence that says so; nil outside lessons.
  public mutating func leaveLesson() -> String? {
    guard let walk else { return nil }
    lessons.current = nil
    lessons.walks[walk.lesson.heading.number]?.isAnnounced = false
    let number = walk.lesson.heading.number
    return
      "left lesson \(number) at step \(walk.next + 1) of \(walk.lesson.steps.count); your names stay, and tutorial \(number) goes on"
  }

  /// Whether a name still has the value that a step of the lesson gave it.
  func isThere(_ name: String, _ step: Int) -> Bool {
    guard let entry = walk?.done[step]?.entry else { return false }
    return notebook.origins[name] == entry && workspace[name] != nil
  }

  /// Keeps the place of the lesson under way for other processes.
  ///
  /// - Returns: a warning when it cannot be kept.
  public mutating func keepLessonPlace() -> String? {
    guard let walk, let places = options.lessonPlaces, lessons.kept != walk.place else {
      return nil
    }
    do {
      try places.write(walk.place, of: walk.lesson.heading.number)
      lessons.kept = walk.place
      return nil
    } catch {
      return "the place in the lesson cannot be kept: \(error)"
    }
  }
}
