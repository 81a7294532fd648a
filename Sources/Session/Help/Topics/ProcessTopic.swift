import Catalog

/// `help process`
enum ProcessTopic {
  static let entry = Entry(
    "process", .topic,
    summary: "the program itself: its command line, exit codes and settings file",
    usage: "tangent [FILE.ntk] [-c COMMANDS] [-i] [--output FORMAT] [--threads N] [--quiet]",
    details: """
        tangent                  a prompt
        tangent lab.ntk          run a script; stops at the first error
        tangent -c 'COMMANDS'    run a line
        … | tangent              run standard input
        tangent -i lab.ntk       run, then stay at a prompt
        tangent replay lab.ntk   run, and compare with the recorded results
      Data goes to standard output, everything else to standard error. It ends with 0 when all is
      done, 1 when a command failed, 2 for a wrong command line, 3 for a syntax error, 4 when an
      expectation or a replay differs, 130 when interrupted. `tangent --help` and the man page list the
      options.

      ~/.config/tangent/init.ntk is read before a prompt and may only hold `set` lines; scripts never
      see it. NO_COLOR in the environment turns colour off.
      """,
    examples: [Example("show settings")],
    searchTerms: [
      "command line", "options", "flags", "exit code", "exit status", "init file", "configuration",
      "config", "startup", "json output", "pipe", "stdin", "batch", "quiet", "version", "no color",
      "environment",
    ],
    related: ["scripts", "settings", "precision", "python"])
}
