import Catalog

/// `help scripts`
enum ScriptsTopic {
  static let entry = Entry(
    "scripts", .topic, summary: "sessions and scripts: save them, run them, replay and check them",
    usage: "save session to \"lab.ntk\"  run \"lab.ntk\"  replay \"lab.ntk\"",
    details: """
      A script is a text of statements, one a line, its name ending in .ntk. `save session` writes one:
      the statements that succeeded, seeds written out, each with its results below it as `#=`
      comments. `run` executes a script here, `replay` runs it apart and compares every result;
      outside, `tangent lab.ntk` and `tangent replay lab.ntk` do the same. Paths in a script are
      relative to it. `history NAME` is the shortest script that makes one value again.

      The workspace, all values with the statements that made them, goes to one .npz file:
      `save workspace`, `load workspace`. At a prompt every statement is in a journal before the next
      can be typed; after a crash `recover` brings the session back.
      """,
    examples: [
      Example("save session to \"lab.ntk\"\nreplay \"lab.ntk\""), Example("history fit"),
      Example("save workspace to \"lab.npz\"\nload workspace from \"lab.npz\""),
    ],
    searchTerms: [
      "script", "session", "save session", "lab notebook", "notebook", "file", "replay", "batch",
      "workspace", "journal", "crash", "autosave", "reproduce", "share", "report", "ntk file",
    ],
    related: ["save", "run", "replay", "history", "recover", "process", "seeds"])
}
