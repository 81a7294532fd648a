import Catalog
import Datasets
import Files
import Language
import LinearAlgebra
import Networks

/// A value as the arrays of a file.
enum Saved {
  /// Writes a value in the format of the path's ending, or the one that is said.
  ///
  /// - Throws: `FileError`, or a `Diagnostic` when the format cannot hold the value.
  static func write(
    _ value: Value, to path: String, format name: String?, replacing: Bool
  ) throws {
    let format = try Self.format(path, name)
    if case .data(let data) = value {
      return try data.save(to: path, as: format, replacing: replacing)
    }
    let word = format.entry.name
    let allowed = formats(for: value)
    guard allowed.contains(word) else {
      throw Diagnostic(
        .failure, "\(value.described) cannot be saved as \(word)",
        suggestion: allowed.isEmpty ? nil : "it can be saved as \(allowed.joined(separator: ", "))")
    }
    try format.write(try arrays(value, as: word), to: path, replacing: replacing)
  }

  /// The format that is said, or else the path's own.
  private static func format(_ path: String, _ name: String?) throws -> any Format.Type {
    if let name, let format = Formats.all.first(where: { $0.entry.name == name }) { return format }
    return try Formats.named(by: path)
  }

  /// The formats that make sense for a value.
  private static func formats(for value: Value) -> [String] {
    switch value {
    case .network: ["safetensors", "npz"]
    case .table, .run: ["csv", "npz", "json"]
    case .numbers, .kernel, .list: ["csv", "npy", "npz", "json"]
    case .number, .text, .boolean: ["json", "csv"]
    default: []
    }
  }

  private static func arrays(_ value: Value, as format: String) throws -> NamedArrays {
    // Formats of several arrays want a name; those of one do not.
    func single(_ name: String, _ array: NDArray) -> NamedArrays {
      ["csv", "npz", "safetensors"].contains(format)
        ? NamedArrays([(name, array)]) : NamedArrays(array)
    }
    switch value {
    case .number(let number):
      return single("value", NDArray(shape: format == "csv" ? [1] : [], .double([number.value])))
    case .boolean(let flag): return single("value", NDArray(.text([flag ? "yes" : "no"])))
    case .text(let text): return single("value", NDArray(.text([text])))
    case .numbers(let list):
      return single(list.measured?.quantity ?? "value", NDArray(.double(list.values)))
    case .list(let values):
      guard let cells = column(values) else {
        throw Diagnostic(.failure, "a file holds lists of numbers or of texts")
      }
      return single("value", cells)
    case .kernel(let kernel):
      return single(
        kernel.measured.quantity, array(kernel.matrix, [kernel.matrix.rows, kernel.matrix.columns]))
    case .table(let table):
      return NamedArrays(
        try table.columns.map { own in
          guard let cells = column(own.cells) else {
            throw Diagnostic(
              .failure, "the column \(own.name) mixes numbers and texts, which no file can hold")
          }
          return (own.name, cells)
        })
    case .run(let run):
      return NamedArrays(run.run.columns.map { ($0.name, NDArray(.double($0.values))) })
    case .network(let network): return Self.network(network, transposed: format == "safetensors")
    default: return NamedArrays()
    }
  }

  private static func column(_ cells: [Value]) -> NDArray? {
    var numbers: [Double] = []
    var texts: [String] = []
    for cell in cells {
      switch cell {
      case .number(let number): numbers.append(number.value)
      case .text(let text): texts.append(text)
      case .boolean(let flag): texts.append(flag ? "yes" : "no")
      default: return nil
      }
    }
    if texts.isEmpty { return NDArray(.double(numbers)) }
    return numbers.isEmpty ? NDArray(.text(texts)) : nil
  }

  private static func array(_ matrix: StoredMatrix, _ shape: [Int]) -> NDArray {
    switch matrix {
    case .single(let single): NDArray(shape: shape, .float(single.elements))
    case .double(let double): NDArray(shape: shape, .double(double.elements))
    }
  }

  private static func network(_ network: Network, transposed: Bool) -> NamedArrays {
    let layout: WeightLayout = transposed ? .outputsFirst : .inputsFirst
    return NamedArrays(
      network.namedArrays(layout).map { ($0.name, array($0.values, $0.shape.axes)) },
      texts: ["network": Text.definition(network)])
  }
}
