import Foundation
import LinearAlgebra
import Networks

/// A network of `Tests/Fixtures`, made in JAX (FIXTURES.md and layers/LAYERS.md).
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

  /// The convolutional cases, in the format of the dense ones.
  public static let convolutions = [
    "cnn_relu_avg", "cnn_relu_max", "cnn_relu_avg_ntkparam", "cnn_tanh_valid_stride",
  ]

  /// Networks of all kinds of layers, of `layers/`.
  public static let layered = [
    "autoencoder", "conv_autoencoder", "conv_strides", "token_transformer",
    "token_transformer_causal", "vit_gelu", "vit_tanh", "resnet", "residual_layernorm_mlp",
    "residual_mlp_ntkparam", "graph_network",
  ]

  private struct Description: Decodable {
    let input: String?
    let inputShape: [Int]
    let parametrisation: String
    let sigmaW: Double?
    let sigmaB: Double?
    let layers: [ReferenceLayer]
  }

  /// The case of this name.
  public init(_ name: String) throws {
    let path = ((Self.further + Self.layered).contains(name) ? "layers/" : "dense/") + name
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
    let layers = try description.layers.flatMap { try $0.made() }
    let shape = description.inputShape
    architecture = try Architecture(
      input: description.input == "graph"
        ? .graph(nodes: shape[0], features: shape[1]) : Shape(shape), layers: layers,
      parametrisation: parametrisation)
  }

  /// The file has no such array.
  public struct Missing: Error {
    let name: String
  }

  /// An array's elements, row by row.
  public func values(_ name: String) throws -> [Double] {
    guard let array = arrays[name] else { throw Missing(name: name) }
    return array.values
  }

  /// An array as a matrix of that many columns; of graphs x has the adjacency behind the features.
  public func matrix<S: Scalar>(_ name: String, columns: Int, of _: S.Type) throws -> Matrix<S> {
    var values = try values(name)
    let input = architecture.input
    if name == "x", input.isGraph {
      let graphs = try self.values("graph")
      let (own, size) = (input.withoutGraph.count, input.axes[0] * input.axes[0])
      var joined: [Double] = []
      for n in 0..<(values.count / own) {
        joined.append(contentsOf: values[(n * own)..<((n + 1) * own)])
        joined.append(contentsOf: graphs[(n * size)..<((n + 1) * size)])
      }
      values = joined
    }
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
