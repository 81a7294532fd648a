import Files
import Foundation
import TestSupport
import Testing

@testable import Session

/// Every value, in every format that holds it: written, read back, equal.
@Suite struct SavedValueTests {
  private static let texts = [
    "a", "", " b ", "1", "-2.5e3", "nan", "inf", "x,y", "a;b", "tab\there", "say \"no\"",
    "two\nlines",
    "\r", "é日本🤖", "true", "#", "maybe", "1x1", "'",
  ]

  private func number(_ lottery: inout SeededGenerator) -> Double {
    switch Int.random(in: 0..<8, using: &lottery) {
    case 0: Double(Int.random(in: -1000...1000, using: &lottery))
    case 1: Double(bitPattern: UInt64.random(in: 0...(.max), using: &lottery))
    case 2:
      [0, -0.0, .infinity, -.infinity, .nan, 1e308, 5e-324, 0.1][
        Int.random(in: 0..<8, using: &lottery)]
    default: Double.random(in: -10...10, using: &lottery)
    }
  }

  private func column(_ rows: Int, _ lottery: inout SeededGenerator) -> [Value] {
    switch Int.random(in: 0..<4, using: &lottery) {
    case 0:
      return (0..<rows).map { _ in .text(Self.texts.randomElement(using: &lottery) ?? "") }
    case 1: return (0..<rows).map { _ in .boolean(Bool.random(using: &lottery)) }
    default: return (0..<rows).map { _ in .number(Number(number(&lottery))) }
    }
  }

