import Foundation
import Glibc

/// The real program on a terminal of its own, driven by keys.
public final class PseudoTerminal {
  /// A key that is more than one character.
  public enum Key: String {
    case up = "\u{1B}[A"
    case down = "\u{1B}[B"
    case left = "\u{1B}[D"
    case tab = "\t"
    case enter = "\r"
    case interrupt = "\u{3}"
    case end = "\u{4}"
    case search = "\u{12}"
    case right = "\u{1B}[C"
    case lineEnd = "\u{1B}[F"
    case home = "\u{1B}[H"
    case escape = "\u{1B}"
    case backspace = "\u{7F}"
    case suspend = "\u{1A}"
    case altEnter = "\u{1B}\r"
    case altQuestion = "\u{1B}?"
    case editor = "\u{18}\u{5}"
  }

  /// The program did not do what was waited for.
  public struct Unexpected: Error, CustomStringConvertible {
    /// What was waited for, and what was there.
    public let description: String
  }

  private let descriptor: Int32
  private let process: pid_t
  private var screen: Screen
  private var raw: [UInt8] = []
  private var undecoded: [UInt8] = []
  /// Rows above this one were seen by an expectation.
  private var mark = 0
  private var status: Int32?

  /// What the terminal shows, from the top.
  public var lines: [String] { screen.lines }

  /// Everything the program wrote, escape sequences included.
  public var written: String { String(decoding: raw, as: UTF8.self) }

  /// Starts the program on a terminal of that size.
  ///
  /// - Parameters:
  ///   - fileLimit: no file it writes may grow beyond so many kilobytes.
  ///   - program: what to start instead of Tangent.
  public init(
    _ arguments: [String] = [], home: URL, variables: [String: String] = [:], columns: Int = 80,
    rows: Int = 24, fileLimit: Int? = nil, program: String = TangentProcess.path
  ) throws {
    descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    // What unlockpt and ptsname do, which are hidden from Swift.
    var (locked, number): (Int32, Int32) = (0, 0)
    guard descriptor >= 0, ioctl(descriptor, 0x4004_5431, &locked) == 0,
      ioctl(descriptor, 0x8004_5430, &number) == 0
    else { throw Unexpected(description: "no pseudo-terminal") }
    let terminal = "/dev/pts/\(number)"
    screen = Screen(columns: columns)
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    // Kept open here, so that the size stays until the program has opened it too.
    let other = open(terminal, O_RDWR | O_NOCTTY)
    defer { close(other) }
    _ = ioctl(other, UInt(TIOCSWINSZ), &size)

    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    // The first terminal that the leader of a session opens is its controlling terminal.
    posix_spawn_file_actions_addopen(&files, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&files, 0, 1)
    posix_spawn_file_actions_adddup2(&files, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A test may run on a thread, and in a process, that hears no signals.
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, hidden from Swift
    posix_spawnattr_setflags(
      &attributes, Int16(newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let environment = TangentProcess.environment(home: home.path).merging(variables) { $1 }
    let shell = fileLimit == nil ? "/bin/sh" : "/bin/bash"
    let limit = fileLimit.map { "ulimit -f \($0) && " } ?? ""
    let start = [
      shell, "-c", "cd \"$HOME\" && \(limit)exec \"$0\" \"$@\"", program,
    ]
    var argv = (start + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var id: pid_t = 0
    let error = posix_spawn(&id, shell, &files, &attributes, &argv, &envp)
    guard error == 0 else { throw Unexpected(description: String(cString: strerror(error))) }
    process = id
  }

  deinit {
    if status == nil {
      Glibc.kill(process, SIGKILL)
      var ignored: Int32 = 0
      waitpid(process, &ignored, 0)
    }
    close(descriptor)
  }

  /// Ends the program at once, as a crash or a power cut would (SIGKILL), and reads what it wrote.
  public func kill() {
    guard status == nil else { return }
    Glibc.kill(process, SIGKILL)
    var state: Int32 = 0
    waitpid(process, &state, 0)
    status = 128 + SIGKILL
    while read(until: Date()) {}
  }

  /// Types a text.
  public func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  /// Changes the size of the window, as dragging its corner does.
  public func resize(columns: Int, rows: Int = 24) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    screen.resize(columns: columns)
  }

  /// The column of the cursor, the first being 0.
  public var cursorColumn: Int { screen.cursorColumn }

  /// Presses a key.
  public func press(_ key: Key) { type(key.rawValue) }

  /// Waits for an empty prompt, then types a line and Enter.
  public func enter(_ line: String) throws {
    try prompt()
    type(line + "\r")
  }

  /// Waits for an empty prompt in the cursor's row.
  public func prompt() throws {
    try wait(for: "a prompt") {
      guard screen.cursorRow >= mark, lines[screen.cursorRow] == "ntk>" else { return nil }
      return screen.cursorRow
    }
  }

  /// Waits for a row that is exactly this, below the rows seen before.
  public func expect(line: String) throws {
    try wait(for: line) { lines.indices.dropFirst(mark).first { lines[$0] == line }.map { $0 + 1 } }
  }

  /// Waits for a row that contains this; later expectations may find the same row.
  public func expect(_ text: String) throws {
    try wait(for: text) { lines.indices.dropFirst(mark).first { lines[$0].contains(text) } }
  }

  /// Reads what the program writes for so long.
  public func read(for seconds: Double) {
    let deadline = Date().addingTimeInterval(seconds)
    while Date() < deadline { _ = read(until: deadline) }
  }

  private func wait(for what: String, seconds: Double = 30, _ found: () -> Int?) throws {
    let deadline = Date().addingTimeInterval(seconds)
    while true {
      if let row = found() {
        mark = row
        return
      }
      guard Date() < deadline, read(until: deadline) else {
        throw Unexpected(
          description: "waited for \(what.debugDescription), but there was only\n"
            + lines.dropFirst(mark).joined(separator: "\n"))
      }
    }
  }

  /// Waits for the program's end.
  public func exitStatus(within seconds: Double = 20) throws -> Int32 {
    let deadline = Date().addingTimeInterval(seconds)
    while Date() < deadline {
      _ = read(until: Date().addingTimeInterval(0.05))
      var state: Int32 = 0
      if waitpid(process, &state, WNOHANG) == process {
        let code = state & 0x7F == 0 ? state >> 8 & 0xFF : 128 + state & 0x7F
        status = code
        return code
      }
    }
    throw Unexpected(description: "it does not end; \(lines.suffix(8))")
  }

  /// Reads what is there; false when the time is over or the terminal closed.
  private func read(until deadline: Date) -> Bool {
    var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let left = max(0, deadline.timeIntervalSinceNow)
    guard poll(&input, 1, Int32(left * 1000)) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count > 0 else { return false }
    raw += bytes[..<count]
    undecoded += bytes[..<count]
    // The last character may be here in part only.
    let whole = Self.wholeCharacters(undecoded)
    screen.show(String(decoding: undecoded[..<whole], as: UTF8.self))
    undecoded.removeFirst(whole)
    return true
  }

  private static func wholeCharacters(_ bytes: [UInt8]) -> Int {
    guard let lead = bytes.indices.suffix(3).last(where: { bytes[$0] >= 0xC0 }) else {
      return bytes.count
    }
    let length = bytes[lead] >= 0xF0 ? 4 : bytes[lead] >= 0xE0 ? 3 : 2
    return bytes.count - lead < length ? lead : bytes.count
  }
}
