import Files
import LinearAlgebra
import Networks

/// A network: the code of its layers, its parametrisation, and its parameters as `name/0.weight`,
/// `name/0.bias` …, in the engine's order: dense [in, out], convolution [height, width, in, out].
enum NetworkCoding: ValueCoding {
  static let kind = "network"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .network(let network) = value else { return nil }
    return encode(network, as: key, into: &file)
  }

  static func encode(
    _ network: Network, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member] {
    let architecture = network.architecture
    let rule = architecture.parametrisation
    let arrays = network.namedArrays(.inputsFirst).map { array in
      JSONValue.Member(
        array.name,
        file.add(NDArray(array.values, shape: array.shape.axes), as: "\(key)/\(array.name)"))
    }
    return [
      .init("input", .list(architecture.input.axes.map { JSONValue($0) })),
      .init("graph", .boolean(architecture.input.isGraph)),
      .init("layers", .text(LiteralCode.text(architecture.layers))),
      .init("parametrisation", .text(rule.form.rawValue)),
      .init("init", .text(rule.initialisation.rawValue)),
      .init("weightstd", JSONValue(exactly: rule.weightDeviation)),
      .init("biasstd", JSONValue(exactly: rule.biasDeviation)),
      .init("arrays", .object(arrays)),
    ]
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    .network(try network(entry, from: file))
  }

  static func network(_ entry: JSONValue, from file: WorkspaceReader) throws -> Network {
    let axes = try SizeCoding.axes(entry, "input")
    let isGraph = try entry.flag("graph")
    guard !axes.isEmpty, !axes.contains(0), !isGraph || axes.count == 2 else {
      throw WorkspaceDamage("has an input that is no shape")
    }
    var rule = Parametrisation()
    guard let form = Parametrisation.Form(rawValue: try entry.text("parametrisation")),
      let initialisation = Parametrisation.Initialisation(rawValue: try entry.text("init"))
    else { throw WorkspaceDamage("has a parametrisation that is not known") }
    rule.form = form
    rule.initialisation = initialisation
    rule.weightDeviation = try entry.number("weightstd")
    rule.biasDeviation = try entry.number("biasstd")
    let layers = try LiteralCode.layers(try entry.text("layers"))
    let architecture: Architecture
    do {
      architecture = try Architecture(
        input: isGraph ? .graph(nodes: axes[0], features: axes[1]) : Shape(axes), layers: layers,
        parametrisation: rule)
    } catch {
      throw WorkspaceDamage("has layers that do not fit: \(error.error.message)")
    }
    return Network(architecture, parameters: try parameters(entry, of: architecture, from: file))
  }

  /// The flat vector, in the precision of the arrays.
  private static func parameters(
    _ entry: JSONValue, of architecture: Architecture, from file: WorkspaceReader
  ) throws -> StoredMatrix {
    var single: [Float] = []
    var double: [Double] = []
    for array in architecture.arrays {
      let stored = try file.array(named: entry["arrays"]?[array.fullName])
      guard stored.shape == array.shape.axes else {
        throw WorkspaceDamage("has parameters \(array.fullName) of a wrong shape")
      }
      switch stored.elements {
      case .float(let list) where double.isEmpty: single += list
      case .double(let list) where single.isEmpty: double += list
      default: throw WorkspaceDamage("has parameters of several types")
      }
    }
    return double.isEmpty
      ? .single(Matrix(rows: 1, columns: single.count, elements: single))
      : .double(Matrix(rows: 1, columns: double.count, elements: double))
  }
}
