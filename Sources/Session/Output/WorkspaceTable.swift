import Catalog
import Networks

/// What there is, a name a line: its kind, its shape and the statement that made it.
struct WorkspaceTable {
  private let rows: [Row]

  private struct Row {
    let name: String
    let kind: String
    let shape: String
    let origin: String
  }

  init(_ session: Session) {
    rows = session.names.map { name, kind in
      Row(
        name: name, kind: kind, shape: session.value(of: name).map(Self.shape) ?? "",
        origin: session.notebook.origin(of: name).map(Self.origin) ?? "")
    }
  }

  /// Lines of at most `width` columns; where there is little room the origin is left out.
  func lines(width: Int) -> [String] {
    let head = Row(name: "name", kind: "kind", shape: "shape", origin: "made by")
    let all = [head] + rows
    let (names, kinds) = (Self.longest(all.map(\.name)), Self.longest(all.map(\.kind)))
    let left = max(width - names - kinds - 4, 8)
    // A long shape, such as a text, is cut before the origin is.
    var shapes = min(Self.longest(all.map(\.shape)), max(left - 26, 24))
    let room = left - shapes - 2
    let hasRoom = room >= 12
    if !hasRoom { shapes = left }
    return all.map { row in
      let shape = DisplayWidth.shortened(row.shape, to: shapes)
      let line = "\(row.name.padded(names))  \(row.kind.padded(kinds))  \(shape.padded(shapes))"
      return DisplayWidth.shortened(
        hasRoom ? "\(line)  \(DisplayWidth.shortened(row.origin, to: room))" : line.trimmedRight,
        to: width
      ).trimmedRight
    }
  }

  private static func longest(_ texts: [String]) -> Int {
    texts.reduce(0) { max($0, DisplayWidth.of($1)) }
  }

  /// The statement on one line, without the names it was bound to.
  private static func origin(_ entry: Notebook.Entry) -> String {
    var statement = entry.statement
    statement.comments = []
    statement.names = []
    return statement.description.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// How large a value is; a small one is shown itself.
  static func shape(_ value: Value) -> String {
    switch value {
    case .numbers(let numbers) where numbers.values.count > 4:
      counted(numbers.values.count, "number")
    case .list(let values) where values.count > 4 || values.contains(where: Text.isLarge):
      counted(values.count, "value")
    case .table(let table): "\(table.rows) x \(table.columns.count)"
    case .data(let data): "\(data.count) x \(data.shape)"
    case .network(let network):
      "\(network.architecture.input) to \(network.architecture.output), "
        + counted(network.architecture.parameterCount, "parameter")
    case .run(let run): counted(run.run.epochs, "epoch")
    case .kernel(let kernel): "\(kernel.matrix.rows) x \(kernel.matrix.columns)"
    case .fragment(let fragment): counted(fragment.layers.count, "layer")
    case .number(let number): significant(number.value, 5)
    default: Text.summary(value)
    }
  }
}
