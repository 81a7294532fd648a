import Files
import Glibc

/// Where a learner left each lesson, kept from one process to the next.
///
/// The file has a line for each lesson, `lesson 1 at 5 of 14`, and one for each step whose command
/// the learner changed, `lesson 1 step 3: net = …`, as ``OneLine`` writes it. What cannot be read is
/// passed over: at worst a lesson begins anew.
public struct LessonPlaces: Sendable {
  /// How far one lesson came.
  struct Place: Sendable, Equatable {
    /// The next step, counted from 0; all steps are done when it is `steps`.
    var next: Int
    /// How many steps the lesson had.
    var steps: Int
    /// The commands that stood in for the lesson's own, by step.
    var changed: [Int: String] = [:]
  }

  /// The file.
  let path: String

  /// A file that need not be there.
  public init(_ path: String) { self.path = path }

  /// The file `tangent/lessons` in the folder where programs keep their state.
  public init?(_ variable: (String) -> String?) {
    if let state = variable("XDG_STATE_HOME"), state.hasPrefix("/") {
      path = "\(state)/tangent/lessons"
    } else if let home = variable("HOME"), !home.isEmpty {
      path = "\(home)/.local/state/tangent/lessons"
    } else {
      return nil
    }
  }

  /// What the file says, by the lesson's number.
  func read() -> [Int: Place] {
    guard let text = try? Script.read(path) else { return [:] }
    var places: [Int: Place] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
      guard words.count == 5, words[0] == "lesson", let number = Int(words[1]) else {
        continue
      }
      if words[2] == "at", let next = Int(words[3]) {
        let steps = words[4].split(separator: " ")
        guard steps.count == 2, steps[0] == "of", let count = Int(steps[1]), next >= 0 else {
          continue
        }
        places[number] = Place(next: min(next, count), steps: count)
      } else if words[2] == "step", words[3].hasSuffix(":"), let step = Int(words[3].dropLast()),
        step > 0
      {
        places[number]?.changed[step - 1] = OneLine.decoded(words[4])
      }
    }
    return places
  }

  /// Keeps one lesson's place beside those of the others.
  ///
  /// - Throws: `FileError` when the file cannot be written.
  func write(_ place: Place, of lesson: Int) throws {
    var places = read()
    places[lesson] = place
    let lines = places.sorted { $0.key < $1.key }.flatMap { number, place in
      ["lesson \(number) at \(place.next) of \(place.steps)"]
        + place.changed.sorted { $0.key < $1.key }.map {
          "lesson \(number) step \($0.key + 1): \(OneLine.encoded($0.value))"
        }
    }
    try AtomicFile.makeFolder(Script.folder(of: path))
    try AtomicFile.write(
      [UInt8](lines.map { $0 + "\n" }.joined().utf8), to: path, replacing: true)
  }
}
