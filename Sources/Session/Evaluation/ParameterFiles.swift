import Catalog
import Files
import Language
import LinearAlgebra
import Networks

extension Session {
  /// A network of an architecture with parameters from a .npz (weights [in, out]) or .safetensors
  /// file (PyTorch's [out, in]).
  mutating func network(
    _ architecture: Architecture, parametersFrom given: String
  ) throws -> Network {
    let path = path(given)
    let layout: WeightLayout
    switch try Formats.reading(path) {
    case is NPZ.Type: layout = .inputsFirst
    case is Safetensors.Type: layout = .outputsFirst
    default:
      throw Diagnostic(
        .failure, "“\(given)” holds no parameters a network can take",
        suggestion: "parameters are read from .npz and .safetensors files")
    }
    let file = try Formats.read(path)
    noteRead([path], given: given)
    // A file of ours says which parametrisation its numbers belong to.
    let isScaled = architecture.parametrisation.form == .ntk
    if let definition = file.texts["network"],
      definition.contains("parametrisation=ntk") != isScaled
    {
      throw Diagnostic(
        .failure,
        "“\(given)” holds parameters of the \(isScaled ? "standard" : "ntk") parametrisation, and this network is of the other",
        suggestion: isScaled ? nil : "the file's network is: \(definition)")
    }
    let arrays = try file.pairs.map { name, array in
      NamedArray(name, shape: Shape(array.shape), values: try Self.values(array, name, in: given))
    }
    return try Network(architecture, matching: arrays, layout: layout)
  }

  private static func values(
    _ array: NDArray, _ name: String, in path: String
  ) throws -> StoredMatrix {
    let values: [Double]
    switch array.elements {
    case .float(let list):
      values = list.map(Double.init)
      if list.allSatisfy(\.isFinite) {
        return .single(Matrix(rows: 1, columns: list.count, elements: list))
      }
    default:
      guard let list = array.doubles else {
        throw Diagnostic(.failure, "“\(name)” in “\(path)” holds text, not numbers")
      }
      values = list
    }
    guard values.allSatisfy(\.isFinite) else {
      throw Diagnostic(.failure, "“\(name)” in “\(path)” holds numbers that are not finite")
    }
    return .double(Matrix(rows: 1, columns: values.count, elements: values))
  }
}
