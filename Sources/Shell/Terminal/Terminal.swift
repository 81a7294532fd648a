import CEditLine
import Glibc

/// When text is coloured.
public enum ColourChoice: String, CaseIterable, Sendable {
  /// On a terminal, unless `NO_COLOR` is set or the terminal is dumb.
  case auto
  case always
  case never
}

/// What the process may assume of the terminal it talks to.
public struct Terminal: Sendable {
  /// Standard input is a terminal.
  public var readsTerminal: Bool
  /// Standard output is a terminal.
  public var writesTerminal: Bool
  /// Standard error is a terminal.
  public var reportsToTerminal: Bool
  /// `TERM` promises no cursor movement: no line editor, no progress line.
  public var isDumb: Bool
  /// Standard output may be coloured.
  public var colour: Bool
  /// Standard error may be coloured.
  public var errorColour: Bool
  /// 16 million colours can be shown; 256 otherwise.
  public var fullColour: Bool
  /// Characters beyond ASCII can be shown.
  public var isUnicode: Bool

  /// Asks the system.
  public init(colour choice: ColourChoice = .auto) {
    readsTerminal = isatty(STDIN_FILENO) == 1
    writesTerminal = isatty(STDOUT_FILENO) == 1
    reportsToTerminal = isatty(STDERR_FILENO) == 1
    let term = Self.variable("TERM") ?? ""
    isDumb = term.isEmpty || term == "dumb"
    let wanted = (Self.variable("NO_COLOR") ?? "").isEmpty && !isDumb
    func allowed(_ isTerminal: Bool) -> Bool {
      switch choice {
      case .auto: isTerminal && wanted
      case .always: true
      case .never: false
      }
    }
    colour = allowed(writesTerminal)
    errorColour = allowed(reportsToTerminal)
    fullColour = ["truecolor", "24bit"].contains(Self.variable("COLORTERM") ?? "")
    isUnicode = terminal_use_utf8() && term != "linux"
  }

  /// A line can be edited: both ends are terminals, and this one can move its cursor.
  public var canEdit: Bool { readsTerminal && writesTerminal && !isDumb }

  /// Columns of the window, or 80 where there is none; `COLUMNS` counts when it is set.
  public var width: Int { size.columns }

  /// Rows of the window, or 24.
  public var height: Int { size.rows }

  private var size: (columns: Int, rows: Int) {
    var (columns, rows): (Int32, Int32) = (80, 24)
    if terminal_size(STDOUT_FILENO, &columns, &rows) { return (Int(columns), Int(rows)) }
    let told = Self.variable("COLUMNS").flatMap(Int.init) ?? 80
    return ((20...1000).contains(told) ? told : 80, 24)
  }

  /// A variable of the environment, nil when it is not set.
  public static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
