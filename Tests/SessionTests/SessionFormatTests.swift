import Files
import Foundation
import Language
import Plotting
import TestSupport
import Testing

@testable import Session

/// The forms a session is written in, and the places it is written to.
@Suite struct SessionFormatTests {
  private static let script = """
    # Loss & <entropy> of "digits"
    d = generate digits 20 with seed=1
    net = input 28x28x1 | flatten | dense 10 with seed=2
    fit = train net on d for 3 epochs with seed=4 recording loss, entropy
    # the picture
    plot fit.loss against fit.epoch
    plot fit.entropy against fit.epoch
    help entropy
    entropy fit on d
    """

  private func saved(_ name: String, in folder: URL) throws -> String {
    var transcript = Transcript(folder: folder)
    try transcript.run(Self.script)
    try transcript.run("save session to \"\(name)\"")
    return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func everyFormatFileIsInTheTable() throws {
    let types = Set(SessionFormats.all.map { "\($0)" })
    #expect(
      types == (try Fixtures.types(in: "Session/SessionFile/Formats", except: "SessionFormats")))
  }

  @Test func aPageStandsByItself() throws {
    try Fixtures.withTemporaryFolder { folder in
      let text = try saved("lab.html", in: folder)
      // Nothing is fetched: neither scripts nor styles nor pictures.
      for mark in ["src=", "<link", "<script", "@import"] { #expect(!text.contains(mark)) }
      #expect(text.contains("<meta name=\"viewport\""))
      #expect(text.contains("Loss &amp; &lt;entropy&gt; of &quot;digits&quot;"))
      #expect(text.contains("entropy fit on d"))
      #expect(!text.contains("help entropy"))
      if Gnuplot.program != nil {
        #expect(text.ranges(of: "<svg").count == 2)
        // Names of one picture are not those of another.
        let names = text.split(separator: "id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(Set(names).count == names.count)
      } else {
        #expect(text.contains("⠒") || text.contains("⠤"))
      }
    }
  }

  @Test func aMarkdownPageHasItsComments() throws {
    try Fixtures.withTemporaryFolder { folder in
      let text = try saved("lab.md", in: folder)
      #expect(text.hasPrefix("# lab\n\nLoss & \\<entropy\\> of \"digits\"\n\n```ntk\nd = generate"))
      #expect(
        text.contains(
          "the picture\n\n```ntk\nplot fit.loss against fit.epoch\n```\n\n```text\nfit.loss"))
      #expect(text.ranges(of: "\n```").count % 2 == 0)
    }
  }

  /// The fields that nbformat 4.5's schema requires, of every cell and output.
  @Test func aNotebookIsValid() throws {
    try Fixtures.withTemporaryFolder { folder in
      let text = try saved("lab.ipynb", in: folder)
      let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let book = try #require(json)
      #expect(book["nbformat"] as? Int == 4 && book["nbformat_minor"] as? Int == 5)
      let metadata = try #require(book["metadata"] as? [String: Any])
      #expect((metadata["language_info"] as? [String: Any])?["name"] as? String == "tangent")
      #expect((metadata["kernelspec"] as? [String: Any])?["display_name"] is String)
      let cells = try #require(book["cells"] as? [[String: Any]])
      var names: Set<String> = []
      var kinds: [String] = []
      for cell in cells {
        let kind = try #require(cell["cell_type"] as? String)
        let name = try #require(cell["id"] as? String)
        #expect(names.insert(name).inserted && name.count <= 64)
        #expect(cell["metadata"] is [String: Any] && cell["source"] is [String])
        guard kind == "code" else {
          #expect(kind == "markdown")
          #expect(Set(cell.keys) == ["cell_type", "id", "metadata", "source"])
          continue
        }
        #expect(
          Set(cell.keys)
            == ["cell_type", "id", "metadata", "source", "outputs", "execution_count"])
        for output in try #require(cell["outputs"] as? [[String: Any]]) {
          let type = try #require(output["output_type"] as? String)
          kinds.append(type)
          #expect((output["data"] as? [String: [String]])?["text/plain"] != nil)
          #expect(output["metadata"] is [String: Any])
          #expect((output["execution_count"] is Int) == (type == "execute_result"))
        }
      }
      #expect(kinds.filter { $0 == "display_data" }.count == 2)
    }
  }

  /// A script that is saved elsewhere runs from there, whatever its paths are made of.
  @Test(arguments: ["lab.ntk", "notes/lab.ntk", "notes/deep/lab.ntk", "../beside/lab.ntk"])
  func pathsAreThoseOfTheNewPlace(path: String) throws {
    try Fixtures.withTemporaryFolder { top in
      let folder = top.appendingPathComponent("work")
      for name in ["work/data", "work/notes/deep", "beside"] {
        try FileManager.default.createDirectory(
          at: top.appendingPathComponent(name), withIntermediateDirectories: true)
      }
      var first = Transcript(folder: folder)
      try first.run(
        """
        d = generate digits 12 with seed=1
        net = input 28x28x1 | flatten | dense 10 with seed=2
        save d to "data/d.npz"
        save d to "data/x.npy"
        save d.label to "data/y.npy"
        save net to "net.npz"
        """)
      try "z = 3\n".write(
        to: folder.appendingPathComponent("part.ntk"), atomically: true, encoding: .utf8)
      var transcript = Transcript(folder: folder)
      try transcript.run(
        """
        a = load file from "data/d.npz"
        b = load file from "./data/x.npy" with labels="data/y.npy"
        name = "data/d"
        c = load file from "{name}.npz"
        where_to = "data/d.npz"
        e = load file from where_to
        f = load file from "\(folder.path)/data/d.npz"
        net = input 28x28x1 | flatten | dense 10 with weights="net.npz"
        run "part.ntk"
        t = for part in ["d"] { g = load file from "data/{part}.npz"; collect trace net on g as trace }
        save t to "out.csv"
        save session to "\(path)"
        """)
      let file = folder.appendingPathComponent(path).path
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(text.contains("digest"))
      let report = try Replay.run(file: file).report
      #expect(report.agrees, "\(report.text)\n\(text)")
      #expect(report.text.hasSuffix("results agree"), "no file has changed: \(report.text)")
    }
  }

  @Test func aChangedFileIsNamedFirst() throws {
    try Fixtures.withTemporaryFolder { folder in
      let data = folder.appendingPathComponent("d.csv")
      try "a,label\n1,0\n2,1\n".write(to: data, atomically: true, encoding: .utf8)
      var transcript = Transcript(folder: folder)
      try transcript.run("d = load file from \"d.csv\"\nd.label[0]\nsave session to \"s.ntk\"")
      let file = folder.appendingPathComponent("s.ntk").path
      #expect(try Replay.run(file: file).report.text == "2 of 2 results agree")
      try "a,label\n1,1\n2,0\n".write(to: data, atomically: true, encoding: .utf8)
      let report = try Replay.run(file: file).report
      #expect(!report.agrees)
      let lines = report.text.split(separator: "\n")
      #expect(lines[0].hasPrefix("the data file \(data.path) has changed: recorded with digest "))
      #expect(lines[1] == "0 of 2 results agree")
      #expect(report.text.contains("  recorded: 0\n  now:      1"))
      // The header is updated with the results.
      _ = try Replay.run(file: file, update: true)
      #expect(try Replay.run(file: file).report.text == "2 of 2 results agree")
      try FileManager.default.removeItem(at: data)
      #expect(try Replay.run(file: file).report.text.contains("cannot be read"))
    }
  }

  @Test func anotherMachineIsSaid() throws {
    try Fixtures.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("s.ntk")
      try """
      # tangent: session of 2026-01-01, checked with: tangent replay FILE
      # tangent: tangent 0.1.0, Swift 6.3, OpenBLAS 0.3.21 (Imaginary), 77 threads, single precision unless said
      1/3
      #= 0.3333333
      """.write(to: file, atomically: true, encoding: .utf8)
      let report = try Replay.run(file: file.path).report
      #expect(report.agrees)
      #expect(
        report.text.hasPrefix(
          "recorded with the BLAS kernels Imaginary and 77 threads, replayed with "))
      #expect(report.text.hasSuffix("1 of 1 result agree"))
      _ = try Replay.run(file: file.path, update: true)
      #expect(try Replay.run(file: file.path).report.text == "1 of 1 result agree")
    }
  }

  @Test func aFileWithoutResultsIsNoSuccess() throws {
    try Fixtures.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("s.ntk")
      try "x = 3\n".write(to: file, atomically: true, encoding: .utf8)
      let report = try Replay.run(file: file.path).report
      #expect(!report.agrees && report.text.contains("nothing was compared"))
      _ = try Replay.run(file: file.path, update: true)
      #expect(try String(contentsOf: file, encoding: .utf8) == "x = 3\n#= 3\n")
      #expect(try Replay.run(file: file.path).report.agrees)
      try "x = nothing\n".write(to: file, atomically: true, encoding: .utf8)
      #expect(try Replay.run(file: file.path, update: true).report.hasFailures)
    }
  }

  @Test func commentsOfTheirOwnAreKept() throws {
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      transcript.session.keep(comments: ["typed alone"])
      try transcript.run("# before help\nhelp loops\n# and this\nx = 3")
      transcript.session.keep(comments: ["the end"])
      try transcript.run("save session to \"s.ntk\"")
      let text = try String(contentsOf: folder.appendingPathComponent("s.ntk"), encoding: .utf8)
      let comments = text.split(separator: "\n").filter {
        $0.hasPrefix("# ") && !$0.hasPrefix("# tangent:")
      }
      #expect(comments == ["# typed alone", "# before help", "# and this", "# the end"])
    }
  }
}
