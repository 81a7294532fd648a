import Foundation
import Testing

@testable import Language

/// Deep and long texts: an error, never an exhausted stack or an endless wait.
struct DepthTests {
  /// What stands before, in the middle and after, repeated around each other.
  static let nests = [
    ("(", "1", ")"), ("[", "1", "]"), ("a^", "1", ""), ("-", "1", ""), ("- ", "1", ""),
    ("not ", "x", ""), ("", "x", " + 1"), ("", "x", " and y"), ("", "x", ".a"), ("", "x", "[0]"),
    ("x[", "1", "]"), ("log(", "x", ")"), ("(dense 3 | ", "relu | relu", ")"),
    ("residual (", "dense 3", ")"), ("for x in y {\n", "x", "\n}"), ("\"{", "x", "}\""),
    ("show (", "show x", ")"), ("entropy (", "net", ") on d"), ("(a < ", "1", ")"),
    ("(1 + ", "1", ") + 2"), ("net with a=(", "net with b=1", ")"),
    ("train net recording (loss on (", "d", ")) on d for 3 epochs"), ("a = ", "1", ""),
    ("expect (", "x", ")"), ("{", "x", "}"), ("?", "", ""), ("for x in (", "y", ") {}"),
  ]

  private func nest(_ shape: (String, String, String), _ depth: Int) -> String {
    String(repeating: shape.0, count: depth) + shape.1 + String(repeating: shape.2, count: depth)
  }

  /// 5,000 levels are refused, in half a stack.
  @Test(arguments: nests)
  func tooDeepIsAnError(shape: (String, String, String)) {
    let text = nest(shape, 5_000)
    let error = inASmallStack { () -> Diagnostic? in
      do {
        _ = try Parser(TestVocabulary.vocabulary).parse(text)
        return nil
      } catch { return error as? Diagnostic }
    }
    #expect(error != nil)
    #expect((error?.message.utf8.count ?? 0) < 300)
  }

  /// The deepest text that is accepted can be printed, compared and let go in the same stack.
  @Test(arguments: nests)
  func deepestTreesAreSafe(shape: (String, String, String)) {
    let parser = Parser(TestVocabulary.vocabulary)
    var (low, high) = (1, 1000)
    while high - low > 1 {
      let middle = (low + high) / 2
      if (try? parser.parse(nest(shape, middle))) == nil { high = middle } else { low = middle }
    }
    let text = nest(shape, low)
    let isSame = inASmallStack { () -> Bool in
      guard let tree = try? parser.parse(text) else { return true }
      let again = try? parser.parse(tree.description)
      return again == tree
    }
    #expect(isSame)
  }

  /// Height adds up along the left side too: it is the tree that is limited, not the parser's own
  /// recursion alone.
  @Test func heightAddsUp() {
    var text = "x"
    for _ in 0..<60 { text = "(" + text + String(repeating: " + 1", count: 60) + ")" }
    let error = #expect(throws: Diagnostic.self) {
      try Parser(TestVocabulary.vocabulary).parse(text)
    }
    #expect(error?.message == "this is nested too deeply")
  }

  /// Long but flat texts are fine, and take time in proportion to their length.
  @Test func longIsNotDeep() throws {
    let parser = Parser(TestVocabulary.vocabulary)
    let list = "x = [" + String(repeating: "1, ", count: 20_000) + "]"
    #expect(try parser.parse(list).statements.count == 1)
    let statements = String(repeating: "x = 1; ", count: 5_000)
    #expect(try parser.parse(statements).statements.count == 5_000)
    let pipeline = "net = input 3" + String(repeating: " | relu", count: 5_000)
    #expect(try parser.parse(pipeline).statements.count == 1)
    let lines =
      String(repeating: "\n", count: 100_000) + "#" + String(repeating: "#", count: 100_000)
    #expect(try parser.parse(lines).statements.isEmpty)
    let text = "\"" + String(repeating: "é{x}", count: 5_000) + "\""
    #expect(try parser.parse(text).statements.count == 1)
    let names = (0..<5_000).map { "n\($0)" }.joined(separator: ", ") + " = x"
    #expect(try parser.parse(names).statements[0].names.count == 5_000)
    let size = String(repeating: "1x", count: 50_000) + "1"
    #expect(throws: Diagnostic.self) { try parser.parse(size) }
    let digits = String(repeating: "9", count: 100_000)
    #expect(throws: Diagnostic.self) { try parser.parse(digits) }
  }

  private final class Result<T>: @unchecked Sendable { var value: T? }

  /// Runs in a thread whose stack is half of the usual one; without optimisation two megabytes are
  /// needed.
  private func inASmallStack<T>(_ body: @escaping @Sendable () -> T) -> T {
    let result = Result<T>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      result.value = body()
      done.signal()
    }
    thread.stackSize = 4 << 20
    thread.start()
    done.wait()
    guard let value = result.value else { preconditionFailure("the thread set its result") }
    return value
  }
}
