import Catalog

/// The layers a user can build networks from.
public enum Layers {
  /// One line per layer.
  public static let all: [any Layer.Type] = [
    Flatten.self,
    Dense.self,
    Convolution.self,
    Pooling.self,
    Upsample.self,
    Reshape.self,
    Patches.self,
    Positions.self,
    Embed.self,
    Attention.self,
    LayerNorm.self,
    GroupNorm.self,
    Dropout.self,
    Activate.self,
    Residual.self,
    Repeat.self,
    Branch.self,
    GraphConvolution.self,
  ]

  /// What may stand as a stage of a network: `input`, which is syntax, and the layers.
  public static var entries: [Entry] { [Input.entry] + all.map { $0.entry } }

  /// The layer of this name.
  public static func named(_ name: String) -> (any Layer.Type)? {
    all.first { $0.entry.name == name }
  }
}
