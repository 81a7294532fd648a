import Catalog

/// What `set` changes.
public struct SettingValues: Sendable {
  /// Mixed into every seed that a command does not say.
  public var seed: UInt64 = 0
  /// Say after every statement how long it took.
  public var timing = false
  /// How values are printed; nil leaves it to the process.
  public var output: OutputFormat?
  /// Significant digits of printed numbers.
  public var digits = 5
  /// What plots in the terminal are made of.
  public var plot = PlotMedium.auto
  /// The usage of the command being typed stands at the right edge of a prompt.
  public var hints = true
  /// Work of more than a second shows how far it is.
  public var progress = true
  /// Results longer than the screen of a prompt go through a pager.
  public var pager = true
  /// Seconds after which a prompt saves the workspace for `recover`; 0 for never.
  public var autosave = 0.0
}

/// What plots in the terminal are made of.
public enum PlotMedium: String, CaseIterable, Sendable {
  /// Pixels where the terminal says that it has sixels, characters elsewhere.
  case auto
  case text, sixel
}

/// A setting: its entry, whose one parameter says what values it takes, and what it does.
struct Setting: Sendable {
  let entry: Entry
  let apply: @Sendable (ArgumentValue, inout SettingValues) -> Void
  let current: @Sendable (SettingValues) -> String
}

/// The settings there are.
public enum Settings {
  /// What is written for a setting that is on or off; `yes` and `no` are understood too.
  public static let switchWords = ["on", "off"]

  static let all: [Setting] = [
    Setting(
      entry: entry(
        "seed", .seed, "the session's seed, mixed into every seed that a command does not say",
        details: """
          Two sessions with the same seed and the same statements give the same numbers; another seed
          draws everything anew. A seed that a command says itself stays what it is.
          """, example: "7", terms: ["random", "reproduce", "draw"], related: ["seeds"]),
      apply: { value, settings in
        if case .number(let x) = value { settings.seed = UInt64(x) }
      },
      current: { "\($0.seed)" }),
    toggle(
      "timing", "say after every statement how long it took", \.timing,
      details: "For one statement write `time` before it. The line goes to standard error.",
      terms: ["time", "seconds", "duration", "benchmark", "profile"],
      related: ["statements", "plan"]),
    toggle(
      "hints", "show the usage of what is being typed at a prompt's right edge", \.hints,
      details: "Alt-? shows the whole usage under the line, whether hints are on or off.",
      terms: ["hint", "usage", "suggestion", "grey text"], related: ["keys"]),
    toggle(
      "progress", "show how far work of more than a second is, on terminals", \.progress,
      details: """
        One line on standard error: what is done, how much of how much, a figure such as the loss, and
        the time left. It goes when the work is done.
        """, terms: ["progress bar", "time left", "eta", "percent"],
      related: ["interrupting", "timing"]),
    toggle(
      "pager", "show results longer than a prompt's screen in $PAGER, or less", \.pager,
      details: """
        In less, the space bar shows the next page, b the one before, /word searches and q comes back to
        the prompt. Only results at a prompt are paged, never those of scripts.
        """, terms: ["less", "more", "page", "scroll", "long output"], related: ["output", "help"]),
    Setting(
      entry: entry(
        "output", .choice(OutputFormat.allCases.map(\.rawValue)), "how values are printed",
        details: """
          text is for people. json prints an object a line, with the conventions as further keys, for
          programs. csv and markdown print tables and lists as rows. `tangent --output` sets it from
          outside; what is said here counts.
          """, example: "csv", terms: ["json", "csv", "format", "print", "machine readable"],
        related: ["python", "save", "digits"]),
      apply: { value, settings in
        if case .text(let word) = value { settings.output = OutputFormat(rawValue: word) }
      },
      current: { $0.output?.rawValue ?? "text" }),
    Setting(
      entry: entry(
        "digits", .integer(1...17), "significant digits of printed numbers",
        details: """
          Only what is shown: values keep all of theirs, plain arithmetic shows seven at least, and
          session files hold seven.
          """, unit: "digits", example: "7", terms: ["decimals", "round", "precision", "places"],
        related: ["precision", "output"]),
      apply: { value, settings in
        if case .number(let x) = value { settings.digits = Int(x) }
      },
      current: { "\($0.digits)" }),
    Setting(
      entry: entry(
        "plot", .choice(PlotMedium.allCases.map(\.rawValue)),
        "what plots in a terminal are made of: characters, or pixels",
        details: """
          auto asks the terminal once, at the first plot of a prompt, whether it draws sixels, and
          keeps to characters where it does not, where colour is off and where gnuplot, which makes
          the pixels, is not installed. sixel does not ask, for terminals that do not answer; text
          never draws pixels. A plot with a width or height of its own is always of characters.
          """, example: "text", terms: ["sixel", "pixels", "braille", "graphics", "terminal"],
        related: ["plot"]),
      apply: { value, settings in
        if case .text(let word) = value { settings.plot = PlotMedium(rawValue: word) ?? .auto }
      },
      current: { $0.plot.rawValue }),
    Setting(
      entry: entry(
        "autosave", .number(0...1e9),
        "seconds after which a prompt saves the workspace beside its journal, for recover; 0: never",
        details: """
          Every statement is in the journal anyway; the saved workspace spares `recover` from running
          them all again. It is written after a statement, when that many seconds have passed.
          """, unit: "seconds", example: "60", terms: ["crash", "backup", "snapshot", "journal"],
        related: ["recover", "save"]),
      apply: { value, settings in
        if case .number(let x) = value { settings.autosave = x }
      },
      current: { shortest($0.autosave) }),
  ]

  /// A setting that is on or off.
  private static func toggle(
    _ name: String, _ summary: String, _ flag: WritableKeyPath<SettingValues, Bool> & Sendable,
    details: String, terms: [String], related: [String]
  ) -> Setting {
    let isOn = SettingValues()[keyPath: flag]
    return Setting(
      entry: entry(
        name, .boolean, summary, details: details, example: isOn ? "off" : "on", terms: terms,
        related: related),
      apply: { value, settings in
        if case .boolean(let isOn) = value { settings[keyPath: flag] = isOn }
      },
      current: { $0[keyPath: flag] ? "on" : "off" })
  }

  private static func entry(
    _ name: String, _ kind: Parameter.Kind, _ summary: String, details: String,
    unit: String? = nil, example: String, terms: [String] = [], related: [String] = []
  ) -> Entry {
    Entry(
      name, .setting, summary: summary, usage: "set \(name) \(usage(kind))", details: details,
      parameters: [Parameter(name, kind, place: .operand, summary: summary, unit: unit)],
      examples: [Example("set \(name) \(example)\nshow settings")],
      searchTerms: terms + ["setting"], related: related)
  }

  private static func usage(_ kind: Parameter.Kind) -> String {
    let words = words(kind)
    return words.isEmpty ? "N" : words.joined(separator: "|")
  }

  /// What a setting wants.
  static func description(_ kind: Parameter.Kind) -> String {
    if case .boolean = kind { "on or off" } else { kind.description }
  }

  /// The same, for the message about a value that is none of it.
  static func wanted(_ kind: Parameter.Kind, insteadOf given: ArgumentValue) -> String {
    if case .boolean = kind { "on or off" } else { kind.wanted(insteadOf: given) }
  }

  /// What may be written for a setting.
  static func words(_ kind: Parameter.Kind) -> [String] {
    if case .boolean = kind { switchWords } else { kind.words }
  }
}
