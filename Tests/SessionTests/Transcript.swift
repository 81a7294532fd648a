import Catalog
import Foundation
import Language
import Session
import TestSupport

/// Runs lines of the language in a session and keeps what it shows, as a person would see it.
struct Transcript {
  var session: Session

  /// A session in a folder; at a prompt if `isInteractive`.
  init(folder: URL? = nil, isInteractive: Bool = false) {
    var options = Session.Options()
    options.folder = folder?.path ?? NSTemporaryDirectory()
    options.isInteractive = isInteractive
    session = Session(options)
  }

  /// What a script shows, one text per output.
  ///
  /// - Parameter width: of the terminal a person sits at.
  /// - Throws: the first `Diagnostic`.
  @discardableResult
  mutating func run(
    _ script: String, _ format: OutputFormat = .text, width: Int? = nil
  ) throws -> [String] {
    let text = SourceText(script, name: "test.ntk")
    let program = try Parser(Session.vocabulary, reading: .script).parse(script)
    var shown: [String] = []
    for statement in program.statements {
      shown += try session.run(statement, in: text).map {
        $0.rendered(format, width: width ?? 80, cut: width != nil)
      }
      if session.wantsToEnd { break }
    }
    return shown
  }

  /// The error a script ends with, drawn as the shell draws it; nil when it runs through.
  mutating func error(_ script: String) -> String? {
    do {
      try run(script)
      return nil
    } catch let diagnostic as Diagnostic {
      return diagnostic.rendered(in: SourceText(script, name: nil), colour: false)
    } catch {
      return "not a diagnostic: \(error)"
    }
  }

  /// A shown value without the lines about the statement that made it.
  static func withoutOrigin(_ page: String) -> String {
    page.firstRange(of: "\n# made by: ").map { String(page[..<$0.lowerBound]) } ?? page
  }

  /// The number a bound name holds.
  func number(_ name: String) -> Double? {
    if case .number(let number)? = session.value(of: name) { number.value } else { nil }
  }

  /// The list a bound name holds.
  func numbers(_ name: String) -> [Double]? {
    if case .numbers(let numbers)? = session.value(of: name) { numbers.values } else { nil }
  }
}
