import LinearAlgebra
import Networks

/// What a layer adds to a kernel between the samples n of its rows and m of its columns:
/// (weight · ⟨a_n, a_m⟩ + bias) ∘ T, each factor standing for a block of R x R of T.
///
/// R is the number of the kernel's rows per sample: C for all outputs; 1 for their mean, where T is
/// the sum over the outputs and 1/C is in `weight` and `bias`.
struct LayerTerm<S: Scalar>: Sendable {
  /// The form of T.
  enum Cotangents: Sendable {
    /// T = D_left D_rightᵀ, with R rows per sample in each
    case gram(left: View<S>, right: View<S>)
    /// T[(n,a),(m,b)] = 1 for a = b, else 0; so plainly 1 for R = 1
    case identity
  }

  /// [samples x in] each; nil when the factor is `bias` alone
  let inputs: (left: View<S>, right: View<S>)?
  let weight: Double
  let bias: Double
  let cotangents: Cotangents
  /// What the views above live in, as far as this term made it.
  private var owned: [Buffer<S>] = []

  /// The term of a pair with one position, seen from the samples of the rows (`left`) and of the
  /// columns; no `right` for a symmetric kernel.
  ///
  /// The last layer's cotangents are the identity and are never multiplied out. Behind it
  /// D = M ∘ W with a mask M [N x h] and W [C x h], and the sum over the outputs is
  /// M diag(Σ_c W_c²) Mᵀ, of width h and not C·h.
  init(
    left: Pair<S>, right other: Pair<S>?, samples: (left: Int, right: Int),
    outputs: KernelOutputs, withBias: Bool
  ) {
    let right = other ?? left
    let count = left.seeds
    let mean = outputs == .mean
    var factor = mean ? 1 / Double(count) : 1
    var owned: [Buffer<S>] = []
    func made(_ rows: Int, _ columns: Int) -> View<S> {
      let buffer = Buffer<S>(uninitialised: rows * columns)
      owned.append(buffer)
      return buffer.view(rows: rows, columns: columns)
    }
    switch (left.cotangents, right.cotangents) {
    case (.identity, .identity):
      cotangents = .identity
      if mean { factor *= Double(count) }
    case (.shared(let a), .shared(let b)) where mean || count == 1:
      cotangents = .identity
      factor *= a.dot(b)
    case (.shared(let a), .shared(let b)):
      // T[(n,a),(m,b)] = table[a, b], the same for all samples: rows of the table by unit vectors.
      let table = made(count, count)
      Products.multiply(a, b, transposing: .second, into: table)
      let left = made(samples.left * count, count)
      for n in 0..<samples.left { left.rows(n * count..<(n + 1) * count).copy(table) }
      let right = made(samples.right * count, count)
      right.fill(0)
      for row in 0..<right.rows { right[row, row % count] = 1 }
      cotangents = .gram(left: left, right: right)
    case (.masked(let a, let shared), .masked(let b, _)) where mean || count == 1:
      let squares = made(1, shared.columns)
      shared.columnNorms(into: squares.base)
      let weighted = made(a.rows, a.columns)
      a.expand(squares, into: weighted)
      cotangents = .gram(left: weighted, right: b)
    default:
      let a = left.rows(samples: samples.left) { owned.append($0) }
      let b = other?.rows(samples: samples.right) { owned.append($0) } ?? a
      func stacked(_ view: View<S>, _ n: Int) -> View<S> {
        mean ? view.reshaped(rows: n, columns: count * view.columns) : view
      }
      cotangents = .gram(left: stacked(a, samples.left), right: stacked(b, samples.right))
    }
    inputs = left.weight == nil ? nil : (left.inputs, right.inputs)
    weight = factor * left.weightScale * left.weightScale
    bias = withBias ? factor * left.biasScale * left.biasScale : 0
    self.owned = owned
  }

  /// factor · D_left D_rightᵀ: a part of a kernel given by Jacobians.
  init(
    gram left: View<S>, _ right: View<S>, times factor: Double, keeping buffer: Buffer<S>? = nil
  ) {
    inputs = nil
    weight = 0
    bias = factor
    cotangents = .gram(left: left, right: right)
    owned = buffer.map { [$0] } ?? []
  }

  /// weight · ⟨a_n, a_m⟩ + bias: the factors of another term, one for every pair of samples.
  init(factorsOf term: LayerTerm) {
    inputs = term.inputs
    weight = term.weight
    bias = term.bias
    cotangents = .identity
  }
}
