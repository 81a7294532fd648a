import Catalog
import Language

/// `collect n, s, entropy net on chosen as entropy`
enum Collect: SessionCommand {
  static let entry = Entry(
    "collect", .command, summary: "note one row of the table that a loop makes",
    usage: "collect VALUE [as NAME], …",
    details: """
      A name is its own column; anything else needs `as`, or takes the quantity's word. Every row of
      a loop has the same columns. The loop's value is the table of all rows.
      """,
    returns: "Nothing by itself: the loop around it gives the table.",
    grammar: Grammar([.items]),
    examples: [
      Example(
        "t = for n in [10, 20] {\n  part = select n from seen using first\n  collect n, entropy net on part as entropy\n}"
      )
    ],
    searchTerms: ["table", "sweep", "loop", "row"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    guard !session.current.collected.isEmpty else {
      throw call.failure(
        "collect works inside a loop", suggestion: "for n in [1, 2, 3] { … collect n, … }")
    }
    var row: [(name: String, cell: Value)] = []
    for item in call.items(0) {
      let name = try columnName(item)
      guard !row.contains(where: { $0.name == name }) else {
        throw Diagnostic(
          .failure, "two columns are named “\(name)”", at: item.value.range,
          suggestion: "name one with as")
      }
      let value = try session.evaluate(item.value)
      switch value {
      case .number(let number):
        // The unit stays, for plots; the conventions are the column's, not each cell's.
        let measured = number.measured?.unit.map {
          Measured(quantity: number.measured?.quantity ?? name, unit: $0, conventions: [])
        }
        row.append((name, .number(Number(number.value, measured))))
      case .text, .boolean: row.append((name, value))
      default:
        throw Diagnostic(
          .failure, "a table holds numbers, texts and yes or no, not \(value.described)",
          at: item.value.range)
      }
    }
    let last = session.current.collected.count - 1
    guard session.current.collected[last].append(row) else {
      throw call.failure(
        "this row has the columns \(row.map(\.name).joined(separator: ", ")), but the rows before have \(session.current.collected[last].names.joined(separator: ", "))"
      )
    }
    return .nothing
  }

  /// The column an item goes to: its alias, its own name, or the quantity's word.
  static func columnName(_ item: Command.Item) throws -> String {
    if let alias = item.alias { return alias.text }
    switch item.value.kind {
    case .name(let name): return name
    case .field(_, let name): return name.text
    case .command(let command): return command.word.text
    default:
      throw Diagnostic(
        .failure, "this column needs a name", at: item.value.range,
        suggestion: "add: as NAME")
    }
  }
}
