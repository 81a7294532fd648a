import Catalog
import Language

/// `expect entropy net on core ~ 3.21 +- 0.01`
enum Expect: SessionCommand {
  static let entry = Entry(
    "expect", .command, summary: "check that a condition holds; a script stops where it does not",
    usage: "expect CONDITION",
    details: """
      `a ~ b +- c` holds when |a − b| ≤ c, `+- c%` when |a − b| ≤ c/100·|b|, and `a ~ b` alone within
      1e-5·|b|. A script whose expectation fails ends with exit code 4.
      """,
    returns: "Nothing where the condition holds, an error where it does not.",
    grammar: Grammar([.condition]),
    examples: [
      Example("expect size(seen) == 40"),
      Example("expect entropy net on seen > 0 and 1 ~ 1.02 +- 5%"),
    ],
    searchTerms: ["assert", "check", "test", "tolerance"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let condition = try call.required(0, "a condition")
    if case .approximately(let left, let right, let tolerance, let percent) = condition.kind {
      let (a, b) = (try session.number(left), try session.number(right))
      let allowed = try session.tolerance(tolerance, percent: percent, around: b)
      guard abs(a - b) <= allowed else {
        throw Diagnostic(
          .expectation,
          "expected \(shortest(b)) within \(significant(allowed, 3)), but it is \(significant(a, 7))",
          at: condition.range)
      }
      return .nothing
    }
    // The sides are evaluated once: the message shows what was compared.
    if case .comparison(let comparison, let left, let right) = condition.kind,
      comparison != .among
    {
      let (a, b) = (try session.evaluate(left), try session.evaluate(right))
      guard try session.located(condition.range, { _ in try Session.compare(comparison, a, b) })
      else {
        throw Diagnostic(
          .expectation, "this does not hold: \(plain(a)) \(comparison.rawValue) \(plain(b))",
          at: condition.range)
      }
      return .nothing
    }
    guard try session.holds(condition) else {
      throw Diagnostic(.expectation, "this does not hold", at: condition.range)
    }
    return .nothing
  }

  private static func plain(_ value: Value) -> String {
    if case .number(let number) = value { significant(number.value, 7) } else { value.described }
  }
}
