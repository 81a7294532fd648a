import Foundation
import LinearAlgebra
import Networks

/// A multilayer perceptron of `Tests/Fixtures`, made in JAX (FIXTURES.md and layers/LAYERS.md).
public struct ReferenceCase: Sendable {
  /// Everything the case's file holds, by name.
  public let arrays: ReferenceArrays
  /// The network's architecture.
  public let architecture: Architecture

  /// The dense cases.
  public static let names = [
    "mlp_relu", "mlp_relu_nobias", "mlp_relu_ntkparam", "mlp_tanh", "mlp_tanh_ntkparam",
    "mlp_gelu_tanh", "mlp_gelu_erf", "mlp_mnist",
  ]

  /// Further activations, of `layers/`.
  public static let further = ["mlp_sigmoid", "mlp_softplus", "mlp_sin"]

  private struct Description: Decodable {
    struct Layer: Decodable {
      let out: Int
      let bias: Bool?
      let activation: String
    }
    let inputShape: [Int]
    let parametrisation: String
    let sigmaW: Double?
    let sigmaB: Double?
    let layers: [Layer]
  }

  /// The case of this name.
  public init(_ name: String) throws {
    let path = (Self.further.contains(name) ? "layers/" : "dense/") + name
    arrays = try ReferenceArrays(Fixtures.url("\(path).npz"))
    let json = try Data(contentsOf: Fixtures.url("\(path).json"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let description = try decoder.decode(Description.self, from: json)
    var parametrisation = Parametrisation()
    if description.parametrisation == "ntk" {
      parametrisation.form = .ntk
      parametrisation.weightDeviation = description.sigmaW ?? 1
      parametrisation.biasDeviation = description.sigmaB ?? 0
    }
    let layers = description.layers.map { layer in
      Dense(layer.out, Self.activation(layer.activation), bias: layer.bias ?? true)
    }
    architecture = try Architecture(
      input: Shape(description.inputShape), layers: layers, parametrisation: parametrisation)
  }

  /// The file has no such array.
  public struct Missing: Error {
    let name: String
  }

  private static func activation(_ name: String) -> (any Activation.Type)? {
    Activations.named(name == "gelu_erf" ? "gelu" : name)
  }

  /// An array's elements, row by row.
  public func values(_ name: String) throws -> [Double] {
    guard let array = arrays[name] else { throw Missing(name: name) }
    return array.values
  }

  /// An array as a matrix of that many columns.
  public func matrix<S: Scalar>(_ name: String, columns: Int, of _: S.Type) throws -> Matrix<S> {
    let values = try values(name)
    return Matrix(rows: values.count / columns, columns: columns, elements: values.map { S($0) })
  }

  /// `w0`, `b0`, `w1` … or `0.weight`, `0.bias` … after `prefix`, in the order of the flat vector.
  public func flat(_ prefix: String) throws -> [Double] {
    try architecture.arrays.flatMap {
      let short = "\($0.role == .weight ? "w" : "b")\($0.layer)"
      return try values(prefix + (arrays[prefix + short] == nil ? $0.fullName : short))
    }
  }

  /// The network of the parameters after `prefix`.
  public func network<S: Scalar>(_ prefix: String = "", of _: S.Type) throws -> Network {
    let flat = try flat(prefix)
    let parameters = Matrix<S>(rows: 1, columns: flat.count, elements: flat.map { S($0) })
    return Network(architecture, parameters: StoredMatrix(parameters))
  }
}
