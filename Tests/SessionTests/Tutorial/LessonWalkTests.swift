import Foundation
import Language
import TestSupport
import Testing

@testable import Session

/// What the tutorial makes of what is entered, without a terminal.
@Suite struct LessonWalkTests {
  /// A prompt in a lesson, as the shell drives it.
  struct Prompt {
    var session: Session
    let parser = Parser(Session.vocabulary, reading: .prompt)

    init(places: LessonPlaces? = nil) {
      var options = Session.Options()
      options.isInteractive = true
      options.lessonPlaces = places
      session = Session(options)
    }

    /// Enters a line; the remark on it.
    @discardableResult
    mutating func enter(_ line: String) -> String? {
      let earlier = session.statementsNoted
      guard let program = try? parser.parse(line) else {
        return session.followLesson(nil, .failed(.syntax), since: earlier)
      }
      var outcome = Session.EntryOutcome.succeeded
      for statement in program.statements {
        do throws(Diagnostic) {
          _ = try session.run(statement, in: SourceText(line, name: nil))
        } catch {
          outcome = .failed(error.kind)
          break
        }
      }
      let remark = session.followLesson(program, outcome, since: earlier)
      _ = session.keepLessonPlace()
      return remark
    }

    /// Runs the lesson's own commands up to a step, counted from 0.
    mutating func go(to step: Int) {
      while let walk = session.walk, walk.next < step, let command = session.lessonCommand {
        enter(command)
      }
    }

    var next: Int? { session.walk?.next }
  }

  private func begun(_ lesson: Int = 1, places: LessonPlaces? = nil) -> Prompt {
    var prompt = Prompt(places: places)
    prompt.enter("tutorial \(lesson)")
    return prompt
  }

  @Test func ownCommandsGoOnAndAgree() {
    var prompt = begun()
    #expect(prompt.next == 0)
    #expect(prompt.enter("digits = generate digits 500 with seed=1") == "as in the lesson")
    // Blanks make no difference.
    #expect(prompt.enter("seen,unseen = split digits 80:20 with  seed=1") == "as in the lesson")
    #expect(prompt.next == 2)
  }

  @Test func otherCommandsLeaveTheStep() {
    var prompt = begun()
    for line in ["1+1", "x = 5", "help train", "show", "tutorial", "", "# a remark", "nonsense"] {
      #expect(prompt.enter(line) == nil, "\(line)")
      #expect(prompt.next == 0, "\(line)")
    }
    #expect(prompt.session.value(of: "x") != nil)
  }

