import Glibc
import Testing

@testable import Plotting

@Suite struct ChildProcessTests {
  private func shell(
    _ script: String, input: String = "", variables: [String: String] = [:]
  ) throws -> ChildProcess.Result {
    try ChildProcess(path: "/bin/sh", arguments: ["-c", script], variables: variables).run(input)
  }

  @Test func passesInputAndGivesBackOutputErrorsAndStatus() throws {
    let result = try shell("cat; echo no >&2; exit 3", input: "é\n")
    #expect(String(decoding: result.output, as: UTF8.self) == "é\n")
    #expect(result.errors == "no\n" && result.status == 3)
  }

  /// More than any pipe holds, in all three directions.
  @Test func longTextsStopNothing() throws {
    let long = String(repeating: "0123456789", count: 100_000)
    let result = try shell("tee /dev/stderr", input: long)
    #expect(result.output.count == 1_000_000 && result.errors == long)
    // Input that nobody reads.
    #expect(try shell("true", input: long).status == 0)
  }

  @Test func setsVariablesAndKeepsTheOthers() throws {
    let result = try shell("echo $HOME_OF_TESTS-$PATH", variables: ["HOME_OF_TESTS": "here"])
    #expect(String(decoding: result.output, as: UTF8.self).hasPrefix("here-/"))
    let locale = try shell("env | grep -c ^LC_ALL=", variables: ["LC_ALL": "C"])
    #expect(String(decoding: locale.output, as: UTF8.self) == "1\n")
  }

  @Test func signalsAreStatuses() throws {
    #expect(try shell("kill -9 $$").status == 137)
    #expect(try shell("yes | head -1").errors.isEmpty)
  }

  @Test func aMissingProgramIsAnError() {
    #expect(throws: ChildProcess.Failure.self) {
      try ChildProcess(path: "/no/such", arguments: [], variables: [:]).run("")
    }
  }

  /// A program that never ends is stopped, and what it wrote until then is kept.
  @Test func isNotWaitedForForever() throws {
    var process = ChildProcess(
      path: "/bin/sh", arguments: ["-c", "echo begun; exec sleep 100"], variables: [:])
    process.patience = 1
    let begun = ContinuousClock.now
    let result = try process.run("")
    #expect(ContinuousClock.now - begun < .seconds(20))
    #expect(result.status == 128 + SIGKILL && result.output == Array("begun\n".utf8))
  }
}
