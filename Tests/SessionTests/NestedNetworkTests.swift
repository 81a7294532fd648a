import Foundation
import TestSupport
import Testing

@testable import Session

/// Networks of networks, graphs and auto-encoders, as a user meets them.
@Suite struct NestedNetworkTests {
  private func shown(_ script: String) throws -> String {
    var transcript = Transcript()
    return Transcript.withoutOrigin(try transcript.run(script).joined(separator: "\n"))
  }

  @Test func structureIsCodeThatBuildsIt() throws {
    let net =
      "input 8x8x1 | conv 4 3x3 relu | repeat 2 (residual (conv 4 3x3 relu | conv 4 3x3))"
      + " | residual (conv 6 3x3 stride=2 | relu) skip=conv | branch (pool mean) (flatten | dense 3)"
      + " | residual (dense 5 tanh) skip=dense | dense 2"
    let page = try shown("net = \(net)\nshow net")
    #expect(
      page
        == """
        input 8x8x1                           # 8x8x1
        | conv 4 3x3 relu                     # 8x8x4   40 parameters
        | repeat 2 (                          # 8x8x4   592 parameters, 2 times those below
            residual (                        # 8x8x4   296 parameters in all
                conv 4 3x3 relu               # 8x8x4   148 parameters
                | conv 4 3x3))                # 8x8x4   148 parameters
        | residual (                          # 4x4x6   252 parameters in all
            conv 6 3x3 stride=2               # 4x4x6   222 parameters
            | relu) skip=conv                 # 4x4x6
        | branch (                            # 9       291 parameters in all
            pool mean                         # 6
        ) (
            flatten                           # 96
            | dense 3                         # 3       291 parameters
        )
        | residual (dense 5 tanh) skip=dense  # 5       100 parameters
        | dense 2                             # 2       12 parameters
        # 1287 parameters
        """.replacing("  #", with: "   #").replacing("\n   # 1287", with: "\n# 1287"))
    // What is shown is itself a network with the same parameters.
    #expect(try shown("net = \(page)\nshow net") == page)
  }

  @Test func partsMayBeBound() throws {
    var transcript = Transcript()
    try transcript.run(
      """
      body = dense 6 relu | dense 4
      a = input 4 | residual (dense 6 relu | dense 4) | residual (relu) | dense 2 with seed=1
      b = input 4 | residual body | residual (relu) | dense 2 with seed=1
      c = input 4 | residual (body) | residual relu | dense 2 with seed=1
      d = generate gaussians 8 with dimensions=4, seed=1
      one = trace a on d
      two = trace b on d
      three = trace c on d
      """)
    let first = try #require(transcript.number("one"))
    #expect(first > 0)
    #expect(transcript.number("two") == first && transcript.number("three") == first)
  }

  @Test func parametersGoToAFileAndBack() throws {
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      for name in ["net.npz", "net.safetensors"] {
        try transcript.run(
          """
          d = generate gaussians 9 with dimensions=4, seed=1
          net = input 4 | repeat 2 (residual (layernorm | dense 3 relu | dense 4)) | branch (dense 2) (relu) | residual (dense 3) skip=dense | dense 2 with seed=5
          save net to "\(name)"
          other = net with weights="\(name)"
          same = (trace net on d with precision=double) - (trace other on d with precision=double)
          whole = trace net on d
          parts = (trace net on d with layer=0) + (trace net on d with layer=1) + (trace net on d with layer=2) + (trace net on d with layer=3) + (trace net on d with layer=4) + (trace net on d with layer=5) + (trace net on d with layer=6) + (trace net on d with layer=7) + (trace net on d with layer=8) + (trace net on d with layer=-1)
          """)
        #expect(transcript.number("same") == 0)
        let whole = try #require(transcript.number("whole"))
        let parts = try #require(transcript.number("parts"))
        #expect(abs(whole - parts) < 1e-5 * whole)
      }
    }
  }

  /// Only the structure tells the families apart: a graph network finds it, a dense one that sees
  /// the same numbers does not.
  @Test func graphNetworkBeatsAGuess() throws {
    var transcript = Transcript()
    try transcript.run(
      """
      g = generate graphs 400 with seed=1
      seen, unseen = split g 75:25 with seed=1
      gnn = input graph 12x4 | graphconv 16 relu | graphconv 16 relu | pool mean | dense 4 with seed=3
      fit = train gnn on seen for 300 epochs using adam with rate=1e-2, batch=50, seed=1
      found = accuracy fit on unseen
      """)
    #expect(try #require(transcript.number("found")) > 0.55)
  }

  @Test func transformerLearnsOrder() throws {
    var transcript = Transcript()
    try transcript.run(
      """
      s = generate sequences 500 with length=8, seed=1
      seen, unseen = split s 80:20 with seed=1
      net = input 8 | embed 8 12 | positions | residual (layernorm | attention heads=2) | residual (layernorm | dense 24 gelu | dense 12) | pool mean | dense 2 with seed=1
      fit = train net on seen for 30 epochs using adam with rate=5e-3, batch=40, seed=1
      found = accuracy fit on unseen
      """)
    #expect(try #require(transcript.number("found")) > 0.9)
  }

  /// At least five-fold, dense and convolutional.
  @Test(arguments: [
    "flatten | dense 48 tanh | dense 784",
    "conv 4 3x3 stride=2 relu | flatten | dense 40 | dense 784",
  ]) func autoencoders(_ layers: String) throws {
    var transcript = Transcript()
    try transcript.run(
      """
      d = generate digits 300 with seed=1
      ae = input 28x28x1 | \(layers) with seed=1
      before = loss ae on d with target=input
      fit = train ae on d for 60 epochs using adam with rate=3e-3, batch=30, target=input, seed=1 recording loss, loss on d as again every 60 epochs
      after = loss fit on d
      recorded = fit.loss[-1]
      also = fit.again[-1]
      """)
    let before = try #require(transcript.number("before"))
    let after = try #require(transcript.number("after"))
    #expect(after < before / 5, "\(before) \(after)")
    // The run's own loss, recorded or asked, is that of giving back the inputs. (Equal but for
    // rounding: eigenproblems of other tests make BLAS split its sums now and then.)
    for name in ["recorded", "also"] {
      #expect(abs(try #require(transcript.number(name)) - after) < 1e-5 * after)
    }
  }

  @Test func reconstructionsAreDrawn() throws {
    let page = try shown(
      """
      d = generate digits 5 with seed=1
      same = input 28x28x1 | identity | flatten
      show same on d with count=2
      """)
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0].hasPrefix("example 0: class ") && lines[0].hasSuffix("difference 0"))
    #expect(lines.count == 2 * 15 + 1)
    // The network gives back its input: both pictures are the same, and not empty.
    var dark = 0
    for line in lines[1..<15] {
      let row = Array(line) + Array(repeating: " ", count: 62 - min(62, line.count))
      #expect(row[2..<30] == row[32..<60], "\(line)")
      dark += row[2..<30].count { "▒▓█".contains($0) }
    }
    #expect(dark > 20)
    let outputs = try shown(
      """
      d = generate digits 5 with seed=1
      net = input 28x28x1 | flatten | dense 3 with seed=1
      show net on d with count=1
      """)
    #expect(outputs.contains("output 2: ") && outputs.contains("  <"))
    #expect(
      try shown(
        "g = generate graphs 3 with seed=1\nnet = input graph 12x4 | pool mean\nshow net on g"
      )
      .contains("example 2: "))
  }

  static let mistakes: [(script: String, message: String)] = [
    (
      "d = generate digits 9\nn = input 28x28x1 | flatten | dense 10\ntrain n on d for 2 epochs with target=input",
      "with target=input the network needs an output for each of an input's 784 numbers, but it has 10 outputs"
    ),
    (
      "d = generate graphs 9\nn = input graph 12x4 | flatten\nloss n on d with target=input",
      "target=input is for vectors, images and tokens, not for graphs"
    ),
    (
      "d = generate digits 9\nn = input 28x28x1 | flatten | dense 10\nloss n on d with target=output",
      "target must be input, not “output”"
    ),
    (
      "d = generate circles 9\nshow d on d", "a network is needed here, not a data set"
    ),
    (
      "input 12x4 | graphconv 3",
      "graphconv needs graphs, but the network's examples have no adjacency"
    ),
    (
      "input graph 12x4 | residual (pool mean | graphconv 4)",
      "graphconv needs the features of 12 nodes, such as 12x4, but receives 4"
    ),
    (
      "input graph 5 | graphconv 3",
      "a graph's size is its nodes and their features, such as 12x4, not 5"
    ),
    (
      "n = input 12x4 | flatten | dense 4\ng = generate graphs 5\nentropy n on g",
      "the network takes examples of 12x4, but these are of graph 12x4"
    ),
    (
      "input 8x8x1 | residual (conv 2 3x3 | flatten) skip=conv",
      "residual with skip=conv needs layers that make a smaller image of an image, but they make 128 of 8x8x1"
    ),
    ("input 4 | branch (dense 3)", "branch needs two or more parts in parentheses"),
    (
      "input 4 | residual (dense 3) (dense 4)",
      "residual takes one part in parentheses, and there are 2"
    ),
    (
      "input 4 | residual (input 4 | dense 4)",
      "layers in parentheses receive what comes before them, so they have no input"
    ),
    ("input 4 | dense (relu | relu)", "dense takes no part in parentheses"),
  ]

  @Test(arguments: mistakes.indices) func mistakesAreSaid(_ k: Int) throws {
    let (script, message) = Self.mistakes[k]
    var transcript = Transcript()
    let error = transcript.error(script)
    #expect(error?.hasPrefix("error: \(message)\n") == true, "\(error ?? "none")")
  }

  /// The caret stands under the layer that does not fit, inside the parentheses.
  @Test func caretIsInside() {
    var transcript = Transcript()
    let error = transcript.error("input 4 | repeat 2 (dense 4 | residual (dense 5 relu)) | dense 2")
    #expect(
      error == """
        error: residual adds its input to what its layers make of it, but they make 5 of 4
          input 4 | repeat 2 (dense 4 | residual (dense 5 relu)) | dense 2
                                        ^~~~~~~~~~~~~~~~~~~~~~~ project the input: residual (…) skip=dense
        """)
  }
}
