import Foundation
import TestSupport
import Testing

@testable import Session

@Suite struct LessonPlacesTests {
  @Test func keepsPlacesSideBySide() throws {
    try Fixtures.withTemporaryFolder { folder in
      let places = LessonPlaces(folder.appendingPathComponent("state/deep/lessons").path)
      #expect(places.read().isEmpty)
      let first = LessonPlaces.Place(
        next: 4, steps: 14, changed: [2: "net = input 4 | dense 2,\n  with seed=1", 3: "a\\nb"])
      let second = LessonPlaces.Place(next: 9, steps: 9)
      try places.write(first, of: 1)
      try places.write(second, of: 2)
      #expect(places.read() == [1: first, 2: second])
      try places.write(second, of: 1)
      #expect(places.read() == [1: second, 2: second])
    }
  }

  /// A damaged file is passed over line by line.
  @Test func damagedLinesAreForgotten() throws {
    try Fixtures.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("lessons")
      let text = """
        lesson 1 at 99 of 14
        lesson 1 step 3: x = 1
        lesson 7 step 3: no place before it
        lesson 2 at -1 of 9
        lesson 3 at five of 9
        lesson 4 at 2 of
        \u{0}nonsense
        lesson 5 at 2 of 9
        lesson 5 step x: y = 1
        lesson 5 step -9223372036854775808: y = 1
        lesson 9223372036854775808 at 1 of 2
        """
      try Data(text.utf8).write(to: file)
      let places = LessonPlaces(file.path).read()
      #expect(
        places == [
          1: LessonPlaces.Place(next: 14, steps: 14, changed: [2: "x = 1"]),
          5: LessonPlaces.Place(next: 2, steps: 9),
        ])
      try Data([0xFF, 0xFE]).write(to: file)
      #expect(LessonPlaces(file.path).read().isEmpty)
    }
  }

  @Test func theFolderIsWhereStateIsKept() {
    #expect(
      LessonPlaces { ["XDG_STATE_HOME": "/s", "HOME": "/h"][$0] }?.path == "/s/tangent/lessons")
    #expect(
      LessonPlaces { ["XDG_STATE_HOME": "s", "HOME": "/h"][$0] }?.path
        == "/h/.local/state/tangent/lessons")
    #expect(LessonPlaces { _ in nil } == nil)
  }
}
