import ArgumentParser
import Session
import Shell

/// The options that every way of starting has.
struct SharedOptions: ParsableArguments {
  @Option(help: "How values are printed; json is one object a line.")
  var output = OutputFormat.text

  @Option(help: "Threads that work at once (default: all cores). Results do not depend on it.")
  var threads: Int?

  @Flag(name: .shortAndLong, help: "No banner, remarks or progress.")
  var quiet = false

  @Flag(help: "Do not read the settings file before a prompt.")
  var noInit = false

  @Option(help: "Colour in plots and messages.")
  var color = ColourChoice.auto

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be from 1 to 1024.")
    }
  }

  var invocation: Invocation {
    var invocation = Invocation()
    invocation.format = output
    invocation.threads = threads
    invocation.isQuiet = quiet
    invocation.readsSettings = !noInit
    invocation.colour = color
    return invocation
  }
}

extension OutputFormat: ExpressibleByArgument {}
extension ColourChoice: ExpressibleByArgument {}
