import ArgumentParser
import Shell

/// `tangent replay FILE.ntk`
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tangent replay",
    abstract: "Run a session file and compare with the results recorded in it.",
    discussion: """
      Nothing is written outside a temporary folder. Numbers agree within 1e-5 relative (1e-9 in \
      double precision) and half a unit of the last digit shown.
      """)

  @Argument(
    help: "A script with results, as save session writes it.",
    completion: .file(extensions: ["ntk"]))
  var file: String

  @Flag(help: "Rewrite the recorded results instead of checking them.")
  var update = false

  @OptionGroup var shared: SharedOptions
}

extension ReplayCommand: Action {
  func perform() -> ExitStatus { Application.replay(file, update: update, shared.invocation) }
}
