import Foundation

/// The real program, run as its users run it.
public struct TangentProcess {
  /// What a run gave.
  public struct Result: Sendable {
    /// Standard output.
    public let output: String
    /// Standard error.
    public let errors: String
    /// The exit status; 128 and more when a signal ended it.
    public let status: Int32
  }

  /// The program that was built with the tests: it lies beside their bundle.
  public static let path: String = {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    let beside = URL(fileURLWithPath: bundle).deletingLastPathComponent()
      .appendingPathComponent("tangent").path
    let debug = Fixtures.root.appendingPathComponent(".build/debug/tangent").path
    return FileManager.default.isExecutableFile(atPath: beside) ? beside : debug
  }()

  /// An environment without the user's own settings and history.
  public static func environment(home: String) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment
    for name in [
      "NO_COLOR", "COLUMNS", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "TANGENT_HISTORY",
      "TANGENT_JOURNAL",
    ] {
      environment[name] = nil
    }
    environment["HOME"] = home
    environment["LC_ALL"] = "C.UTF-8"
    environment["TERM"] = "xterm-256color"
    // A crash must end the test, not wait for a key.
    environment["SWIFT_BACKTRACE"] = "interactive=no"
    return environment
  }

  /// Runs the program with these arguments, in `folder`, until it ends.
  ///
  /// - Parameters:
  ///   - input: pieces of standard input; the program gets them with pauses in between.
  ///   - variables: added to the environment.
  public static func run(
    _ arguments: [String], input: [String] = [], in folder: URL? = nil,
    variables: [String: String] = [:], pause: TimeInterval = 0.2
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let home = folder ?? FileManager.default.temporaryDirectory
    process.environment = environment(home: home.path).merging(variables) { $1 }
    process.currentDirectoryURL = home
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    signal(SIGPIPE, SIG_IGN)
    try process.run()
    let errors = Drain(stderr)
    let output = Drain(stdout)
    for (i, piece) in input.enumerated() {
      if i > 0 { Thread.sleep(forTimeInterval: pause) }
      // A program that has ended already reads no more.
      try? stdin.fileHandleForWriting.write(contentsOf: Data(piece.utf8))
    }
    try? stdin.fileHandleForWriting.close()
    process.waitUntilExit()
    return Result(
      output: output.text, errors: errors.text,
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus)
  }
}

/// Reads a pipe to its end on another thread.
private final class Drain: @unchecked Sendable {
  private var data = Data()
  private let done = DispatchGroup()

  init(_ pipe: Pipe) {
    let handle = pipe.fileHandleForReading
    DispatchQueue.global().async(group: done) { [self] in
      data = (try? handle.readToEnd()) ?? Data()
    }
  }

  var text: String {
    done.wait()
    return String(decoding: data, as: UTF8.self)
  }
}
