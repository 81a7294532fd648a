import Testing

@testable import Shell

@Suite struct ProgressLineTests {
  private let now = ContinuousClock.now

  @Test func saysWhatHowFarAndHowLong() {
    let phase = ProgressLine.Phase(
      what: "training", done: 120, total: 200, detail: "loss 0.312", begun: now - .seconds(6))
    #expect(
      ProgressLine.text(phase, elapsed: .seconds(7), now: now, width: 80)
        == "training 120/200  loss 0.312  4.0 s left")
    // Before anything is done the time that passed is all there is to say.
    let start = ProgressLine.Phase(what: "eigenvalues", total: 1, begun: now)
    #expect(
      ProgressLine.text(start, elapsed: .seconds(12), now: now, width: 80)
        == "eigenvalues 0/1  12 s")
    #expect(
      ProgressLine.text(.init(), elapsed: .seconds(2), now: now, width: 80) == "working  2.0 s")
  }

  @Test func judgesFromWhereThePhaseWasFirstHeardOf() {
    let phase = ProgressLine.Phase(
      what: "kernel", done: 150, total: 200, begun: now - .seconds(10), doneAtFirst: 100)
    #expect(
      ProgressLine.text(phase, elapsed: .seconds(30), now: now, width: 80)
        == "kernel 150/200  10 s left")
  }

  @Test func neverWraps() {
    let phase = ProgressLine.Phase(
      what: "training", done: 1, total: 2, detail: String(repeating: "x", count: 200), begun: now)
    #expect(ProgressLine.text(phase, elapsed: .seconds(2), now: now, width: 39).count == 39)
  }

  @Test func durationsReadWell() {
    #expect(ProgressLine.words(.milliseconds(1940)) == "1.9 s")
    #expect(ProgressLine.words(.milliseconds(9960)) == "10 s")
    #expect(ProgressLine.words(.seconds(59)) == "59 s")
    #expect(ProgressLine.words(.seconds(200)) == "3 min 20 s")
    #expect(ProgressLine.words(.seconds(7500)) == "2 h 5 min")
    #expect(ProgressLine.words(.seconds(-3)) == "0.0 s")
  }
}
