import LinearAlgebra
import Networks

/// Small networks of odd sizes with every layer of the table, for ``LayerTests``.
enum LayerCases {
  private static let vector = Shape(5)
  private static let tokens = Shape(3, 4)
  private static let picture = Shape(5, 4, 2)

  /// The variants of a layer, each in networks where it is first, in the middle and last; nil for a
  /// layer this test does not know, which fails.
  static func networks(with layer: any Layer.Type) -> [(Shape, [any Layer])]? {
    let image = Shape(2, 3, 1)
    switch layer.entry.name {
    case "flatten":
      return [
        (image, [Flatten(), Dense(3)]),
        (image, [Flatten(), Dense(7, Tanh.self), Flatten(), Dense(3)]),
        (vector, [Dense(4, Tanh.self), Dense(3), Flatten()]),
      ]
    case "dense":
      let phis: [(any Activation.Type)?] = [nil] + Activations.all
      return phis.flatMap { phi in
        [true, false].flatMap { bias -> [(Shape, [any Layer])] in
          let dense = Dense(3, phi, bias: bias)
          return [
            (vector, [dense]),
            (vector, [dense, Dense(2)]),
            (vector, [Dense(7, Tanh.self), dense, Dense(2, bias: false)]),
            (vector, [Dense(7, Tanh.self), dense, Dense(4), Dense(2)]),
            (vector, [Dense(7), Dense(4, Sine.self), dense]),
            (tokens, [dense]),
            (tokens, [Dense(5, Tanh.self), dense, Dense(2), Pooling(.mean)]),
          ]
        }
      }
    case "activate":
      return Activations.all.flatMap { phi -> [(Shape, [any Layer])] in
        [
          (vector, [Activate(phi), Dense(3)]),
          (vector, [Dense(7), Activate(phi), Dense(3)]),
          (vector, [Dense(7), Activate(phi), Activate(Tanh.self), Dense(3)]),
          (vector, [Dense(7, Tanh.self), Activate(phi), Dense(4), Dense(3)]),
          (vector, [Dense(4), Dense(7, Tanh.self), Dense(6), Activate(phi), Dense(3)]),
          (vector, [Dense(7, Sine.self), Dense(3), Activate(phi)]),
        ]
      }
    case "conv": return convolutions
    case "pool": return pools
    case "upsample":
      return [
        (picture, [Upsample(2, 3), Convolution(2, 2, 2, Tanh.self), Flatten(), Dense(3)]),
        (picture, [Convolution(2, 2, 2), Upsample(3, 1), Flatten(), Dense(3)]),
        (Shape(2, 2, 1), [Convolution(1, 1, 1, Tanh.self), Upsample(2, 2)]),
      ]
    case "reshape":
      return [
        (Shape(12), [Reshape(Shape(2, 3, 2)), Convolution(2, 2, 2, Tanh.self), Pooling(.mean)]),
        (vector, [Dense(6, Tanh.self), Reshape(Shape(3, 2)), Dense(2)]),
        (vector, [Dense(4), Reshape(Shape(2, 2))]),
      ]
    case "patches":
      return [
        (Shape(4, 6, 2), [Patches(2, 3), Dense(3, Tanh.self), Pooling(.mean), Dense(2)]),
        (Shape(4, 4, 1), [Convolution(2, 3, 3, Tanh.self), Patches(2, 4), Dense(2)]),
        (Shape(2, 2, 1), [Convolution(1, 1, 1), Patches(1, 2)]),
      ]
    case "positions":
      return [
        (tokens, [Positions(), Dense(3, Tanh.self), Pooling(.mean), Dense(2)]),
        (tokens, [Dense(3, Tanh.self), Positions(), Dense(2, Tanh.self), Pooling(.max)]),
        (Shape(2, 2), [Dense(3), Positions()]),
      ]
    case "embed":
      return [
        (vector, [Embed(4, 3), Dense(2, Tanh.self), Pooling(.mean), Dense(3)]),
        (Shape(3), [Embed(9, 2)]),
        (Shape(1), [Embed(4, 3), Flatten(), Dense(2, Tanh.self)]),
      ]
    case "attention":
      return [
        (tokens, [Attention(), Pooling(.mean)]),
        (tokens, [Dense(6, Tanh.self), Attention(heads: 3), Pooling(.max), Dense(2)]),
        (
          tokens,
          [Dense(6), Attention(heads: 2, causal: true), Dense(3, Sine.self), Pooling(.mean)]
        ),
        (Shape(2, 3), [Dense(2, Tanh.self), Attention(heads: 2)]),
      ]
    case "layernorm":
      return [
        (vector, [LayerNorm(), Dense(3)]),
        (vector, [Dense(11, Tanh.self), LayerNorm(), Dense(4, Sine.self), Dense(3)]),
        (vector, [Dense(4), LayerNorm()]),
        (tokens, [Dense(9), LayerNorm(), Dense(3, Tanh.self), Pooling(.mean)]),
        (picture, [Convolution(3, 2, 2), LayerNorm(), Pooling(.mean), Dense(2)]),
      ]
    case "groupnorm":
      return [
        (picture, [GroupNorm(1), Pooling(.max), Dense(3)]),
        (picture, [Convolution(6, 2, 2), GroupNorm(3), Activate(Tanh.self), Pooling(.mean)]),
        (picture, [Convolution(9, 2, 2), GroupNorm(1), Activate(Tanh.self), Flatten(), Dense(2)]),
        (Shape(4, 3, 1), [Convolution(2, 2, 2, Tanh.self), GroupNorm(2), Activate(Tanh.self)]),
      ]
    case "dropout":
      return [
        (vector, [Dropout(0.4), Dense(3)]),
        (vector, [Dense(7, Tanh.self), Dropout(0.5), Dense(3), Dropout(0)]),
      ]
    default: return compositions(layer.entry.name) ?? graphs(layer.entry.name)
    }
  }

