import Foundation
import TestSupport
import Testing

/// The process as scripts see it: what it prints where, and how it ends.
@Suite struct ProcessTests {
  private func run(_ arguments: String..., input: [String] = []) throws -> TangentProcess.Result {
    try TangentProcess.run(arguments, input: input)
  }

  // MARK: How it ends

  @Test(
    arguments: [
      (["-c", "1 + 1"], 0), (["-c", "nonsense"], 1), (["-c", "generate digits 1e9"], 1),
      (["--bogus"], 2), (["no-such-file.ntk"], 2), (["-c", "1", "x.ntk"], 2),
      (["--threads", "0"], 2), (["--output", "xml"], 2), (["replay"], 2),
      (["replay", "no-such-file.ntk"], 2), (["-c", "1 +"], 3), (["-c", "for n in 1..2 {"], 3),
      (["-c", "}"], 3), (["-c", "expect 1 ~ 2"], 4), (["-c", "expect 2 == 2"], 0),
      (["--version"], 0), (["--help"], 0), (["replay", "--help"], 0), (["-c", ""], 0),
    ] as [([String], Int32)])
  func endsWith(_ arguments: [String], _ status: Int32) throws {
    let result = try TangentProcess.run(arguments)
    #expect(result.status == status, "\(result.errors)")
    #expect((status == 0) == result.errors.isEmpty)
    if status != 0 { #expect(result.output.isEmpty) }
  }

  @Test func stopsAtTheFirstError() throws {
    let result = try run("-c", "1\nnonsense\n2")
    #expect(result.output == "1\n")
    #expect(result.errors.contains("nonsense"))
  }

  @Test func aSyntaxErrorRunsNothing() throws {
    try Fixtures.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("lab.ntk")
      try Data("1\n\n  2 +* 3\n".utf8).write(to: file)
      let result = try TangentProcess.run(["lab.ntk"], in: folder)
      #expect(result.status == 3 && result.output.isEmpty)
      #expect(result.errors.hasPrefix("lab.ntk:3:6: error: "))
    }
  }

