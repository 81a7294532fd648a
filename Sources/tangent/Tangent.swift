import ArgumentParser
import Session
import Shell

/// `tangent`: the process options and nothing else.
struct Tangent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tangent",
    abstract: "Study neural networks through their empirical neural tangent kernel.",
    usage: """
      tangent                       a prompt
      tangent FILE.ntk              run a script; stops at the first error
      tangent -c 'COMMANDS'         run a line
      … | tangent                   run standard input, statement by statement
      tangent -i FILE.ntk           run, then stay at a prompt
      tangent replay FILE.ntk       run, and compare with the recorded results
      """,
    discussion: """
      Data goes to standard output, everything else to standard error. The process ends with 0 when \
      all is done, 1 when a command failed, 2 for a wrong command line, 3 for a syntax error, 4 when \
      an expectation or a replay differs and 130 when interrupted.

      At the prompt, help explains the language.
      """,
    version: Application.version)

  @Argument(help: "A script to run.", completion: .file(extensions: ["ntk"]))
  var file: String?

  @Option(
    name: .customShort("c"),
    help: ArgumentHelp("Run these commands instead of a file.", valueName: "commands"))
  var commands: String?

  @Flag(name: .customShort("i"), help: "Stay at a prompt afterwards.")
  var stays = false

  @Flag(help: .hidden)
  var dumpDocs = false

  /// Of `scripts/docs`: the folder `docs`.
  @Option(help: .hidden)
  var writeDocs: String?

  /// The same, to say whether its files are fresh.
  @Option(help: .hidden)
  var checkDocs: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if file != nil, commands != nil {
      throw ValidationError("Give either a file or -c, not both.")
    }
  }
}

extension Tangent: Action {
  func perform() -> ExitStatus {
    if dumpDocs { return Application.printDocumentation() }
    if let folder = writeDocs ?? checkDocs {
      return Application.document(
        in: folder, checks: writeDocs == nil, further: ProcessDocumentation.files())
    }
    var invocation = shared.invocation
    invocation.staysAfterwards = stays
    if let commands {
      invocation.source = .commands(commands)
    } else if let file, file != "-" {
      invocation.source = .file(file)
    }
    return Application.run(invocation)
  }
}
