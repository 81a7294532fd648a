import Catalog
import Files
import Kernels
import Language
import LinearAlgebra

/// `load kernel from "k.npz"`: what `save` wrote of a kernel, or another tool's.
enum KernelFile {
  static let entry = Entry(
    Kernel.entry.name, .source, summary: "a kernel from .npz, .npy, .safetensors, .csv or .json",
    usage: "load kernel from FILE",
    details: """
      The file holds one matrix of finite numbers: [rows x columns]. What was saved here as .npz or
      .safetensors says its conventions (outputs, layer, precision), which come back with it; of other
      files only the rows are known, so say in your notes which outputs they stand for. Quantities are
      asked of it as of any kernel: entropy K.
      """,
    returns: "A kernel.",
    examples: [
      Example(
        "K = kernel net on seen\nsave K to \"k.npz\"\nagain = load kernel from \"k.npz\"\nnorm(K - again)"
      )
    ],
    searchTerms: ["matrix", "gram", "neural tangents", "numpy"])

  /// The text member that holds the conventions.
  static let conventions = "conventions"

  static func load(from path: String, format name: String?) throws -> KernelValue {
    let format = try Formats.reading(path, as: name)
    let file = try format.read(path)
    let (rows, columns, numbers) = try matrix(in: file, path)
    guard rows > 0, columns > 0 else { throw FileError(path, "holds an empty matrix") }
    if let said = file.texts[conventions].flatMap({ WorkspaceReader.measured(text: $0) }),
      said.conventions.allSatisfy({ $0.key != "rows" || $0.value == .number(Double(rows)) })
    {
      return KernelValue(matrix: numbers, measured: said)
    }
    var known = [Convention("rows", Double(rows), counted(rows, "row"))]
    if rows != columns {
      known.append(Convention("columns", Double(columns), counted(columns, "column")))
    }
    if case .double = numbers {
      known.append(Convention("precision", "double", "double precision"))
    }
    let measured = Measured(quantity: Kernel.entry.name, unit: nil, conventions: known)
    return KernelValue(matrix: numbers, measured: measured)
  }

  /// The one matrix of a file. A table of columns (.csv) is one too.
  private static func matrix(
    in file: NamedArrays, _ path: String
  ) throws -> (rows: Int, columns: Int, StoredMatrix) {
    if let array = file.only, array.shape.count == 2 {
      let (rows, columns) = (array.shape[0], array.shape[1])
      if case .float(let elements) = array.elements {
        try requireFinite(elements.allSatisfy(\.isFinite), path)
        return (rows, columns, .single(Matrix(rows: rows, columns: columns, elements: elements)))
      }
      guard let elements = array.doubles else { throw FileError(path, "holds text, not numbers") }
      try requireFinite(elements.allSatisfy(\.isFinite), path)
      return (rows, columns, .double(Matrix(rows: rows, columns: columns, elements: elements)))
    }
    let lists = file.pairs.compactMap { $0.array.shape.count == 1 ? $0.array.doubles : nil }
    guard lists.count == file.count, let rows = lists.first?.count,
      lists.allSatisfy({ $0.count == rows }), lists.count > 1 || rows == 1
    else {
      throw FileError(
        path, "holds no matrix: a kernel is one array of two axes",
        suggestion: "load table from … reads columns")
    }
    let elements = (0..<rows).flatMap { i in lists.map { $0[i] } }
    try requireFinite(elements.allSatisfy(\.isFinite), path)
    return (
      rows, lists.count, .double(Matrix(rows: rows, columns: lists.count, elements: elements))
    )
  }

  private static func requireFinite(_ isFinite: Bool, _ path: String) throws(FileError) {
    if !isFinite { throw FileError(path, "holds numbers that are not finite") }
  }
}
