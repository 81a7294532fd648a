import Catalog

/// `help interrupting`
enum InterruptingTopic {
  static let entry = Entry(
    "interrupting", .topic, summary: "Ctrl-C: stop what runs, and keep what is done so far",
    usage: "Ctrl-C",
    details: """
      Ctrl-C stops at the next safe point and keeps the session. Interrupted training gives the run
      of the epochs done, a usable value like any other; saved, it reads `for 57 of 200 epochs`, so
      that it replays the same. An interrupted loop keeps the rows collected; everything else gives
      no value, and nothing has changed.

      A second Ctrl-C says what is being waited for, which may be a factorisation that cannot be cut
      short; a third leaves the program, with the session in its journal for `recover`. At an empty
      prompt Ctrl-C drops the line. A script that is interrupted ends with 130.

      `until` stops training by itself, and `for 57 of 200 epochs` early on the schedule of 200.
      """,
    examples: [
      Example("train net on seen for 500 epochs recording loss until loss < 2"),
      Example("train net on seen for 5 of 200 epochs"),
    ],
    searchTerms: [
      "interrupt", "Ctrl-C", "control c", "stop", "abort", "cancel", "kill", "break",
      "stop training",
      "hang", "long", "partial", "resume", "early stopping",
    ],
    related: ["train", "until", "loops", "recover", "keys"])
}
