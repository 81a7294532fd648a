import LinearAlgebra
import Testing

@testable import Training

@Suite struct ScheduleTests {
  @Test func everyIncludesBothEnds() throws {
    #expect(try Schedule.every(10).recorded(of: 25) == [0, 10, 20, 25])
    #expect(try Schedule.every(10).recorded(of: 20) == [0, 10, 20])
    #expect(try Schedule.every(1).recorded(of: 3) == [0, 1, 2, 3])
    #expect(try Schedule.every(100).recorded(of: 7) == [0, 7])
    #expect(try Schedule.every(5).recorded(of: 0) == [0])
  }

  @Test func atIncludesBothEndsAndCountsFromTheLast() throws {
    #expect(try Schedule.at([0, 1, 10, 100]).recorded(of: 200) == [0, 1, 10, 100, 200])
    #expect(try Schedule.at([7, 3, 3, -1]).recorded(of: 9) == [0, 3, 7, 9])
    #expect(try Schedule.at([]).recorded(of: 9) == [0, 9])
    let error = #expect(throws: ComputationError.self) {
      try Schedule.at([10]).recorded(of: 9)
    }
    #expect(
      error?.message == "epoch 10 cannot be recorded, since training ends after epoch 9")
    #expect(throws: ComputationError.self) { try Schedule.at([-2]).recorded(of: 9) }
    #expect(throws: ComputationError.self) { try Schedule.every(0).recorded(of: 9) }
    #expect(throws: ComputationError.self) { try Schedule.logarithmic(0).recorded(of: 9) }
  }

  /// numpy: np.unique(np.round(np.geomspace(1, last, n))).astype(int), NumPy 2.4, and 0.
  @Test func logarithmicIsNumPysGeomspace() throws {
    #expect(
      try Schedule.logarithmic(10).recorded(of: 1000)
        == [0, 1, 2, 5, 10, 22, 46, 100, 215, 464, 1000])
    #expect(
      try Schedule.logarithmic(30).recorded(of: 200)
        == [
          0, 1, 2, 3, 4, 5, 6, 7, 9, 11, 13, 15, 19, 22, 27, 32, 39, 46, 56, 67, 80, 96, 116, 139,
          167, 200,
        ])
    #expect(try Schedule.logarithmic(1).recorded(of: 50) == [0, 50])
    #expect(try Schedule.logarithmic(2).recorded(of: 50) == [0, 1, 50])
    #expect(try Schedule.logarithmic(1_000_000).recorded(of: 5) == [0, 1, 2, 3, 4, 5])
    #expect(try Schedule.logarithmic(1_000_000_000).recorded(of: 1) == [0, 1])
    #expect(try Schedule.logarithmic(4).recorded(of: 0) == [0])
  }

  /// A run cut short has the records of the whole one up to there, and its end.
  @Test func stoppingEarlyKeepsTheSpacing() throws {
    for schedule in [Schedule.every(7), .at([1, 2, 30, 90]), .logarithmic(12)] {
      let whole = try schedule.recorded(of: 100)
      for stop in [0, 1, 7, 33, 57, 100] {
        let cut = try schedule.recorded(of: 100, stopAfter: stop)
        #expect(cut == Set(whole.filter { $0 <= stop } + [stop]).sorted())
      }
      #expect(try schedule.recorded(of: 100, stopAfter: 300) == whole)
    }
  }
}
