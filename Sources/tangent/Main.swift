import ArgumentParser
import Glibc
import Shell

/// Something the command line can ask for.
protocol Action {
  func perform() -> ExitStatus
}

@main
enum Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // A subcommand of ArgumentParser cannot stand beside a file that may be missing.
    switch arguments.first {
    case "replay": run(ReplayCommand.self, Array(arguments.dropFirst()))
    case "help" where arguments.count == 1: run(Tangent.self, ["--help"])
    default: run(Tangent.self, arguments)
    }
  }

  private static func run<C: ParsableCommand & Action>(_ type: C.Type, _ arguments: [String]) {
    do {
      let command = try type.parse(arguments)
      exit(command.perform().rawValue)
    } catch {
      let isWanted = type.exitCode(for: error) == .success
      let message = type.fullMessage(for: error)
      if isWanted {
        Channel.output.line(message)
      } else {
        // As the language's own errors begin.
        Channel.error.line(
          message.replacing("Error: ", with: "error: ", maxReplacements: 1)
            .replacing("\nUsage: ", with: "\nusage: ", maxReplacements: 1))
      }
      exit(isWanted ? ExitStatus.done.rawValue : ExitStatus.usage.rawValue)
    }
  }
}
