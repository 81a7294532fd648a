import Catalog
import Datasets
import Files
import Language
import LinearAlgebra
import Networks

/// A value as the arrays of a file: made before anything is asked or written.
struct Saved {
  private let format: any Format.Type
  private let content: Content

  private enum Content {
    case data(Dataset)
    case arrays(NamedArrays)
  }

  /// A value in the format of the path's ending, or the one that is said.
  ///
  /// - Throws: `FileError`, or a `Diagnostic` when the format cannot hold the value.
  init(_ value: Value, at path: String, format name: String?) throws {
    format = try Self.format(path, name)
    if case .data(let data) = value {
      content = .data(data)
      return
    }
    let word = format.entry.name
    let allowed = Self.formats(for: value)
    guard allowed.contains(word) else {
      // Who wants a run as weights wants its parameters.
      let isRun = if case .run = value { word == "safetensors" } else { false }
      throw Diagnostic(
        .failure, "\(value.described) cannot be saved as \(word)",
        suggestion: isRun
          ? "save its trained parameters: save NAME.network to …"
          : allowed.isEmpty ? nil : "it can be saved as \(allowed.joined(separator: ", "))")
    }
    let arrays = try Self.arrays(value, as: word)
    guard arrays.count > 0 else {
      throw Diagnostic(.failure, "\(value.described) without columns cannot be saved")
    }
    content = .arrays(arrays)
  }

  /// Writes all or nothing.
  ///
  /// - Throws: `FileError`.
  func write(to path: String, replacing: Bool) throws {
    switch content {
    case .data(let data): try data.save(to: path, as: format, replacing: replacing)
    case .arrays(let arrays): try format.write(arrays, to: path, replacing: replacing)
    }
  }

  /// The format that is said, or else the path's own.
  private static func format(_ path: String, _ name: String?) throws -> any Format.Type {
    guard let name else { return try Formats.named(by: path) }
    guard let format = Formats.all.first(where: { $0.entry.name == name }) else {
      throw Diagnostic(
        .failure, "\(name) is a form of sessions, not of values",
        suggestion:
          "save session to \"lab\(SessionFormats.all.first { $0.entry.name == name }.map { ".\($0.ending)" } ?? "")\""
      )
    }
    return format
  }

  /// The formats that make sense for a value.
  private static func formats(for value: Value) -> [String] {
    switch value {
    case .network: ["safetensors", "npz"]
    case .run: ["csv", "json", "npz"]
    case .table: ["csv", "json", "npz", "safetensors"]
    case .numbers, .kernel, .number, .size, .ratio: ["csv", "json", "npy", "npz", "safetensors"]
    case .list(let values) where column(values) != nil: ["csv", "json"]
    case .text, .boolean: ["json", "csv"]
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
      return single(
        number.measured?.quantity ?? "value",
        NDArray(shape: format == "csv" ? [1] : [], .double([number.value])))
    case .size(let axes): return single("value", NDArray(.integer(axes.map(Int64.init))))
    case .ratio(let parts): return single("value", NDArray(.double(parts)))
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
      var file = single(
        kernel.measured.quantity, array(kernel.matrix, [kernel.matrix.rows, kernel.matrix.columns]))
      // A bare list is what other programs expect in a .json.
      if ["npz", "safetensors"].contains(format) {
        file.texts[KernelFile.conventions] = JSONValue(kernel.measured).text
      }
      return file
    case .table(let table):
      return NamedArrays(
        try table.columns.map { own in
          guard let cells = column(own.cells) else {
            throw Diagnostic(
              .failure,
              "the column \(own.name) mixes numbers, texts and yes or no, which no file can hold")
          }
          return (own.name, cells)
        })
    case .run(let run):
      return NamedArrays(run.run.columns.map { ($0.name, NDArray(.double($0.values))) })
    case .network(let network): return Self.network(network, transposed: format == "safetensors")
    default: return NamedArrays()
    }
  }

  /// Cells of one kind; nil when there are several.
  private static func column(_ cells: [Value]) -> NDArray? {
    var (numbers, texts, flags): ([Double], [String], [String]) = ([], [], [])
    for cell in cells {
      switch cell {
      case .number(let number): numbers.append(number.value)
      case .text(let text): texts.append(text)
      case .boolean(let flag): flags.append(flag ? "yes" : "no")
      default: return nil
      }
    }
    switch (numbers.isEmpty, texts.isEmpty, flags.isEmpty) {
    case (_, true, true): return NDArray(.double(numbers))
    case (true, false, true): return NDArray(.text(texts))
    case (true, true, false): return NDArray(.text(flags))
    default: return nil
    }
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
