import Catalog

/// The first page: what there is, by what one wants to do.
enum Overview {
  /// One purpose, and the words that serve it. Words of the tables are not listed here but counted:
  /// a table's own name stands for all of them.
  struct Purpose {
    let title: String
    let words: [String]
  }

  /// In the order of a day's work. A test holds every command against this list; one that is
  /// missing here stands under “more”.
  static let purposes = [
    Purpose(title: "get data", words: ["generate", "load", "split", "scale"]),
    Purpose(title: "make a network", words: ["network", "layers", "activations"]),
    Purpose(
      title: "ask", words: ["entropy", "trace", "spectrum", "kernel", "loss", "accuracy", "plan"]),
    Purpose(title: "look", words: ["show", "plot", "pictures"]),
    Purpose(title: "choose data", words: ["select", "methods"]),
    Purpose(title: "train", words: ["train", "optimisers", "losses", "recording"]),
    Purpose(title: "repeat, check", words: ["loops", "collect", "expect", "functions"]),
    Purpose(
      title: "save and replay", words: ["save", "run", "replay", "recover", "history", "scripts"]),
    Purpose(
      title: "tidy up", words: ["undo", "edit", "forget", "rename", "set", "settings", "exit"]),
    Purpose(title: "find help", words: ["help", "examples", "tutorial", "topics", "keys"]),
  ]

  /// What a newcomer can type as it stands.
  static let start = """
    d = generate digits 300 with seed=1
    net = input 28x28x1 | flatten | dense 64 relu | dense 10
    fit = train net on d for 50 epochs
    plot spectrum net on d, spectrum fit on d with log=xy
    """

  /// One screen.
  static func page(_ vocabulary: Vocabulary, width: Int) -> String {
    var sheet = Sheet(width: width)
    sheet.paragraph("Neural networks, seen through their tangent kernel. New here? Type: tutorial")
    sheet.gap()
    var rows = purposes.map { purpose in
      (
        purpose.title,
        purpose.words.filter { isKnown($0, vocabulary) }.joined(separator: " ")
      )
    }
    let listed = Set(purposes.flatMap(\.words))
    let others = vocabulary.names(.command).filter { !listed.contains($0) }
    if !others.isEmpty { rows.append(("more", others.joined(separator: " "))) }
    sheet.table(rows)
    sheet.heading("From nothing to the spectrum of a trained network:")
    for line in start.split(separator: "\n") {
      sheet.verbatim(CodeLines.wrapped(String(line), width: sheet.width - 2), indent: 2)
    }
    sheet.gap()
    sheet.table([
      ("help NAME", "explains a word above: help train, help layers"),
      ("?words", "searches all pages: ?save figure, ?stop training"),
      ("Tab", "completes what is typed; twice, it says what fits"),
    ])
    return sheet.text
  }

  private static func isKnown(_ word: String, _ vocabulary: Vocabulary) -> Bool {
    !vocabulary.entries(named: word).isEmpty || Entry.Kind(rawValue: word) != nil
  }
}
