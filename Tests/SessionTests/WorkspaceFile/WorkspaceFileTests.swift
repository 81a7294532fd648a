import Files
import Foundation
import TestSupport
import Testing

@testable import Session

@Suite struct WorkspaceFileTests {
  /// Every kind of value there is, nested architectures and interrupted schedules included.
  static let script = #"""
    set seed 5
    # a comment that stays
    n = 3.25
    empty = []
    broken = [0/0, 1/0, -1/0, -0.0, 5e-324]
    word = "héllo \"x\" {n}"
    flag = yes
    shape = 28x28x1
    ratio = 80:20
    digits = generate digits 60
    seen, unseen = split digits 3:1
    scaled = scale seen to standard
    clouds = generate gaussians 40
    ball = generate lattice 30
    graphs = generate graphs 12 with nodes=12
    gnet = input graph 12x4 | graphconv 8 relu | flatten | dense 2
    part = dense 8 tanh | dense 8 tanh
    one = relu | flatten
    net = input 28x28x1 | flatten | dense 12 relu | residual (dense 12 tanh) | repeat 2 (dense 12 relu) | branch (dense 4 | dense 6) (dense 2) | dropout 0.1 | layernorm | dense 10
    cnn = input 28x28x1 | conv 4 3x3 relu | groupnorm 2 | pool max 2x2 | flatten | dense 10 with parametrisation=ntk, weightstd=1.4, biasstd=0.1
    vit = input 28x28x1 | patches 7x7 | dense 8 | positions | attention heads=2 | layernorm | flatten | dense 10 with init=normal, weightstd=0.05
    fit = train net on seen for 6 epochs with batch=8 recording loss, entropy on unseen every 2 epochs
    short = train cnn on seen for 3 of 5 epochs using momentum with rate=0.01, precision=double recording loss at log 3
    until = train cnn on seen for 9 epochs using sgd with rate=0.1 recording loss as l at [1, 4] until l < 100
    k = kernel net on seen
    cross = kernel net on seen with other=unseen, precision=double
    s = spectrum fit on seen
    e = entropy fit on unseen with outputs=all
    mixed = [n, "two", net, seen, [1, "x"], e, yes]
    texts = ["a", ""]
    sweep = for m in [4, 8], how in ["first", "random"] {
      chosen = select m from seen using how
      collect how, m, trace net on chosen as trace, m > 4 as large
    }
    """#.replacing("until = train", with: "held = train")

  private func saved(in folder: URL) throws -> Transcript {
    var transcript = Transcript(folder: folder)
    try transcript.run(Self.script)
    try transcript.run("save workspace to \"lab.npz\"")
    return transcript
  }

  private func loaded(in folder: URL) throws -> Transcript {
    var transcript = Transcript(folder: folder)
    try transcript.run("load workspace from \"lab.npz\"")
    return transcript
  }

  @Test func everyValueComesBack() throws {
    try Fixtures.withTemporaryFolder { folder in
      var before = try saved(in: folder)
      var after = try loaded(in: folder)
      #expect(after.session.names.map(\.name) == before.session.names.map(\.name))
      #expect(after.session.names.map(\.kind) == before.session.names.map(\.kind))
      for (name, kind) in before.session.names {
        // All digits, units and conventions of a value, as programs read it.
        #expect(try after.run(name, .json) == before.run(name, .json), "\(name)")
        #expect(try after.run("show \(name)") == before.run("show \(name)"), "\(name)")
        if kind == "data" || kind == "network" || kind == "run" {
          #expect(
            Record.lines(try #require(after.session.value(of: name)))
              == Record.lines(try #require(before.session.value(of: name))), "\(name)")
        }
      }
      // What is computed from them is the same to the last bit.
      for query in [
        "trace net on seen", "entropy cnn on seen", "trace vit on unseen", "trace gnet on graphs",
        "loss fit", "accuracy fit.network on fit.data", "entropy k", "sum(scaled.label)",
        "loss short on unseen with precision=double", "x = scale unseen to unit\nsum(x.indices)",
        "train (input 28x28x1 | flatten | part | dense 10) on seen for 2 epochs",
      ] {
        #expect(try after.run(query, .json) == before.run(query, .json), "\(query)")
      }
      #expect(after.session.settings.seed == 5)
      // And the record: a saved session is the same script.
      #expect(
        SessionFile.text(after.session.notebook, as: ScriptFormat.self, at: "/tmp/lab.ntk")
          == SessionFile.text(before.session.notebook, as: ScriptFormat.self, at: "/tmp/lab.ntk"))
    }
  }

  @Test func trainedStatesComeBackExactly() throws {
    try Fixtures.withTemporaryFolder { folder in
      let before = try saved(in: folder)
      let after = try loaded(in: folder)
      for name in ["fit", "short", "held"] {
        guard case .run(let a)? = before.session.value(of: name),
          case .run(let b)? = after.session.value(of: name)
        else {
          Issue.record("\(name) is no run")
          continue
        }
        #expect(
          b.run.network.parameters.matrix(of: Double.self).elements
            == a.run.network.parameters.matrix(of: Double.self).elements)
        #expect(b.run.network.parameters.precision == a.run.network.parameters.precision)
        #expect(
          b.run.initial.parameters.matrix(of: Double.self).elements
            == a.run.initial.parameters.matrix(of: Double.self).elements)
        #expect(b.run.fields == a.run.fields && b.run.ending == a.run.ending)
        #expect(b.run.planned == a.run.planned && b.run.epochs == a.run.epochs)
        #expect(b.run.plan.summary.map(\.value) == a.run.plan.summary.map(\.value))
        #expect(b.run.plan.schedule == a.run.plan.schedule)
        #expect(b.data.digest == a.data.digest && b.data.provenance == a.data.provenance)
      }
      let numbers = try #require(after.numbers("broken"))
      #expect(numbers[0].isNaN && numbers[1] == .infinity && numbers[2] == -.infinity)
      #expect(numbers[3].sign == .minus && numbers[4] == .leastNonzeroMagnitude)
    }
  }

  /// The same content gives the same bytes, so a second saving writes the same file.
  @Test func savingWhatWasLoadedWritesTheSameFile() throws {
    try Fixtures.withTemporaryFolder { folder in
      _ = try saved(in: folder)
      var after = try loaded(in: folder)
      try after.run("save workspace to \"again.npz\"")
      #expect(
        try Data(contentsOf: folder.appendingPathComponent("again.npz"))
          == Data(contentsOf: folder.appendingPathComponent("lab.npz")))
    }
  }

  @Test func theManifestSaysWhatMadeAValue() throws {
    try Fixtures.withTemporaryFolder { folder in
      _ = try saved(in: folder)
      let arrays = try ArrayArchive.read(folder.appendingPathComponent("lab.npz").path)
      let manifest = try #require(JSONValue(text: arrays.texts["manifest.json"] ?? ""))
      let names = try manifest.list("names")
      let seen = try #require(names.first { $0["name"] == .text("seen") })
      #expect(try seen.text("statement").hasPrefix("seen, unseen = split digits 3:1 with seed="))
      #expect(names.allSatisfy { $0["statement"] != nil })
      // The data of a run is that of its name, once.
      #expect(arrays["fit/data/x"] == nil && arrays["seen/x"]?.shape == [45, 28, 28, 1])
      #expect(arrays.texts["session.ntk"]?.contains("# a comment that stays") == true)
    }
  }

  @Test func otherNamesStayAndSameOnesAreReplaced() throws {
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      try transcript.run("a = 1\nb = 2\nsave workspace to \"lab.npz\"")
      var other = Transcript(folder: folder)
      try other.run("b = 5\nc = 6\nload workspace from \"lab.npz\"")
      #expect(try other.run("[a, b, c]") == ["1  2  6"])
      try other.run("undo")
      #expect(try other.run("[b, c]") == ["5  6"] && other.session.value(of: "a") == nil)
      #expect(other.session.notebook.entries.count == 2 + 1)
      #expect(
        other.error("x = load workspace from \"lab.npz\"")?.contains("gives no value") == true)
      #expect(other.number("b") == 5)
      #expect(
        other.error("for i in 1..2 { load workspace from \"lab.npz\" }")?
          .contains("load cannot stand in a loop") == true)
      #expect(other.number("b") == 5)
    }
  }

  /// A saved session replays whether its values were computed or loaded.
  @Test func aSessionWithALoadedWorkspaceReplays() throws {
    try Fixtures.withTemporaryFolder { folder in
      var first = Transcript(folder: folder)
      try first.run("d = generate circles 20\nsave workspace to \"lab.npz\"")
      var second = Transcript(folder: folder)
      try second.run("load workspace from \"lab.npz\"\nnet = input 2 | dense 4 tanh | dense 2")
      try second.run("entropy net on d\nsave session to \"s.ntk\"")
      let report = try Replay.run(file: folder.appendingPathComponent("s.ntk").path).report
      #expect(report.text == "3 of 3 results agree", "\(report.text)")
    }
  }

  @Test func everyKindHasAFileAndALine() throws {
    let files = try Fixtures.types(in: "Session/WorkspaceFile/Kinds", except: "")
    #expect(files == Set(ValueCodings.all.map { "\($0)" }))
    #expect(Set(ValueCodings.all.map { $0.kind }).count == ValueCodings.all.count)
  }

  /// The lines of Python in the documentation, run with NumPy itself.
  @Test(.enabled(if: NumPy.isThere, "NumPy is not installed"))
  func numpyReadsIt() throws {
    try Fixtures.withTemporaryFolder { folder in
      var transcript = try saved(in: folder)
      let text = try String(
        contentsOf: Fixtures.root.appendingPathComponent("docs/reproducibility.md"),
        encoding: .utf8)
      let start = try #require(text.range(of: "```python\n"))
      let end = try #require(text[start.upperBound...].range(of: "```"))
      let lines = String(text[start.upperBound..<end.lowerBound])
      let output = try NumPy.run(lines, in: folder)
      let expected = try transcript.run("fit.loss[-1]", .json)
      let last = try #require(expected.first?.split(separator: ":").last?.dropLast())
      #expect(output.contains("(45, 28, 28, 1) (784, 12)"), "\(output)")
      #expect(output.contains(String(last)), "\(output)")
      #expect(output.contains("fit = train net on seen for 6 epochs"), "\(output)")
    }
  }
}

/// Python with NumPy, where it is installed.
enum NumPy {
  static let isThere = (try? run("import numpy", in: FileManager.default.temporaryDirectory)) == ""

  static func run(_ script: String, in folder: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
