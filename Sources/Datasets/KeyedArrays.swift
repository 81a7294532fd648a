import Catalog
import Files

/// The arrays of an .npz (or safetensors, or JSON) file by the names people give to inputs and
/// targets: x and y, inputs and targets, images and labels, with _train and _test behind or before.
struct KeyedArrays {
  let arrays: NamedArrays
  let path: String

  static let inputNames = ["x", "X", "inputs", "images", "features", "data"]
  static let graphNames = ["graph", "graphs", "adjacency", "edges"]
  static let targetNames = ["y", "Y", "targets", "labels", "target", "label"]

  /// The adjacency matrices of graphs beside inputs of this part, by name; nil without.
  func graph(part: String?, inputs: String) -> String? {
    let parts = [part, "train", "test"].compactMap { $0 }
    let suffix = parts.first { inputs.contains("_\($0)") || inputs.contains("\($0)_") }
    return first(of: Self.graphNames, suffix)
  }

  /// The inputs and, if there are any, the targets, by name.
  ///
  /// - Parameter part: `train` or `test` when the user said so.
  /// - Throws: `FileError` when no array, or more than one part, could be meant.
  func find(part: String?) throws(FileError) -> (inputs: String, targets: String?) {
    if let part {
      guard let inputs = first(of: Self.inputNames, part) else {
        throw FileError(path, "holds no \(part) part: its arrays are \(list)")
      }
      return (inputs, first(of: Self.targetNames, part))
    }
    if let inputs = first(of: Self.inputNames, nil) {
      return (inputs, first(of: Self.targetNames, nil))
    }
    let parts = ["train", "test"].filter { first(of: Self.inputNames, $0) != nil }
    if parts.count == 2 {
      throw FileError(
        path, "holds a training and a test part", suggestion: "say which: with part=train")
    }
    if let part = parts.first, let inputs = first(of: Self.inputNames, part) {
      return (inputs, first(of: Self.targetNames, part))
    }
    guard arrays.count == 1 else {
      throw FileError(
        path, "has no array that is plainly the inputs: its arrays are \(list)",
        suggestion: "call the inputs x and the targets y")
    }
    return (arrays.names[0], nil)
  }

  private func first(of names: [String], _ part: String?) -> String? {
    names.lazy.flatMap { name in part.map { ["\(name)_\($0)", "\($0)_\(name)"] } ?? [name] }
      .first { arrays[$0] != nil }
  }

  private var list: String {
    let names = arrays.names.prefix(8).joined(separator: ", ")
    return arrays.count > 8 ? names + " …" : names
  }
}
