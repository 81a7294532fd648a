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
    var arguments = Array(CommandLine.arguments.dropFirst())
    // ArgumentParser takes a word for the file before it looks for a subcommand, since the file may
    // be missing: which of the two it is, is decided here.
    if arguments.contains("replay"), let place = firstWord(of: arguments),
      arguments[place] == "replay"
    {
      arguments.remove(at: place)
      run(ReplayCommand.self, arguments)
    } else if arguments.first == "help", arguments.count < 3 {
      if arguments.last == "replay" { run(ReplayCommand.self, ["--help"]) }
      run(Tangent.self, ["--help"])
    } else {
      run(Tangent.self, arguments)
    }
  }

  /// The place of the first argument that is neither an option nor the value of one.
  private static func firstWord(of arguments: [String]) -> Int? {
    let valued = Set(CommandLineInfo(Tangent.self).arguments.filter(\.takesValue).flatMap(\.names))
    var place = 0
    while place < arguments.count {
      let argument = arguments[place]
      if argument == "--" { return nil }
      if !argument.hasPrefix("-") || argument == "-" { return place }
      place += valued.contains(argument) ? 2 : 1
    }
    return nil
  }

  private static func run<C: ParsableCommand & Action>(
    _ type: C.Type, _ arguments: [String]
  ) -> Never {
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
