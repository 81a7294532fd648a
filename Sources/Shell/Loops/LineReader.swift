import CEditLine
import Glibc

/// Lines of a file descriptor, as they arrive.
struct LineReader {
  /// What a reading gave.
  enum Line: Equatable {
    case text(String)
    /// Ctrl-C while waiting.
    case interrupted
    case end
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Where the next line begins in `buffer`, and up to where no line end was found.
  private var (start, searched) = (0, 0)
  private var isAtEnd = false

  init(_ descriptor: Int32 = STDIN_FILENO) { self.descriptor = descriptor }

  /// The next line without its end; waits for it.
  mutating func next() -> Line {
    while true {
      if let line = bufferedLine() { return .text(line) }
      if isAtEnd { return .end }
      if !fill() { return .interrupted }
    }
  }

  /// Whether a whole line (or the end) is there within the time given.
  mutating func hasNext(within milliseconds: Int) -> Bool {
    let deadline = ContinuousClock.now + .milliseconds(milliseconds)
    while !hasBufferedLine && !isAtEnd {
      let left = deadline - .now
      var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let wait = max(0, Int32(left.components.attoseconds / 1_000_000_000_000_000))
      guard poll(&input, 1, left > .zero ? wait : 0) > 0, fill() else { return false }
    }
    return true
  }

  private var hasBufferedLine: Bool { buffer[searched...].contains(UInt8(ascii: "\n")) }

  private mutating func bufferedLine() -> String? {
    guard let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = buffer.count
      guard isAtEnd, start < buffer.count else { return nil }
      return take(upTo: buffer.count, skipping: 0)
    }
    return take(upTo: end, skipping: 1)
  }

  private mutating func take(upTo end: Int, skipping count: Int) -> String {
    let line = String(decoding: buffer[start..<end], as: UTF8.self)
    start = end + count
    if start > 1 << 16 || start == buffer.count {
      buffer.removeFirst(start)
      start = 0
    }
    searched = start
    return line
  }

  /// Reads what is there; false when Ctrl-C came first.
  private mutating func fill() -> Bool {
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { bytes, count in
      count = max(0, read(descriptor, bytes.baseAddress, bytes.count))
      if count == 0 { isAtEnd = errno != EINTR || interrupts_count() == 0 }
    }
    buffer += chunk
    return !chunk.isEmpty || isAtEnd
  }
}
