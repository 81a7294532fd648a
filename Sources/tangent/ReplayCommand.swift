import ArgumentParser
import Shell

/// `tangent replay FILE.ntk`
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tangent replay",
    abstract: "Run a session file and compare with the results recorded in it.",
    discussion: """
      Nothing is written outside a temporary folder. Numbers agree within 1e-5 relative (1e-9 in \
      double precision) and half a unit of the last digit shown. Ends with 4 when a result differs, \
      and when the file records none.
      """)

  @Argument(
    help: "A script with results, as save session writes it.",
    completion: .file(extensions: ["ntk"]))
  var file: String

  @Flag(help: "Rewrite the recorded results instead of checking them.")
  var update = false

  @Option(
    help: ArgumentHelp("Relative tolerance of every number, from 0 to 1.", valueName: "x"))
  var tolerance: Double?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if let tolerance, !(0...1).contains(tolerance) {
      throw ValidationError("--tolerance must be from 0 to 1.")
    }
  }
}

extension ReplayCommand: Action {
  func perform() -> ExitStatus {
    Application.replay(file, update: update, tolerance: tolerance, shared.invocation)
  }
}
