import Foundation
import TestSupport
import Testing

@testable import Session

/// The main job, end to end, on real digits: load, select, split, train, ask, save, replay.
@Suite struct MnistTests {
  @Test(.enabled(if: Fixtures.mnist != nil)) func endToEnd() throws {
    let mnist = try #require(Fixtures.mnist)
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      try transcript.run(
        """
        d = load mnist from "\(mnist.path)" with part=test
        thousand = select 1000 from d using random with seed=1
        seen, unseen = split thousand 80:20 with seed=1
        net = input 28x28x1 | flatten | dense 128 relu | dense 128 relu | dense 10 with seed=7
        before = entropy net on seen
        trace net on seen
        runs = for s in 1..5 {
          fit = train (net with seed=s) on seen for 30 epochs using adam with rate=1e-3, batch=32, seed=s
          collect s, accuracy fit on unseen as accuracy
        }
        accuracy = mean(runs.accuracy)
        fit = train net on seen for 30 epochs using adam with rate=1e-3, batch=32, seed=1
              recording loss, entropy, trace, loss on unseen every 10 epochs
        after = entropy fit on seen
        spectrum net on seen
        spectrum fit on seen
        core = select 20 from seen using rnd with network=net, seed=3
        base = select 20 from seen using random with seed=3
        entropy net on core
        entropy net on base
        save session to "lab.ntk"
        """)
      let accuracy = try #require(transcript.number("accuracy"))
      #expect(accuracy > 0.85)
      // A wide relu network of two hidden layers compresses: its entropy falls by far.
      let before = try #require(transcript.number("before"))
      let after = try #require(transcript.number("after"))
      #expect(after < before - 1)

      let file = folder.appendingPathComponent("lab.ntk")
      let report = try Replay.run(file: file.path).report
      #expect(report.agrees, "\(report.text)")
      let text = try String(contentsOf: file, encoding: .utf8)
      let edited = text.replacing(/(?m)^#= (\d)\.(\d+) nats/, maxReplacements: 1) { match in
        "#= \(match.1).9\(match.2) nats"
      }
      #expect(edited != text)
      try edited.write(to: file, atomically: true, encoding: .utf8)
      let second = try Replay.run(file: file.path).report
      #expect(!second.agrees)
      #expect(second.text.contains("entropy net on"))
    }
  }
}
