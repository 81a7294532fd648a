import Language

/// A learner's way through a lesson: which step comes next, and what stood in for those behind it.
public struct LessonWalk: Sendable {
  /// What was run for a step.
  struct Done: Sendable {
    /// The learner's command, where it was not the lesson's own.
    var changed: String?
    /// The entry of the notebook it became; nil in a session that has not run it.
    var entry: Int?
  }

  let lesson: Lesson
  /// The next step, counted from 0; the number of steps at the end.
  private(set) var next = 0
  private(set) var done: [Int: Done] = [:]
  /// The next step was explained already.
  var isAnnounced = false

  /// The lesson from its beginning, or from where it was left.
  ///
  /// - Parameter place: of a lesson with another number of steps it is of no use.
  init(_ lesson: Lesson, at place: LessonPlaces.Place? = nil) {
    self.lesson = lesson
    guard let place, place.steps == lesson.steps.count, place.next < place.steps else { return }
    next = place.next
    for step in 0..<next { done[step] = Done(changed: place.changed[step]) }
  }

  /// The step to be run next; nil at the end.
  var step: Lesson.Step? { next < lesson.steps.count ? lesson.steps[next] : nil }

  /// What is kept for another process.
  var place: LessonPlaces.Place {
    LessonPlaces.Place(
      next: next, steps: lesson.steps.count, changed: done.compactMapValues(\.changed))
  }

  /// Goes on to the step after the next one.
  mutating func advance(_ done: Done) {
    self.done[next] = done
    next += 1
    isAnnounced = false
  }

  /// Notes what a step behind the next one has become in this session.
  mutating func redo(_ step: Int, as done: Done) { self.done[step] = done }

  /// Goes to a step, of those behind or the next one.
  mutating func go(to step: Int) {
    next = max(min(step, next), 0)
    isAnnounced = false
  }

  /// The command that was run for a step behind the next one.
  func command(_ step: Int) -> String { done[step]?.changed ?? lesson.steps[step].text }

  // MARK: What depends on what

  /// The last step before `place` that binds a name.
  func binder(of name: String, before place: Int) -> Int? {
    lesson.steps[..<place].lastIndex { $0.names.contains(name) }
  }

  /// The steps behind the next one that have to be run again, so that the rest has what it needs.
  ///
  /// - Parameter isThere: whether a name still has the value that this step gave it.
  func missing(_ isThere: (_ name: String, _ step: Int) -> Bool) -> [Int] {
    var again = Set<Int>()
    // What the steps from here on take from those before.
    var wanted = Set<Int>()
    for place in next..<lesson.steps.count {
      for name in References(of: lesson.steps[place].statement).names {
        if let binder = binder(of: name, before: place), binder < next, !isThere(name, binder) {
          wanted.insert(binder)
        }
      }
    }
    while let step = wanted.popFirst() {
      guard again.insert(step).inserted else { continue }
      for name in References(of: lesson.steps[step].statement).names {
        if let binder = binder(of: name, before: step), !isThere(name, binder) {
          wanted.insert(binder)
        }
      }
    }
    return again.sorted()
  }

  /// The steps behind the next one by whose values it differs from the lesson: those that were
  /// changed, and those whose names were bound to something else since.
  func changes(_ isThere: (_ name: String, _ step: Int) -> Bool) -> [Int] {
    guard let step else { return [] }
    var (found, seen) = (Set<Int>(), Set<Int>())
    func follow(_ statement: Statement, before place: Int) {
      for name in References(of: statement).names {
        guard let binder = binder(of: name, before: place) else { continue }
        if done[binder]?.changed != nil || !isThere(name, binder) { found.insert(binder) }
        if seen.insert(binder).inserted {
          follow(lesson.steps[binder].statement, before: binder)
        }
      }
    }
    follow(step.statement, before: next)
    return found.sorted()
  }
}

extension Lesson.Step {
  /// Whether a statement is this step's, or one the learner made of it.
  ///
  /// It is when it binds what the step binds, or, where that is nothing, when it is the same command
  /// or an expression of the same names.
  func isMeant(by other: Statement) -> Bool {
    guard names.isEmpty else { return Set(names).isSubset(of: other.names.map(\.text)) }
    guard other.names.isEmpty else { return false }
    switch (statement.value.kind, other.value.kind) {
    case (.command(let own), .command(let typed)): return own.word.text == typed.word.text
    case (.command, _), (_, .command): return false
    default:
      return References(of: statement).names == References(of: other).names
        || statement.value.description == other.value.description
    }
  }

  /// Whether it is an `expect`, which says nothing when it holds.
  var isExpectation: Bool {
    if case .command(let command) = statement.value.kind {
      return command.word.text == Expect.entry.name
    }
    return false
  }

  /// Whether a statement is this step's own, but for blanks and comments.
  func isOwn(_ other: Statement) -> Bool {
    statement.names == other.names && statement.value.description == other.value.description
  }
}