  private func same(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.number(let x), .number(let y)):
      x.value.bitPattern == y.value.bitPattern || x.value.isNaN && y.value.isNaN
    case (.text(let x), .text(let y)): x == y
    case (.boolean(let x), .boolean(let y)): x == y
    default: false
    }
  }

  @Test(arguments: ["csv", "tsv", "json", "npz", "safetensors"])
  func tablesReadBackEqual(ending: String) throws {
    try Fixtures.withTemporaryFolder { folder in
      var lottery = SeededGenerator(17)
      var saved = 0
      for i in 0..<300 {
        let rows = Int.random(in: 1...6, using: &lottery)
        let table = Table(
          (0..<Int.random(in: 1...4, using: &lottery)).map { k in
            Table.Column(name: ["n", "how", "loss_test", "λ"][k], cells: column(rows, &lottery))
          })
        let path = folder.appendingPathComponent("\(i).\(ending)").path
        do {
          try Saved(.table(table), at: path, format: nil).write(to: path, replacing: false)
        } catch {
          // Only the binary formats refuse, and only texts.
          #expect(["npz", "safetensors"].contains(ending), "\(error)")
          #expect(
            table.columns.contains { column in
              if case .number = column.cells[0] { false } else { true }
            }, "\(error)")
          #expect(!FileManager.default.fileExists(atPath: path), "a failure leaves nothing")
          continue
        }
        saved += 1
        let again = try TableFile.load(from: path, format: nil)
        #expect(again.names == table.names)
        #expect(again.rows == table.rows)
        for (old, new) in zip(table.columns, again.columns) {
          let isEqual = zip(old.cells, new.cells).allSatisfy { same($0, $1) }
          #expect(isEqual, "\(ending) \(old.cells) came back as \(new.cells)")
        }
      }
      #expect(saved > 50)
    }
  }

  @Test(arguments: ["csv", "json", "npy", "npz", "safetensors"])
  func numbersAndListsReadBackEqual(ending: String) throws {
    try Fixtures.withTemporaryFolder { folder in
      var lottery = SeededGenerator(5)
      for i in 0..<100 {
        let values = (0..<Int.random(in: 1...9, using: &lottery)).map { _ in number(&lottery) }
        let list: Value =
          values.count == 1
          ? .number(Number(values[0])) : .numbers(Numbers(values))
        let path = folder.appendingPathComponent("\(i).\(ending)").path
        try Saved(list, at: path, format: nil).write(to: path, replacing: false)
        let again = try TableFile.load(from: path, format: nil)
        let cells = again.columns[0].cells
        #expect(again.names == ["value"])
        #expect(cells.count == values.count)
        let isEqual = zip(values, cells).allSatisfy { same(.number(Number($0)), $1) }
        #expect(isEqual, "\(ending) \(values) came back as \(cells)")
      }
    }
  }

  /// Statements that save, what loads it again, and what must then hold.
  @Test(arguments: [
    ("k = kernel net on d", "k", "csv json npy npz safetensors"),
    ("k = kernel net on d with precision=double", "k", "csv json npy npz safetensors"),
    ("k = spectrum net on d", "k", "csv json npy npz safetensors"),
  ])
  func answersReadBackEqual(statement: String, name: String, endings: String) throws {
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      try transcript.run(
        "d = generate digits 6 with seed=1\nnet = input 28x28x1 | flatten | dense 10 with seed=2\n"
          + statement)
      let expected: [Double]
      let rows: Int
      switch transcript.session.value(of: name) {
      case .kernel(let kernel)?:
        expected = Array(kernel.matrix.matrix(of: Double.self).elements)
        rows = kernel.matrix.rows
      case .numbers(let list)?: (expected, rows) = (list.values, list.values.count)
      default:
        Issue.record("no numbers")
        return
      }
      for ending in endings.split(separator: " ") {
        try transcript.run("save \(name) to \"v.\(ending)\"")
        let path = folder.appendingPathComponent("v.\(ending)").path
        let table = try TableFile.load(from: path, format: nil)
        #expect(table.rows == rows)
        let read = (0..<table.rows).flatMap { i in
          table.row(i).compactMap { if case .number(let x) = $0.cell { x.value } else { nil } }
        }
        // A single-precision number is written in the digits that single precision needs.
        let isEqual =
          read == expected
          || !statement.contains("double") && read.map(Float.init) == expected.map(Float.init)
        #expect(isEqual, "\(ending)")
      }
    }
  }

  @Test func networksRunsAndDataReadBackEqual() throws {
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      try transcript.run(
        """
        d = generate digits 12 with seed=1
        net = input 28x28x1 | flatten | dense 5 relu | dense 10 with seed=2
        fit = train net on d for 3 epochs recording loss, entropy
        save fit to "fit.csv"
        save fit to "fit.json"
        save fit to "fit.npz"
        a = load table from "fit.csv"
        b = load table from "fit.json"
        c = load table from "fit.npz"
        expect a.loss == fit.loss and b.loss == fit.loss and c.loss == fit.loss
        expect a.epoch == fit.epoch and b.entropy == fit.entropy and c.entropy == fit.entropy
        save fit.network to "net.safetensors"
        save fit.network to "net.npz"
        n1 = net with weights="net.safetensors"
        n2 = net with weights="net.npz"
        expect (loss n1 on d) == (loss fit on d) and (loss n2 on d) == (loss fit on d)
        save d to "d.npz"
        save d to "d.json"
        save d to "d.safetensors"
        e = load file from "d.npz"
        f = load file from "d.json"
        g = load file from "d.safetensors"
        """)
      let lines = ["d", "e", "f", "g"].map { name in
        transcript.session.value(of: name).map { Record.lines($0) }
      }
      #expect(lines.allSatisfy { $0 == lines[0] }, "\(lines)")
    }
  }

  @Test func nothingIsWrittenOverUnasked() throws {
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      let path = folder.appendingPathComponent("x.json").path
      func content() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
      try transcript.run("save 1 to \"x.json\"")
      #expect(transcript.error("save 2 to \"x.json\"")?.contains("exists already") == true)
      #expect(try content() == "1\n")
      try transcript.run("save 3 to \"x.json\" with replace=yes")
      #expect(try content() == "3\n")

      transcript.session.options.isInteractive = true
      transcript.session.options.confirm = { question in
        #expect(question == "“x.json” exists already. Write over it?")
        return false
      }
      #expect(transcript.error("save 4 to \"x.json\"")?.contains("exists already") == true)
      #expect(try content() == "3\n")
      transcript.session.options.confirm = { _ in true }
      try transcript.run("save 5 to \"x.json\"")
      #expect(try content() == "5\n")
      // What cannot be saved is refused before anybody is asked.
      transcript.session.options.confirm = { _ in
        Issue.record("asked")
        return true
      }
      #expect(
        transcript.error("save [1, \"a\"] to \"x.json\"")?.contains("cannot be saved") == true)
      #expect(try content() == "5\n")
      // Nor does a file that is not there ask.
      try transcript.run("save 6 to \"y.json\"")
    }
  }

  @Test(arguments: [
    ("save (dense 3 | dense 4) to \"x.npz\"", "cannot be saved"),
    ("save [1, \"a\"] to \"x.csv\"", "cannot be saved"),
    ("save [yes, \"a\"] to \"x.csv\"", "cannot be saved"),
    ("save 3 to \"x.html\" as html", "form of sessions"),
    ("save 3 to \"x.html\"", "names no format"),
    ("save session to \"x.csv\"", ".ntk, .md, .html or .ipynb"),
    ("save \"a\\u{0}b\" to \"x.csv\"", "zero byte"),
    ("x = load table from \"missing.csv\"", "does not exist"),
    ("x = load table from \"x.csv\" as html", "form of sessions"),
  ])
  func refused(line: String, reason: String) throws {
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      let error = transcript.error(line)
      #expect(error?.contains(reason) == true, "\(error ?? "nothing")")
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(left.isEmpty)
    }
  }
}
