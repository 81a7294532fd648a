import Foundation
import TestSupport
import Testing

/// A disk that takes no more: the limit of a process on the size of its files stands for it.
@Suite struct FullDiskTests {
  /// Runs the program where no file may grow beyond `kilobytes`.
  private func run(
    _ script: String, in folder: URL, kilobytes: Int
  ) throws -> (output: String, errors: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c", "ulimit -f \(kilobytes) && exec \"$0\" -c \"$1\"", TangentProcess.path, script,
    ]
    process.environment = TangentProcess.environment(home: folder.path)
    process.currentDirectoryURL = folder
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    let said = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (
      String(decoding: text, as: UTF8.self), String(decoding: said, as: UTF8.self),
      process.terminationReason == .exit ? process.terminationStatus : 128
    )
  }

  @Test(arguments: [
    "save workspace to \"lab.npz\" with replace=yes", "save net to \"lab.npz\" with replace=yes",
    "save net to \"lab.safetensors\" with replace=yes", "save l to \"lab.csv\" with replace=yes",
    "save l to \"lab.npy\" with replace=yes", "save l to \"lab.json\" with replace=yes",
  ])
  func theOldFileStays(statement: String) throws {
    try Fixtures.withTemporaryFolder { folder in
      let name = try #require(statement.split(separator: "\"").dropFirst().first.map(String.init))
      let file = folder.appendingPathComponent(name)
      let prelude = "net = input 784 | dense 100 | dense 10 with seed=1; l = 1..90000; "
      try Data("old".utf8).write(to: file)
      let full = try run(prelude + statement, in: folder, kilobytes: 64)
      #expect(full.status == 1, "\(full)")
      #expect(
        full.errors.contains("error: “\(name)” cannot be written: file too large"), "\(full.errors)"
      )
      #expect(try Data(contentsOf: file) == Data("old".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
      let room = try run(prelude + statement, in: folder, kilobytes: 100_000)
      #expect(room.status == 0, "\(room)")
      #expect(try Data(contentsOf: file) != Data("old".utf8))
    }
  }

  /// At a prompt the journal's snapshot does not fit: it is said once, and the work goes on.
  @Test func aSnapshotThatDoesNotFit() throws {
    try Fixtures.withTemporaryFolder { home in
      let terminal = try PseudoTerminal(
        ["--no-init"], home: home, variables: ["TERM": "dumb"], columns: 200, fileLimit: 64)
      try terminal.enter("net = input 784 | dense 100 | dense 10 with seed=1;")
      try terminal.enter("set autosave 0.000001")
      try terminal.expect("warning: ")
      try terminal.expect("cannot be written: file too large")
      try terminal.enter("n = 41;")
      try terminal.enter("n + 1")
      try terminal.expect("42")
      terminal.kill()
      // The journal itself is small: nothing is lost.
      let next = try PseudoTerminal(
        ["--no-init"], home: home, variables: ["TERM": "dumb"], columns: 200)
      try next.enter("recover")
      try next.expect("recovered ")
      try next.enter("n + 2")
      try next.expect("43")
    }
  }
}
