import Foundation
import TestSupport
import Testing

@testable import Session

/// What the user reads when something is wrong, word for word.
///
/// The cases are in `Tests/Fixtures/errors.txt`: a line after `>>> `, then the whole message. With
/// `TANGENT_RECORD=1` in the environment the file is written anew, to be read before it is committed.
@Suite struct ErrorTests {
  static let prelude = """
    digits = generate digits 60 with seed=1
    seen, unseen = split digits 40:20 with seed=1
    net = input 28x28x1 | flatten | dense 16 relu | dense 10 with seed=7
    fit = train net on seen for 3 epochs recording loss, entropy every 1 epochs
    body = dense 8 relu
    circ = generate circles 20 with seed=1
    x = 2
    sweep = for n in [1, 2] { collect n, n as loss }
    """

  @Test func everyMessageIsAsWritten() throws {
    let file = Fixtures.url("errors.txt")
    let cases = try String(contentsOf: file, encoding: .utf8).components(separatedBy: ">>> ")
      .dropFirst()
    #expect(cases.count > 120)
    var prepared = Transcript(folder: URL(fileURLWithPath: "."))
    prepared.session.options.folder = "."
    try prepared.run(Self.prelude)
    var recorded = ""
    for text in cases {
      let (line, expected) = text.split(separator: "\n", maxSplits: 1).map(String.init).pair
      var transcript = prepared
      let message = transcript.error(line) ?? "no error"
      #expect(message == expected.trimmedEnd, "\(line)")
      recorded += ">>> \(line)\n\(message)\n\n"
    }
    if ProcessInfo.processInfo.environment["TANGENT_RECORD"] != nil {
      try recorded.write(to: file, atomically: true, encoding: .utf8)
    }
  }
}

extension [String] {
  fileprivate var pair: (String, String) { (self[0], count > 1 ? self[1] : "") }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
