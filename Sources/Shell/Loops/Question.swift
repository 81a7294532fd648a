import CEditLine
import Glibc

/// A question at a prompt.
enum Question {
  /// Asks on standard error; true only when the answer begins with y.
  static func ask(_ question: String) -> Bool {
    Channel.error.write("\(question) [y/N] ")
    var lines = LineReader()
    // Ctrl-C may come before the reading begins, which it then would not end.
    while !lines.hasNext(within: 100) {
      if interrupts_count() > 0 {
        Channel.error.write("\n")
        return false
      }
    }
    switch lines.next() {
    case .text(let answer): return answer.drop { $0 == " " }.lowercased().hasPrefix("y")
    case .interrupted, .end:
      Channel.error.write("\n")
      return false
    }
  }
}
