import Testing

@testable import Shell

@Suite struct ProgressLineTests {
  private let now = ContinuousClock.now

  @Test func saysWhatHowFarAndHowLong() {
    let phase = Phases.Phase(
      what: "training", done: 120, total: 200, detail: "loss 0.312", begun: now - .seconds(6))
    #expect(
      ProgressLine.text(phase, elapsed: .seconds(7), now: now, width: 80)
        == "training 120/200  loss 0.312  4.0 s left")
    // Before anything is done the time that passed is all there is to say.
    let start = Phases.Phase(what: "eigenvalues", total: 1, begun: now)
    #expect(
      ProgressLine.text(start, elapsed: .seconds(12), now: now, width: 80)
        == "eigenvalues  12 s")
    #expect(
      ProgressLine.text(nil, elapsed: .seconds(2), now: now, width: 80) == "working  2.0 s")
  }

  @Test func judgesFromWhereThePhaseWasFirstHeardOf() {
    let phase = Phases.Phase(
      what: "kernel", done: 150, total: 200, begun: now - .seconds(10), doneAtFirst: 100)
    #expect(
      ProgressLine.text(phase, elapsed: .seconds(30), now: now, width: 80)
        == "kernel 150/200  10 s left")
  }

  @Test func neverWraps() {
    let phase = Phases.Phase(
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

  @Test func theOutermostWorkIsShown() {
    var phases = Phases()
    #expect(phases.shown == nil)
    // Recorded before the first epoch, and never said to be done.
    phases.report("finding eigenvalues", 0, of: 1, at: now)
    #expect(phases.shown?.what == "finding eigenvalues")
    phases.report("training", 1, of: 200, at: now)
    phases.detail("loss 2")
    for epoch in 2...50 { phases.report("training", epoch, of: 200, at: now + .seconds(epoch)) }
    phases.report("computing the kernel", 1, of: 3, at: now + .seconds(50))
    phases.report("finding eigenvalues", 0, of: 1, at: now + .seconds(51))
    #expect(phases.innermost == "finding eigenvalues")
    #expect(
      phases.shown
        == .init(
          what: "training", done: 50, total: 200, detail: "loss 2", begun: now, doneAtFirst: 1))
    // The next training of a loop begins anew.
    phases.report("training", 1, of: 200, at: now + .seconds(60))
    #expect(phases.shown?.begun == now + .seconds(50))
    phases.report("computing the kernel", 3, of: 3, at: now + .seconds(61))
    phases.report("training", 2, of: 200, at: now + .seconds(62))
    #expect(phases.shown?.done == 2 && phases.shown?.begun == now + .seconds(60))
  }
}