  @Test func aChangeThatBindsTheNamesGoesOn() {
    var prompt = begun()
    #expect(
      prompt.enter("digits = generate digits 300 with seed=1")
        == "your own way: the lesson has 500 examples of 28x28x1, 10 classes here")
    #expect(
      prompt.enter("seen, unseen = split digits 80:20 with seed=1")
        == "the lesson has 400 examples of 28x28x1, 10 classes here: step 1 went another way")
    #expect(prompt.next == 2)
    #expect(
      prompt.enter("net = input 28x28x1 | flatten | dense 10 with seed=7")?.hasPrefix(
        "your own way: the lesson has a network of 50890 parameters") == true)
    prompt.enter("tutorial back")
    // The same architecture, another draw.
    #expect(
      prompt.enter("net = input 28x28x1 | flatten | dense 64 relu | dense 10 with seed=8")
        == "your own way: the lesson has other parameters here")
    #expect(prompt.enter("accuracy net on seen")?.hasPrefix("your own way: ") == true)
    #expect(prompt.next == 4)
  }

  @Test func aChangeThatBindsSomethingElseStays() {
    var prompt = begun()
    #expect(
      prompt.enter("digits = 3")
        == "digits has to be a data set for the steps to come: the lesson's own command is back on the line"
    )
    #expect(prompt.next == 0)
    #expect(prompt.enter("other = generate digits 500 with seed=1") == nil)
    #expect(prompt.next == 0)
    prompt.enter("digits = generate digits 500 with seed=1")
    // One of the two names is not enough.
    #expect(prompt.enter("seen = select 400 from digits using first") == nil)
    #expect(prompt.next == 1)
  }

  @Test func mistakesSayThatTheCommandIsBack() {
    var prompt = begun()
    let back = "the lesson's own command is back on the line: Enter runs it"
    #expect(prompt.enter("digits = generate digits 500 with sed=1") == back)
    #expect(
      prompt.enter("digits = = 3") == back + "; Ctrl-C clears it for one of your own")
    #expect(prompt.next == 0 && prompt.session.value(of: "digits") == nil)
  }

  /// Where the lesson's own command cannot run, the learner is told which change is to blame.
  @Test func aChangeThatBreaksLaterStepsIsNamed() {
    var prompt = begun()
    prompt.go(to: 2)
    prompt.enter("net = input 4 | dense 2 with seed=1")
    #expect(prompt.next == 3)
    #expect(
      prompt.enter("accuracy net on unseen")
        == "the lesson's own command needs what step 3 gave: tutorial 1 from 3 goes back there, tutorial next goes on"
    )
    #expect(prompt.next == 3)
    prompt.enter("tutorial 1 from 3")
    #expect(prompt.next == 2)
    // Forwards only by doing.
    prompt.enter("tutorial 1 from 9")
    #expect(prompt.next == 2)
    prompt.enter("tutorial back")
    #expect(prompt.next == 1)
  }

  @Test func expectationsOfTheLessonsOwnValuesDoNotHold() {
    var prompt = begun(6)
    prompt.go(to: 5)
    #expect(
      prompt.enter("change = study.after - study.before + 9")?.hasPrefix("your own way") == true)
    prompt.go(to: 8)
    #expect(prompt.session.lessonCommand?.hasPrefix("expect ") == true)
    let command = prompt.session.lessonCommand ?? ""
    #expect(
      prompt.enter(command)
        == "the lesson expects that of its own values, and step 6 went another way")
    #expect(prompt.next == 9)
  }

  /// Lesson 2 to its end.
  @Test func theEndIsSaidOnce() throws {
    try Fixtures.withTemporaryFolder { folder in
      let places = LessonPlaces(folder.appendingPathComponent("lessons").path)
      var prompt = begun(2, places: places)
      let steps = prompt.session.walk?.lesson.steps.count ?? 0
      for _ in 0..<steps - 1 {
        let remark = prompt.enter(prompt.session.lessonCommand ?? "")
        #expect(remark == nil || remark == "as in the lesson")
        let early = prompt.session.finishLesson()
        #expect(early == nil)
      }
      prompt.enter(prompt.session.lessonCommand ?? "")
      let ending = prompt.session.finishLesson()
      let last = try #require(ending)
      #expect(last.last?.contains("tutorial 3 is the next one: choosing data") == true)
      let again = prompt.session.finishLesson()
      #expect(again == nil && prompt.session.lessonCommand == nil)
      #expect(places.read()[2] == LessonPlaces.Place(next: steps, steps: steps))
      // It can be done once more.
      prompt.enter("tutorial 2")
      #expect(prompt.next == 0)
    }
  }

  @Test func leavingKeepsNamesAndPlace() {
    var prompt = begun()
    prompt.go(to: 3)
    prompt.enter("exit")
    #expect(!prompt.session.wantsToEnd && prompt.session.lessonCommand == nil)
    #expect(prompt.session.value(of: "net") != nil)
    prompt.enter("tutorial 1")
    #expect(prompt.next == 3 && prompt.session.lessonArrears.isEmpty)
    prompt.enter("tutorial stop")
    #expect(prompt.session.lessonCommand == nil)
    prompt.enter("exit")
    #expect(prompt.session.wantsToEnd)
  }

  /// In another process the rest of the lesson gets what it needs, as the learner made it.
  @Test func takenUpElsewhereItRunsWhatIsNeeded() throws {
    try Fixtures.withTemporaryFolder { folder in
      let places = LessonPlaces(folder.appendingPathComponent("lessons").path)
      var first = begun(places: places)
      first.go(to: 4)
      let changed = "core = select 32 from seen using first"
      first.enter(changed)
      first.go(to: 7)

      var second = begun(places: places)
      #expect(second.next == 7)
      let arrears = second.session.lessonArrears
      // theta is not needed again, lambda is to be plotted.
      #expect(arrears.map(\.step) == [0, 1, 2, 4, 6])
      #expect(arrears.first { $0.step == 4 }?.command == changed)
      for (step, command) in arrears {
        let earlier = second.session.statementsNoted
        second.enter(command)
        second.session.caughtUp(step, with: command, since: earlier)
      }
      #expect(second.next == 7 && second.session.lessonArrears.isEmpty)
      second.go(to: 8)
      #expect(
        second.enter("trace net on core")?.hasSuffix("here: step 5 went another way") == true)

      var anew = Prompt(places: places)
      anew.enter("tutorial 1 from 1")
      #expect(anew.next == 0 && anew.session.lessonArrears.isEmpty)
    }
  }

  /// A value that the learner bound to something else is made again when the lesson is taken up.
  @Test func whatWasBoundAnewIsMadeAgain() {
    var prompt = begun()
    prompt.go(to: 3)
    prompt.enter("tutorial stop")
    prompt.enter("net = 5")
    prompt.enter("tutorial 1")
    #expect(prompt.session.lessonArrears.map(\.step) == [2])
    #expect(prompt.session.lessonGreeting.last?.contains("net anew") == true)
  }

  @Test func wrongNumbersAndWordsAreErrors() {
    var transcript = Transcript(isInteractive: true)
    #expect(transcript.error("tutorial 7")?.contains("numbered from 1 to 6") == true)
    #expect(transcript.error("tutorial 1.5")?.contains("numbered from 1 to 6") == true)
    #expect(
      transcript.error("tutorial (0-2^63)")?.contains("numbered from 1 to 6") == true)
    #expect(transcript.error("tutorial [1, 2]")?.contains("error: ") == true)
    #expect(transcript.error("tutorial 1 from 0")?.contains("numbered from 1") == true)
    #expect(transcript.error("tutorial 1 from 1e30")?.contains("numbered from 1") == true)
    #expect(transcript.error("tutorial first")?.contains("numbered from 1 to 6") == true)
    #expect(transcript.error("tutorial next")?.contains("no lesson is under way") == true)
    #expect(transcript.error("tutorial stop")?.contains("no lesson is under way") == true)
  }

  /// Scripts get the lesson to read, and no statement of it in the session's record.
  @Test func withoutAPromptItIsAPage() throws {
    var transcript = Transcript()
    let pages = try transcript.run("tutorial\ntutorial 1")
    #expect(pages.count == 2)
    #expect(pages[0].contains("1  a first kernel, 10 minutes"))
    #expect(pages[1].contains("\n  net = input 28x28x1 | flatten | dense 64 relu | dense 10"))
    #expect(!pages[1].contains("#="))
    #expect(transcript.session.notebook.entries.isEmpty)
    #expect(transcript.session.lessonCommand == nil)
  }

  @Test func paragraphsAreSetForAWidth() {
    let lines = ["one two three", "four", "", "five", "  a = b", "six"]
    #expect(
      Paragraphs.wrapped(lines, width: 9)
        == ["one two", "three", "four", "", "five", "  a = b", "six"])
    #expect(Paragraphs.wrapped(["longestword a"], width: 4) == ["longestword", "a"])
  }
}
