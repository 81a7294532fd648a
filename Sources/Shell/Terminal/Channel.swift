import Glibc

/// Where text goes: standard output carries data, standard error everything else.
public struct Channel: Sendable {
  let descriptor: Int32

  /// Standard output.
  public static let output = Channel(descriptor: STDOUT_FILENO)
  /// Standard error.
  public static let error = Channel(descriptor: STDERR_FILENO)

  /// Writes the whole text, at once and unbuffered.
  public func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&ready, 1, -1)
        } else if errno != EINTR {
          return fail(errno)
        }
      }
    }
  }

  /// Writes a line and its end.
  public func line(_ text: String) { write(text + "\n") }

  private func fail(_ reason: Int32) {
    guard descriptor == STDOUT_FILENO else { return }
    if reason == EPIPE {
      // Whoever read has read enough: end the way every filter does, silently and by SIGPIPE.
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
      _exit(128 + SIGPIPE)  // the signal may be blocked
    }
    Channel.error.line(
      "error: standard output cannot be written: \(String(cString: strerror(reason)))")
    exit(ExitStatus.failed.rawValue)
  }
}
