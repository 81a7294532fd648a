import Foundation
import Language
import LinearAlgebra
import TestSupport
import Testing

@testable import Session

/// Stops a training at the end of an epoch, as Ctrl-C does.
private final class StopAtEpoch: Watch, @unchecked Sendable {
  private let epoch: Int
  private var stopped = false
  init(_ epoch: Int) { self.epoch = epoch }
  var isInterrupted: Bool { stopped }
  func report(_ what: String, _ done: Int, of _: Int, detail _: @autoclosure () -> String) {
    if what == "training", done >= epoch { stopped = true }
  }
}

/// A session of sixty statements: saved, replayed on one and on two threads, and its last value made
/// again from its history.
@Suite(.serialized) struct LongSessionTests {
  private static let fixture = Fixtures.url("sessions/sixty.ntk")

  /// Runs the fixture; the statement that binds `stopped` is interrupted after 7 of its epochs.
  private func run(in folder: URL) throws -> Session {
    let text = try String(contentsOf: Self.fixture, encoding: .utf8)
    let source = SourceText(text, name: "sixty.ntk")
    let program = try Parser(Session.vocabulary, reading: .script).parse(text)
    #expect(program.statements.count == 60)
    var options = Session.Options()
    options.folder = folder.path
    var session = Session(options)
    for statement in program.statements {
      let isStopped = statement.names.first?.text == "stopped"
      session.options.watch = isStopped ? StopAtEpoch(7) : Unwatched()
      _ = try session.run(statement, in: source)
    }
    return session
  }

  @Test func savedReplayedAndMadeAgain() throws {
    try Fixtures.withTemporaryFolder { folder in
      let threads = Parallel.threads
      defer { Parallel.threads = threads }
      var transcript = Transcript(folder: folder)
      transcript.session = try run(in: folder)
      guard case .run(let stopped)? = transcript.session.value(of: "stopped") else {
        Issue.record("no run")
        return
      }
      #expect(stopped.run.epochs == 7)
      try transcript.run("save session to \"lab.ntk\"\nhistory last to \"last.ntk\"")
      let lab = folder.appendingPathComponent("lab.ntk").path
      let text = try String(contentsOfFile: lab, encoding: .utf8)
      #expect(text.contains("for 7 of 20 epochs"))
      #expect(text.contains("# A session of sixty statements"))

      var texts: [[String]] = []
      for count in [1, 2] {
        Parallel.threads = count
        for file in ["lab.ntk", "last.ntk"] {
          let path = folder.appendingPathComponent(file).path
          let report = try Replay.run(file: path).report
          #expect(report.agrees, "\(count) threads: \(report.text)")
        }
        // The fixture run anew on that many threads gives the same lines.
        let session = try run(in: folder.appendingPathComponent("run\(count)", creating: true))
        texts.append(session.notebook.entries.flatMap(\.results))
      }
      // LAPACK's eigenvalues move by 1e-7 of the largest between thread counts, nothing else does;
      // 1e-6 is the digits recorded.
      #expect(texts[0].count == texts[1].count)
      for (one, two) in zip(texts[0], texts[1]) {
        #expect(Agreement(relative: 1e-6).holds(recorded: one, new: two), "\(one)\n\(two)")
      }

      // What made the last value is a part of the session, and gives the same value.
      let history = try String(
        contentsOf: folder.appendingPathComponent("last.ntk"), encoding: .utf8)
      let statements = try Parser(Session.vocabulary, reading: .script).parse(history).statements
      #expect(statements.count > 10 && statements.count < 40, "\(history)")
      var again = Transcript(folder: folder)
      try again.run(history)
      let (old, new) = (transcript.session.value(of: "last"), again.session.value(of: "last"))
      #expect(old.map { Record.lines($0) } == new.map { Record.lines($0) })
    }
  }
}

/// Threads share the work and change no bit of it: parameters after training, and what is chosen.
@Suite(.serialized) struct SessionThreadTests {
  @Test func trainingAndSelectionAreTheSameBits() throws {
    let script = """
      d = generate digits 90 with seed=2
      net = input 28x28x1 | flatten | dense 20 relu | dense 10 with seed=1
      fit = train net on d for 12 epochs with batch=16, seed=3 recording loss
      a = select 20 from d using rnd with network=net, epochs=3, seed=4
      b = select 20 from d using random with seed=4
      """
    let threads = Parallel.threads
    defer { Parallel.threads = threads }
    var parameters: [[UInt64]] = []
    var choices: [[Double]] = []
    for count in [1, 2] {
      Parallel.threads = count
      var transcript = Transcript()
      try transcript.run(script)
      try transcript.run("p = a.indices; q = b.indices; l = fit.loss")
      guard case .run(let run)? = transcript.session.value(of: "fit") else {
        Issue.record("no run")
        return
      }
      let elements = run.run.network.parameters.matrix(of: Double.self).elements
      parameters.append(elements.map(\.bitPattern))
      choices.append(
        ["p", "q", "l"].flatMap { transcript.numbers($0) ?? [] })
    }
    #expect(parameters[0] == parameters[1] && !parameters[0].isEmpty)
    #expect(choices[0] == choices[1] && choices[0].count > 40)
  }
}

extension URL {
  /// A folder in this one, made.
  fileprivate func appendingPathComponent(_ name: String, creating: Bool) throws -> URL {
    let folder = appendingPathComponent(name)
    if creating {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    return folder
  }
}
