import Catalog
import Files

/// `load table from "sizes.csv"`: what `save` wrote of a table, a run, a list or a number.
enum TableFile {
  static let entry = Entry(
    "table", .source, summary: "a table from .csv, .json, .npz, .npy or .safetensors",
    usage: "load table from FILE",
    details: """
      Every array is a column; a matrix is a column for each of its own, NAME0, NAME1 …; an array
      without a name is `value`. Words yes and no are yes and no again, texts in quotes stay texts in a
      .csv that has anything unquoted. Saved tables and the records of runs load as they were; a list
      comes back as the column `value`, or that of its quantity: (load table from "list.csv").value
      """,
    returns: "A table; its columns are fields.",
    examples: [
      Example(
        "t = for n in [1, 2] { collect n, n^2 as square }\nsave t to \"t.csv\"\nagain = load table from \"t.csv\"\nagain.square"
      ),
      Example("save fit to \"fit.json\"\nlog = load table from \"fit.json\""),
    ],
    searchTerms: ["csv", "dataframe", "read", "columns", "spreadsheet"])

  static func load(from path: String, format name: String?) throws -> Table {
    let format = try Formats.reading(path, as: name)
    let arrays = format == CSV.self ? try CSV.read(path, quotedIsText: true) : try format.read(path)
    var columns: [Table.Column] = []
    for (name, array) in arrays.pairs {
      for column in try Self.columns(name.isEmpty ? "value" : name, array, path) {
        guard !columns.contains(where: { $0.name == column.name }) else {
          throw FileError(path, "has two columns named “\(column.name)”")
        }
        columns.append(column)
      }
    }
    guard let first = columns.first else { throw FileError(path, "holds no columns") }
    for column in columns where column.cells.count != first.cells.count {
      throw FileError(
        path,
        "holds no table: “\(first.name)” has \(counted(first.cells.count, "row")) and “\(column.name)” \(column.cells.count)"
      )
    }
    return Table(columns)
  }

  private static func columns(
    _ name: String, _ array: NDArray, _ path: String
  ) throws -> [Table.Column] {
    let cells = cells(array)
    switch array.shape.count {
    case 0, 1: return [Table.Column(name: name, cells: cells)]
    case 2:
      let width = array.shape[1]
      // Only what is there is cut up: an axis of an empty array may be as long as it likes.
      guard array.count > 0 else { return [Table.Column(name: name, cells: [])] }
      return (0..<width).map { k in
        Table.Column(
          name: "\(name)\(k)", cells: (0..<array.shape[0]).map { cells[$0 * width + k] })
      }
    default:
      throw FileError(
        path, "holds “\(name)” with \(array.shape.count) axes, and a table has two",
        suggestion: "load file from … reads examples")
    }
  }

  private static func cells(_ array: NDArray) -> [Value] {
    if case .text(let texts) = array.elements {
      let areFlags = texts.allSatisfy { $0 == "yes" || $0 == "no" }
      return texts.map { areFlags ? .boolean($0 == "yes") : .text($0) }
    }
    return (array.doubles ?? []).map { .number(Number($0)) }
  }
}
