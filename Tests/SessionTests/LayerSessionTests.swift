import Foundation
import TestSupport
import Testing

@testable import Session

/// Layers for images and tokens as a user types them.
@Suite struct LayerSessionTests {
  /// Words and options of a layer in any order; the code shown builds the same network.
  @Test func codeBuildsTheSameNetwork() throws {
    var transcript = Transcript()
    let lines = [
      "input 9x9x2 | conv 4 3x3 relu valid | pool max 2x2 | groupnorm 2 | conv 3 2x2 stride=2x1 same bias=no | flatten | dense 3",
      "input 8x8x1 | patches 4x2 | dense 6 | positions | attention causal heads=2 | layernorm | pool mean | dropout 0.1 | dense 2",
      "input 5 | embed 9 4 | positions | attention | pool max | dense 2",
      "input 12 | dense 18 tanh | reshape 3x3x2 | upsample 2x3 | conv 1 3x3 | pool mean 3x3 stride=2 | flatten",
    ]
    for line in lines {
      let shown = try transcript.run("a = \(line) with seed=3\nshow a")
        .map(Transcript.withoutOrigin)
      let code = shown[0].split(separator: "\n").dropLast().map {
        $0.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
      }.joined(separator: " ")
      let again = try transcript.run("b = \(code) with seed=3\nshow b")
        .map(Transcript.withoutOrigin)
      #expect(again == shown)
    }
  }

  @Test func structureHasShapesAndParameters() throws {
    var transcript = Transcript()
    let shown = try transcript.run(
      """
      net = input 28x28x1 | conv 8 3x3 stride=2 relu | groupnorm 4 | pool mean | dense 10
      show net
      """)
    #expect(
      Transcript.withoutOrigin(shown[0]) == """
        input 28x28x1                # 28x28x1
        | conv 8 3x3 stride=2 relu   # 14x14x8   80 parameters
        | groupnorm 4                # 14x14x8   16 parameters
        | pool mean                  # 8
        | dense 10                   # 10        90 parameters
        # 186 parameters
        """)
  }

  @Test func planIsATable() throws {
    var transcript = Transcript()
    let shown = try transcript.run(
      """
      d = generate digits 20 with seed=1
      net = input 28x28x1 | conv 8 3x3 relu | pool mean | dense 10 with seed=1
      plan net on d with outputs=all
      show plan net on d with outputs=all, layer=0
      p = plan net on d
      p.method
      """)
    let lines = shown[0].split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[0].split(separator: " ") == [
        "layer", "code", "array", "positions", "inputs", "width", "method", "gflop", "mb",
      ])
    #expect(lines[1].contains("dense 10") && lines[1].contains("gram"))
    #expect(lines[2].contains("conv 8 3x3 relu") && lines[2].contains("jacobian"))
    // 20 examples, 10 outputs, 784 pixels, 9 inputs, 8 channels; 210 pairs of examples.
    let making = 20.0 * 10 * 2 * 784 * 9 * 8
    let gram = 2.0 * 210 * 100 * 80
    let together = significant((making + gram) / 1e9, 5)
    #expect(shown[1].contains("together \(together) GFLOP, with the network's passes about "))
    #expect(shown[2].contains("gram") && shown[2].contains("jacobian"))
    #expect(transcript.error("plan net") != nil)
    #expect(transcript.error("expect plan net on d == 3") != nil)
    #expect(transcript.error("fit = train net on d for 1 epochs recording plan") != nil)
    #expect(transcript.error("show net with outputs=all") != nil)
  }

  /// Dropout acts in training alone, and a run is the same again.
  @Test func dropoutTrains() throws {
    var transcript = Transcript()
    let shown = try transcript.run(
      """
      d = generate digits 40 with seed=1
      net = input 28x28x1 | flatten | dense 16 relu | dropout 0.5 | dense 10 with seed=1
      plain = input 28x28x1 | flatten | dense 16 relu | dense 10 with seed=1
      (loss net on d) == (loss plain on d)
      a = train net on d for 3 epochs with seed=1
      b = train net on d for 3 epochs with seed=1
      c = train net on d for 3 epochs with seed=2
      e = train plain on d for 3 epochs with seed=1
      (loss a on d) == (loss b on d)
      (loss a on d) == (loss c on d)
      (loss a on d) == (loss e on d)
      """)
    #expect(shown == ["yes", "yes", "no", "no"])
  }
}
