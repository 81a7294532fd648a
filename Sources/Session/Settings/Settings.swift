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
        example: "7"),
      apply: { value, settings in
        if case .number(let x) = value { settings.seed = UInt64(x) }
      },
      current: { "\($0.seed)" }),
    toggle("timing", "say after every statement how long it took", \.timing),
    toggle("hints", "show the usage of what is being typed at a prompt's right edge", \.hints),
    toggle("progress", "show how far work of more than a second is, on terminals", \.progress),
    toggle("pager", "show results longer than a prompt's screen in $PAGER, or less", \.pager),
    Setting(
      entry: entry(
        "output", .choice(OutputFormat.allCases.map(\.rawValue)), "how values are printed",
        example: "csv"),
      apply: { value, settings in
        if case .text(let word) = value { settings.output = OutputFormat(rawValue: word) }
      },
      current: { $0.output?.rawValue ?? "text" }),
    Setting(
      entry: entry(
        "digits", .integer(1...17), "significant digits of printed numbers", example: "7"),
      apply: { value, settings in
        if case .number(let x) = value { settings.digits = Int(x) }
      },
      current: { "\($0.digits)" }),
    Setting(
      entry: entry(
        "plot", .choice(PlotMedium.allCases.map(\.rawValue)),
        "what plots in a terminal are made of: characters, or pixels; auto asks the terminal once",
        example: "text"),
      apply: { value, settings in
        if case .text(let word) = value { settings.plot = PlotMedium(rawValue: word) ?? .auto }
      },
      current: { $0.plot.rawValue }),
    Setting(
      entry: entry(
        "autosave", .number(0...1e9),
        "seconds after which a prompt saves the workspace beside its journal, for recover; 0: never",
        example: "60"),
      apply: { value, settings in
        if case .number(let x) = value { settings.autosave = x }
      },
      current: { shortest($0.autosave) }),
  ]

  /// A setting that is on or off.
  private static func toggle(
    _ name: String, _ summary: String, _ flag: WritableKeyPath<SettingValues, Bool> & Sendable
  ) -> Setting {
    let isOn = SettingValues()[keyPath: flag]
    return Setting(
      entry: entry(name, .boolean, summary, example: isOn ? "off" : "on"),
      apply: { value, settings in
        if case .boolean(let isOn) = value { settings[keyPath: flag] = isOn }
      },
      current: { $0[keyPath: flag] ? "on" : "off" })
  }

  private static func entry(
    _ name: String, _ kind: Parameter.Kind, _ summary: String, example: String
  ) -> Entry {
    Entry(
      name, .setting, summary: summary, usage: "set \(name) \(usage(kind))",
      parameters: [Parameter(name, kind, place: .operand, summary: summary)],
      examples: [Example("set \(name) \(example)")])
  }

  private static func usage(_ kind: Parameter.Kind) -> String {
    let words = words(kind)
    return words.isEmpty ? "N" : words.joined(separator: "|")
  }

  /// What a setting wants, for messages.
  static func description(_ kind: Parameter.Kind) -> String {
    if case .boolean = kind { "on or off" } else { kind.description }
  }

  /// What may be written for a setting.
  static func words(_ kind: Parameter.Kind) -> [String] {
    if case .boolean = kind { switchWords } else { kind.words }
  }
}