  private static var convolutions: [(Shape, [any Layer])] {
    let kernels: [(Int, Int)] = [(1, 1), (2, 2), (3, 2), (3, 3), (6, 1)]
    let strides = [(1, 1), (2, 2), (1, 3)]
    var cases: [(Shape, [any Layer])] = []
    for (rows, columns) in kernels {
      for stride in strides {
        let layer = Convolution(3, rows, columns, Tanh.self, stride: stride)
        cases.append((picture, [layer, Flatten(), Dense(2)]))
      }
    }
    let further: [(Shape, [any Layer])] = [
      (picture, [Convolution(2, 3, 2, Sine.self, padding: .valid, stride: (2, 1), bias: false)]),
      (
        picture,
        [Convolution(3, 2, 2, padding: .valid), Convolution(2, 3, 3, GELU.self), Pooling(.mean)]
      ),
      (
        picture,
        [
          Convolution(3, 2, 3, stride: (2, 2)), Convolution(2, 1, 1, Tanh.self),
          Convolution(4, 3, 3), Pooling(.mean), Dense(2),
        ]
      ),
      (Shape(3, 3, 1), [Convolution(2, 2, 2, Tanh.self), Convolution(1, 2, 2)]),
      (Shape(3, 1, 2), [Convolution(2, 3, 3), Flatten(), Dense(3)]),
    ]
    return cases + further
  }

  private static var pools: [(Shape, [any Layer])] {
    [Pooling.Kind.max, .mean].flatMap { kind -> [(Shape, [any Layer])] in
      let layers = [
        Pooling(kind), Pooling(kind, 2, 2), Pooling(kind, 3, 2, stride: (2, 1)),
        Pooling(kind, 5, 4),
        Pooling(kind, 1, 2, stride: (3, 3)),
      ]
      var cases: [(Shape, [any Layer])] = []
      for layer in layers {
        cases.append((picture, [Convolution(3, 2, 2, Tanh.self), layer, Flatten(), Dense(2)]))
      }
      let further: [(Shape, [any Layer])] = [
        (picture, [Pooling(kind, 2, 2), Convolution(2, 2, 2, Tanh.self), Pooling(kind)]),
        (tokens, [Dense(3, Tanh.self), Pooling(kind)]),
        (Shape(4, 2, 1), [Convolution(2, 2, 2), Pooling(kind, 2, 2)]),
      ]
      return cases + further
    }
  }
}
