import Foundation
import LinearAlgebra
import Networks
import TestSupport

/// A multilayer perceptron of `Tests/Fixtures`, made in JAX (FIXTURES.md and layers/LAYERS.md).
struct ReferenceCase {
  let arrays: ReferenceArrays
  let architecture: Architecture

  static let names = [
    "dense/mlp_relu", "dense/mlp_relu_nobias", "dense/mlp_relu_ntkparam", "dense/mlp_tanh",
    "dense/mlp_tanh_ntkparam", "dense/mlp_gelu_tanh", "dense/mlp_gelu_erf", "dense/mlp_mnist",
    "layers/mlp_sigmoid", "layers/mlp_softplus", "layers/mlp_sin",
  ]

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

  init(_ name: String) throws {
    arrays = try ReferenceArrays(Fixtures.url("\(name).npz"))
    let json = try Data(contentsOf: Fixtures.url("\(name).json"))
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

  struct Missing: Error {
    let name: String
  }

  private static func activation(_ name: String) -> (any Activation.Type)? {
    Activations.named(name == "gelu_erf" ? "gelu" : name)
  }

  func values(_ name: String) throws -> [Double] {
    guard let array = arrays[name] else { throw Missing(name: name) }
    return array.values
  }

  func matrix<S: Scalar>(_ name: String, columns: Int, of _: S.Type) throws -> Matrix<S> {
    let values = try values(name)
    return Matrix(rows: values.count / columns, columns: columns, elements: values.map { S($0) })
  }

  /// `w0`, `b0`, `w1` … or `0.weight`, `0.bias` … after `prefix`, in the order of the flat vector.
  func flat(_ prefix: String) throws -> [Double] {
    try architecture.arrays.flatMap {
      let short = "\($0.role == .weight ? "w" : "b")\($0.layer)"
      return try values(prefix + (arrays[prefix + short] == nil ? $0.fullName : short))
    }
  }

  func network<S: Scalar>(of _: S.Type) throws -> Network {
    let flat = try flat("")
    let parameters = Matrix<S>(rows: 1, columns: flat.count, elements: flat.map { S($0) })
    return Network(architecture, parameters: StoredMatrix(parameters))
  }
}