  @Test func errorsInScriptsNameTheirPlace() throws {
    try Fixtures.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("lab.ntk")
      try Data("a = 1\na + b\n".utf8).write(to: file)
      let result = try TangentProcess.run([file.path], in: folder)
      #expect(result.status == 1)
      #expect(result.errors.hasPrefix("\(file.path):2:5: error: "))
    }
  }

  // MARK: Standard input

  @Test func standardInputRunsStatementByStatement() throws {
    let result = try run(input: ["a = 20\na +", "\n1\nnonsense\n", "a\n"])
    #expect(result.output == "21\n")
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("stdin:4:1: error: "))
  }

  /// The answer comes before the next statement is sent: a program may write and wait.
  @Test func answersAtOnce() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: TangentProcess.path)
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    for n in 1...3 {
      try input.fileHandleForWriting.write(contentsOf: Data("\(n) * 10\n".utf8))
      let answer = output.fileHandleForReading.availableData
      #expect(String(decoding: answer, as: UTF8.self) == "\(n)0\n")
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// As in a script: the next line may continue a statement that could end here.
  @Test func continuedLinesAreOneStatement() throws {
    let result = try run(input: [
      "net = input 4\n\n# its layers\n  | dense 3 relu\n  | dense 2\nt = for n in 1..2 {\n",
      "collect n\n}\n(net\n", ")\nsize(", "t.n)",
    ])
    #expect(result.errors.isEmpty && result.status == 0)
    #expect(result.output.hasSuffix("\n2\n"))
  }

  /// Each line of a long statement must not cost a parse of all before it.
  @Test func longStatementsAreReadInTime() throws {
    let list = "x = [\n" + (0..<20_000).map { "  \($0),\n" }.joined() + "0]\nnet = input 4\n"
    let result = try run(input: [list + "  | dense 2\nsize(x)\n"])
    #expect(result.output == "20001\n" && result.status == 0)
  }

  @Test func nothingIsDoneWithNothing() throws {
    for input in [[], [""], ["\n\n"], ["# only a comment\n"]] {
      let result = try run(input: input)
      #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty)
    }
  }

  @Test func exitEndsQuietly() throws {
    let result = try run(input: ["1\nexit\n2\n"])
    #expect(result.output == "1\n" && result.status == 0)
    #expect(try run("-c", "1; exit\nnonsense").status == 0)
  }

  // MARK: Output

  @Test func jsonIsOneObjectALine() throws {
    let result = try run(
      "--output", "json", "-c",
      "0.1 + 0.2\nx = 5\n[1, 2.5]\nfor n in [3, 4] { collect n, n/2 as half }")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 3)
    let objects = try lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.map { $0["kind"] as? String } == ["number", "list", "table"])
    #expect(objects[0]["name"] as? String == "0.1 + 0.2")
    #expect(lines[0].contains("0.30000000000000004"))
    #expect(objects[1]["value"] as? [Double] == [1, 2.5])
    #expect((objects[2]["value"] as? [String: [Double]]) == ["n": [3, 4], "half": [1.5, 2]])
  }

  @Test func csvHasAHeader() throws {
    let result = try run("--output", "csv", "-c", "for n in [3, 4] { collect n, n/2 as half }")
    #expect(result.output == "n,half\n3,1.5\n4,2\n")
  }

  @Test func thereIsNoColourUnlessAsked() throws {
    #expect(!(try run("-c", "nonsense").errors.contains("\u{1B}")))
    #expect(try run("--color", "always", "-c", "nonsense").errors.contains("\u{1B}["))
    let never = try TangentProcess.run(
      ["--color", "never", "-c", "nonsense"], variables: ["CLICOLOR_FORCE": "1"])
    #expect(!never.errors.contains("\u{1B}"))
  }

  @Test func versionNamesSwiftAndBLAS() throws {
    let line = try run("--version").output
    #expect(line.hasPrefix("tangent ") && line.contains("Swift 6") && line.contains("BLAS"))
  }

  /// Flags may stand on either side of `replay`, and a value that is called so is a value.
  @Test func optionsMayComeBeforeReplay() throws {
    try Fixtures.withTemporaryFolder { folder in
      try Data("1 + 1\n#= 2\n".utf8).write(to: folder.appendingPathComponent("replay.ntk"))
      for arguments in [
        ["--threads", "2", "replay", "replay.ntk"], ["replay", "--threads", "2", "replay.ntk"],
        ["--quiet", "replay", "replay.ntk", "--tolerance", "1e-3"],
        ["--color=never", "replay", "replay.ntk"],
      ] {
        let result = try TangentProcess.run(arguments, in: folder)
        #expect(result.status == 0, "\(arguments): \(result.errors)")
        #expect(result.output == "1 of 1 results agree\n" || result.output.contains("agree"))
      }
      let value = try TangentProcess.run(["-c", "replay"], in: folder)
      #expect(value.status == 1 && value.errors.contains("replay"))
      let file = try TangentProcess.run(["replay.ntk"], in: folder)
      #expect(file.status == 0 && file.output == "2\n")
    }
  }

  @Test func helpListsEveryWayOfStarting() throws {
    let help = try run("--help").output
    for part in ["-c", "-i", "replay", "--output", "--threads", "--quiet", "--no-init", "--color"] {
      #expect(help.contains(part))
    }
  }

  /// `… | head -1` gets its line, and the writer ends by the signal that every filter ends by.
  @Test func aClosedPipeIsNoError() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    let commands = Array(repeating: "1", count: 20_000).joined(separator: "\n")
    shell.arguments = ["-c", "\"$0\" | head -1; echo ${PIPESTATUS[0]}", TangentProcess.path]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    shell.standardInput = input
    shell.standardOutput = output
    shell.standardError = errors
    signal(SIGPIPE, SIG_IGN)
    try shell.run()
    try? input.fileHandleForWriting.write(contentsOf: Data(commands.utf8))
    try? input.fileHandleForWriting.close()
    shell.waitUntilExit()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(text == "1\n141\n")
    #expect(errors.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  @Test func aFullDiskIsAnError() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.arguments = ["-c", "\"$0\" -c '1+1' >/dev/full", TangentProcess.path]
    let errors = Pipe()
    shell.standardError = errors
    try shell.run()
    shell.waitUntilExit()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(text == "error: standard output cannot be written: No space left on device\n")
    #expect(shell.terminationStatus == 1)
  }
}
