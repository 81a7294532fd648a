import CEditLine
import Glibc
import Synchronization

/// Pictures in the terminal's own pixels, where it has them.
///
/// Whether it does is asked once, at the first picture: every terminal answers the question for its
/// attributes (DA1, `ESC [ c`), and those that draw sixels name attribute 4 (DEC STD 070, §4.2.2.2).
final class Sixels: Sendable {
  private struct State {
    /// Somebody edits lines here, to whom goes what is typed meanwhile.
    var mayAsk = false
    /// Nil until it was asked.
    var isOffered: Bool?
  }

  /// How a picture begins.
  static let start = "\u{1B}P"

  private let terminal: Terminal
  private let state = Mutex(State())

  init(_ terminal: Terminal) { self.terminal = terminal }

  /// The prompt has begun: the terminal may be asked.
  func mayAsk() { state.withLock { $0.mayAsk = terminal.canEdit && terminal.colour } }

  /// How many pixels a picture may take; nil where there are none.
  ///
  /// - Parameter isCertain: the user says that there are, so nothing is asked.
  func area(isCertain: Bool) -> (width: Int, height: Int)? {
    guard isCertain || isOffered else { return nil }
    var (width, height): (Int32, Int32) = (0, 0)
    if !terminal_pixels(STDOUT_FILENO, &width, &height) {
      // The cells of a VT340, which terminals that do not say it mostly keep to.
      (width, height) = (Int32(terminal.width) * 10, Int32(terminal.height) * 20)
    }
    // The prompt and a line of notes stay on the screen with it.
    let rows = terminal.height
    return (min(Int(width), 1000), max(Int(height) * max(rows - 3, 1) / max(rows, 1), 80))
  }

  /// Learns what the terminal says of itself; an answer may come after the waiting.
  func hear(_ answer: [UInt8]) {
    guard let offers = Self.split(answer).offersSixels else { return }
    state.withLock { $0.isOffered = offers }
  }

  private var isOffered: Bool {
    let (mayAsk, known) = state.withLock { ($0.mayAsk, $0.isOffered) }
    if let known { return known }
    guard mayAsk, let answer = ask() else { return false }
    state.withLock { $0.isOffered = answer }
    return answer
  }

  // MARK: The question

  /// Asks and waits a little; nil when something typed is waiting to be read, which may be meant for
  /// a question of another kind.
  private func ask() -> Bool? {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return false }
    var quiet = before
    quiet.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &quiet) == 0 else { return false }
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &before) }
    guard !isReady(within: .zero) else { return nil }
    Channel.output.write("\u{1B}[c")
    var heard: [UInt8] = []
    let deadline = ContinuousClock.now + .milliseconds(120)
    while Self.split(heard).offersSixels == nil, isReady(within: deadline - .now) {
      var bytes = [UInt8](repeating: 0, count: 256)
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      guard count > 0 else { break }
      heard += bytes[..<count]
    }
    let (offers, typed) = Self.split(heard)
    if !typed.isEmpty { editline_give_back(typed, typed.count) }
    return offers ?? false
  }

  private func isReady(within time: Duration) -> Bool {
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let milliseconds = max(0, time.components.attoseconds / 1_000_000_000_000_000)
    return poll(&input, 1, time > .zero ? Int32(milliseconds) : 0) > 0
  }

  /// The terminal's answer, and what else there is, in order.
  static func split(_ bytes: [UInt8]) -> (offersSixels: Bool?, rest: [UInt8]) {
    let begin = Array("\u{1B}[?".utf8)
    for start in bytes.indices where bytes[start...].starts(with: begin) {
      let parameters = bytes[(start + begin.count)...].prefix {
        ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) || $0 == UInt8(ascii: ";")
      }
      guard parameters.endIndex < bytes.count, bytes[parameters.endIndex] == UInt8(ascii: "c")
      else {
        continue
      }
      // The first is the terminal's class.
      let attributes = parameters.split(separator: UInt8(ascii: ";")).dropFirst()
      return (
        attributes.contains { $0.elementsEqual("4".utf8) },
        Array(bytes[..<start] + bytes[(parameters.endIndex + 1)...])
      )
    }
    return (nil, bytes)
  }
}
