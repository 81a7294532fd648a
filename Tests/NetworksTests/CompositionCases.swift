import LinearAlgebra
import Networks

extension LayerCases {
  /// Composites first, in the middle and last, of one another, with every form of cotangents coming
  /// back through each side: bodies that end in an activation (masks), in a linear layer (shared or
  /// rows), that only reshape, and with or without parameters.
  static func compositions(_ name: String) -> [(Shape, [any Layer])]? {
    switch name {
    case "residual": residuals
    case "repeat": repeats
    case "branch": branches
    default: nil
    }
  }

  /// Graphs of four nodes, whose adjacency ``LayerTests`` draws.
  static func graphs(_ name: String) -> [(Shape, [any Layer])]? {
    guard name == "graphconv" else { return nil }
    let input = Shape.graph(nodes: 4, features: 3)
    var networks = Networks()
    for phi in [nil, Tanh.self, GELU.self] as [(any Activation.Type)?] {
      for bias in [true, false] {
        let own: any Layer = GraphConvolution(2, phi, bias: bias)
        networks.add(own, input: input)
        networks.add(own, Pooling(.mean), Dense(2), input: input)
        networks.add(Dense(3, Tanh.self), own, Flatten(), Dense(3), input: input)
        networks.add(GraphConvolution(3, Sine.self), own, Pooling(.mean), input: input)
        networks.add(GraphConvolution(3), Dense(2), own, input: input)
      }
    }
    let own: any Layer = GraphConvolution(3, Tanh.self)
    networks.add(Residual([own]), Residual([own, Dense(3)]), Pooling(.max), input: input)
    networks.add(
      Branch([[own], [Dense(2)]]), Repeat(2, [GraphConvolution(3), tanh]), Pooling(.mean),
      input: input)
    return networks.all
  }

  /// Networks of 5 inputs unless said.
  private struct Networks {
    var all: [(Shape, [any Layer])] = []

    mutating func add(_ layers: any Layer..., input: Shape = Shape(5)) {
      all.append((input, layers))
    }
  }

  private static let linear: [any Layer] = [Dense(7), Dense(5)]
  private static let curved: [any Layer] = [Dense(7, Tanh.self), Dense(5)]
  private static let masked: [any Layer] = [Dense(5, Sine.self)]
  private static let tanh: any Layer = Activate(Tanh.self)
  private static let plain: [any Layer] = [tanh]
  private static let flat: [any Layer] = [Flatten()]

  private static var residuals: [(Shape, [any Layer])] {
    var networks = Networks()
    for body in [linear, curved, masked, plain, flat, masked + flat] {
      networks.add(Residual(body), Dense(3))
      networks.add(Dense(5), Residual(body), Dense(3))
      networks.add(Dense(5, Tanh.self), Residual(body), Dense(4, Tanh.self), Dense(3))
      networks.add(Dense(3), Dense(5), Residual(body))
    }
    networks.add(Dense(5), Residual([Residual(curved), Activate(Sine.self)]), Dense(3))
    networks.add(Dense(4), Residual([Dense(7, Tanh.self), Dense(3)], skip: .dense))
    networks.add(Residual([Dense(7, Tanh.self)], skip: .dense), tanh, Dense(3))
    networks.add(Dense(4, Tanh.self), Residual(plain, skip: .dense), Dense(6), Dense(3))
    // Nothing inside has parameters, and nothing before.
    networks.add(Residual(plain), Residual(flat), Dense(3))
    networks.add(
      Flatten(), Residual([Dense(6, Tanh.self)]), Dense(3), input: Shape(2, 3, 1))
    // Images and tokens, with the projections they have.
    let filter: any Layer = Convolution(2, 2, 3, Tanh.self)
    networks.add(
      Residual([filter, GroupNorm(1)]), Convolution(1, 2, 2), Flatten(), input: Shape(3, 5, 2))
    networks.add(
      Residual([Convolution(3, 3, 2, Tanh.self, stride: (2, 1))], skip: .conv), Pooling(.mean),
      Dense(2), input: Shape(5, 3, 2))
    networks.add(
      Convolution(2, 1, 1), Residual([Convolution(4, 2, 2), tanh], skip: .conv), Pooling(.max),
      input: Shape(3, 3, 1))
    networks.add(
      Dense(6), Positions(), Residual([LayerNorm(), Attention(heads: 2)]),
      Residual([LayerNorm(), Dense(5, GELU.self), Dense(6)]), Pooling(.mean), Dense(2),
      input: Shape(3, 2))
    networks.add(
      Residual([Dense(3, Tanh.self)], skip: .dense), Residual([Dense(3)]), Flatten(),
      input: Shape(3, 2))
    return networks.all
  }

  private static var repeats: [(Shape, [any Layer])] {
    var networks = Networks()
    networks.add(Repeat(3, [Dense(4, Tanh.self)]), Dense(3))
    networks.add(Dense(5), Repeat(2, [Residual(curved)]), Dense(3))
    networks.add(Dense(5, Tanh.self), Repeat(2, [Dense(5), Residual(masked)]))
    networks.add(Repeat(2, [Repeat(2, [Dense(3)]), tanh]), Dense(2))
    networks.add(Dense(4), Repeat(3, flat), Dense(3), Repeat(2, plain))
    networks.add(Dense(4, Tanh.self), Repeat(1, [Dense(3), Flatten()]), Dense(2))
    networks.add(Dense(5, Tanh.self), Residual([Repeat(2, flat)]), Dense(3))
    return networks.all
  }

  private static var branches: [(Shape, [any Layer])] {
    let identity: [any Layer] = [Activate(Identity.self)]
    let parts: [[[any Layer]]] = [
      [linear, curved], [masked, linear, plain], [masked, masked], [plain, flat],
      [identity, masked], [[Residual(curved)], [Repeat(2, masked)]],
    ]
    var networks = Networks()
    for part in parts {
      for join in [Branch.Join.concatenate, .sum] {
        let branch: any Layer = Branch(part, join: join)
        networks.add(branch, Dense(3))
        networks.add(Dense(5), branch, Dense(3))
        networks.add(Dense(5, Tanh.self), branch, Dense(4, Tanh.self), Dense(3))
        networks.add(Dense(4), Dense(5, Tanh.self), branch, tanh, Dense(3))
        networks.add(Dense(5), branch)
      }
    }
    networks.add(Branch([[Dense(3)], [Dense(1), tanh], [Dense(2)]]), Dense(3))
    // Side by side at every position.
    let filters: [[any Layer]] = [[Convolution(2, 2, 2, Tanh.self)], [Convolution(1, 1, 3)]]
    networks.add(Branch(filters), Pooling(.mean), Dense(2), input: Shape(3, 4, 2))
    networks.add(Convolution(2, 1, 1), Branch(filters), Flatten(), input: Shape(2, 3, 2))
    networks.add(Convolution(2, 1, 1, Tanh.self), Branch(filters), input: Shape(1, 3, 2))
    networks.add(
      Branch([[Dense(2), tanh], [Dense(3)]]), LayerNorm(), Pooling(.mean), input: Shape(3, 2))
    networks.add(Dense(5, Sine.self), Branch([[Dense(3, Tanh.self)], [Dense(1)]]))
    return networks.all
  }
}
