import LinearAlgebra
import Networks

/// A layer as the reference cases' JSON describes it (LAYERS.md), with the engine's layers for it.
final class ReferenceLayer: Decodable {
  let type: String?
  let out: Int?
  let bias: Bool?
  let activation: String?
  let kernel: [Int]?
  let stride: Int?
  let padding: String?
  let window: [Int]?
  let factor: Int?
  let size: Int?
  let groups: Int?
  let heads: Int?
  let causal: Bool?
  let vocabulary: Int?
  let width: Int?
  let shape: [Int]?
  let times: Int?
  let layers: [ReferenceLayer]?

  /// A type this does not know.
  struct Unknown: Error {
    let type: String
  }

  /// The engine's layers, mostly one.
  func made() throws -> [any Layer] {
    let phi = activation.flatMap { Activations.named($0 == "gelu_erf" ? "gelu" : $0) }
    let bias = bias ?? true
    let stride = stride ?? 1
    switch type ?? "dense" {
    case "dense": return [Dense(out ?? 0, phi, bias: bias)]
    case "conv":
      let kernel = kernel ?? []
      return [
        Convolution(
          out ?? 0, kernel[0], kernel[1], phi, padding: padding == "VALID" ? .valid : .same,
          stride: (stride, stride), bias: bias)
      ]
    case "avg_pool", "max_pool":
      let window = window ?? []
      return [
        Pooling(type == "max_pool" ? .max : .mean, window[0], window[1], stride: (stride, stride))
      ]
    case "global_mean": return [Pooling(.mean)]
    case "global_max": return [Pooling(.max)]
    case "flatten": return [Flatten()]
    case "reshape": return [Reshape(Shape(shape ?? []))]
    case "upsample": return [Upsample(factor ?? 1, factor ?? 1)]
    case "patches": return [Patches(size ?? 1, size ?? 1)]
    case "positions": return [Positions()]
    case "embed": return [Embed(vocabulary ?? 0, width ?? 0)]
    case "attention": return [Attention(heads: heads ?? 1, causal: causal ?? false)]
    case "graphconv": return [GraphConvolution(out ?? 0, phi, bias: bias)]
    case "layernorm": return [LayerNorm()]
    case "groupnorm": return [GroupNorm(groups ?? 1)]
    case "activation": return phi.map { [Activate($0)] } ?? []
    case "repeat": return [Repeat(times ?? 1, try (layers ?? []).flatMap { try $0.made() })]
    case "residual": return [Residual(try (layers ?? []).flatMap { try $0.made() })]
    case let other: throw Unknown(type: other)
    }
  }
}
