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
  /// Seconds after which a prompt saves the workspace for `recover`; 0 for never.
  public var autosave = 0.0
}

/// A setting: its entry, whose one parameter says what values it takes, and what it does.
struct Setting: Sendable {
  let entry: Entry
  let apply: @Sendable (ArgumentValue, inout SettingValues) -> Void
  let current: @Sendable (SettingValues) -> String
}

/// The settings there are.
enum Settings {
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
    Setting(
      entry: entry(
        "timing", .boolean, "say after every statement how long it took",
        details: "For one statement write `time` before it. The line goes to standard error.",
        example: "yes", terms: ["time", "seconds", "duration", "benchmark", "profile"],
        related: ["statements", "plan"]),
      apply: { value, settings in
        if case .boolean(let flag) = value { settings.timing = flag }
      },
      current: { $0.timing ? "yes" : "no" }),
    Setting(
      entry: entry(
        "output", .choice(OutputFormat.allCases.map(\.rawValue)), "how values are printed",
        details: """
          text is for people. json prints an object a line, with the conventions as further keys, for
          programs. Other formats print tables and lists as rows. `tangent --output` sets it from
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
    kind.words.isEmpty ? "N" : kind.words.joined(separator: "|")
  }
}
