import Session

/// What the process was asked to do.
public struct Invocation: Sendable {
  /// Where statements come from.
  public enum Source: Sendable, Equatable {
    /// A prompt when standard input is a terminal, otherwise standard input itself.
    case standardInput
    case file(String)
    case commands(String)
  }

  /// Where statements come from.
  public var source = Source.standardInput
  /// Stay at a prompt after the file or the commands.
  public var staysAfterwards = false
  /// How values are printed.
  public var format = OutputFormat.text
  /// How many threads work at once; nil for all there are.
  public var threads: Int?
  /// No banner, remarks or progress.
  public var isQuiet = false
  /// Read the settings file before a prompt.
  public var readsSettings = true
  /// When text is coloured.
  public var colour = ColourChoice.auto

  /// A prompt with the usual settings.
  public init() {}
}
