import LinearAlgebra
import Networks

/// Products of a tangent kernel with vectors, K v = J Jᵀ v, from the pairs of chunks of samples:
/// no kernel, and memory that does not grow with the samples but for the vectors themselves.
///
/// A layer's part is (weight · ⟨a_n, a_m⟩ + bias) ⟨d_n, d_m⟩ with d_n of q numbers (for the mean over
/// C outputs those of all outputs side by side, or what `LayerTerm` makes of them). So
/// G = weight · Σ_m v_m a_m ⊗ d_m, a block [in x q] for every vector, and then
/// (K v)_n = a_nᵀ G d_n. All vectors share the two products of a layer: 4 · in · q · N operations for
/// each vector. With v the seeds of a single output, G is the gradient.
struct PairOperator<S: Scalar> {
  let outputs: KernelOutputs
  let restriction: Restriction
  let watch: any Watch
  private let pass: Pass<S>
  private let network: Network
  private let inputs: Matrix<S>
  /// R
  let rowsPerSample: Int

  /// - Precondition: `outputs` and `restriction` are resolved, `inputs` fits the network.
  init(
    _ network: Network, on inputs: Matrix<S>, outputs: KernelOutputs, restriction: Restriction,
    watch: any Watch
  ) {
    self.outputs = outputs
    self.restriction = restriction
    self.watch = watch
    self.network = network
    self.inputs = inputs
    pass = Pass<S>(network)
    rowsPerSample = outputs.rowsPerSample(network)
  }

  /// Rows of the kernel.
  var rows: Int { inputs.rows * rowsPerSample }

  /// Numbers of the blocks G and of what is made from one chunk, that are never exceeded but by a
  /// single vector.
  private static var limit: Int { 1 << 26 }

  /// Writes K v for every row v of `vectors` [count x rows] into the rows of `products`.
  ///
  /// - Throws: `Interrupted`.
  func multiply(_ vectors: View<S>, into products: View<S>) throws {
    precondition(vectors.columns == rows && products.columns == rows)
    let group = max(1, min(vectors.rows, Self.limit / max(1, numbersPerVector)))
    for begin in stride(from: 0, to: vectors.rows, by: group) {
      let range = begin..<min(vectors.rows, begin + group)
      try multiplyGroup(vectors.rows(range), into: products.rows(range))
    }
  }

  /// Of the blocks G, roughly: every weight once per seed.
  private var numbersPerVector: Int {
    let seeds = if case .one = outputs { 1 } else { network.outputs }
    return network.architecture.parameterCount * seeds
  }

  /// Samples of a chunk: one cotangent per output, and a copy of it for every vector.
  private func chunk(_ vectors: Int) throws -> Int {
    let seeds = if case .one = outputs { 1 } else { network.outputs }
    let widest = network.architecture.allShapes.map(\.count).max() ?? 1
    let fitting = Self.limit / 2 / max(1, widest * seeds * vectors)
    let chunk = max(16, min(network.architecture.chunk, fitting))
    // A layer with positions is seen by its Jacobian.
    let most = Swift.max(try jacobianNumbers(), seeds * network.architecture.cotangents / 4)
    return max(1, min(chunk, Self.limit / max(1, most)))
  }

  private func multiplyGroup(_ vectors: View<S>, into products: View<S>) throws {
    let chunk = try chunk(vectors.rows)
    var blocks: [TermBlock<S>] = []
    let scratch = Workspace<S>()
    try eachChunk(of: chunk) { range, terms in
      if blocks.isEmpty {
        blocks = terms.map {
          TermBlock($0, rowsPerSample: rowsPerSample, vectors: vectors.rows)
        }
      }
      for (term, block) in zip(terms, blocks) {
        block.gather(term, vectors.columns(range), scratch: scratch)
      }
    }
    products.fill(0)
    try eachChunk(of: chunk) { range, terms in
      for (term, block) in zip(terms, blocks) {
        block.scatter(term, into: products.columns(range), scratch: scratch)
      }
    }
  }

  /// Hands the rows of the kernel and the layers' terms of one chunk after the other to `body`.
  private func eachChunk(
    of chunk: Int, _ body: (Range<Int>, [LayerTerm<S>]) throws -> Void
  ) throws {
    try inputs.withView { x in
      for begin in stride(from: 0, to: x.rows, by: chunk) {
        try watch.check()
        let range = begin..<min(x.rows, begin + chunk)
        let collection = try PairCollection(
          pass, x.rows(range), outputs: outputs, restriction: restriction)
        try withExtendedLifetime(collection) {
          try body(
            range.lowerBound * rowsPerSample..<range.upperBound * rowsPerSample,
            collection.pairs.flatMap { terms($0, samples: range.count) })
        }
      }
    }
  }

  /// Numbers of the largest Jacobian of a layer with positions, for one sample.
  private func jacobianNumbers() throws -> Int {
    try inputs.withView { x in
      let collection = try PairCollection(
        pass, x.rows(0..<1), outputs: outputs, restriction: restriction)
      return withExtendedLifetime(collection) {
        collection.pairs.filter { !KernelPlan.isPlain($0) }
          .map { $0.seeds * ($0.inputCount + 1) * $0.width }.max() ?? 0
      }
    }
  }

  /// in and q of every layer's term, as the first sample shows them.
  func termSizes() throws -> [(inputs: Int, width: Int)] {
    try inputs.withView { x in
      let collection = try PairCollection(
        pass, x.rows(0..<1), outputs: outputs, restriction: restriction)
      return withExtendedLifetime(collection) {
        collection.pairs.flatMap { terms($0, samples: 1) }.map {
          ($0.inputs?.left.columns ?? 0, TermBlock.width($0, rowsPerSample))
        }
      }
    }
  }

  private func terms(_ pair: Pair<S>, samples: Int) -> [LayerTerm<S>] {
    let withBias = restriction.hasBias(pair)
    guard !KernelPlan.isPlain(pair) else {
      return [
        LayerTerm(
          left: pair, right: nil, samples: (samples, samples), outputs: outputs,
          withBias: withBias)
      ]
    }
    let contraction = PairContraction(outputs: outputs, restriction: restriction, watch: watch)
    let jacobian = PositionwiseJacobian(pair, samples: samples)
    // The same blocks for every chunk, however few samples the last one has.
    return jacobian.blocks(withBias: withBias, limit: .max).map {
      contraction.term($0, of: jacobian)
    }
  }
}

/// G of one layer's term for some vectors, [in x vectors·q], and below it the row of the bias.
struct TermBlock<S: Scalar> {
  let rowsPerSample: Int
  let vectors: Int
  /// q, numbers of d for every sample and row.
  let width: Int
  private let weights: View<S>?
  private let bias: View<S>
  private let memory: Buffer<S>

  init(_ term: LayerTerm<S>, rowsPerSample: Int, vectors: Int) {
    self.rowsPerSample = rowsPerSample
    self.vectors = vectors
    width = Self.width(term, rowsPerSample)
    let inputs = term.inputs?.left.columns ?? 0
    memory = Buffer(count: (inputs + 1) * vectors * width)
    let all = memory.view(rows: inputs + 1, columns: vectors * width)
    weights = inputs > 0 ? all.rows(0..<inputs) : nil
    bias = all.rows(inputs..<(inputs + 1))
  }

  static func width(_ term: LayerTerm<S>, _ rowsPerSample: Int) -> Int {
    switch term.cotangents {
    case .gram(let left, _): left.columns
    case .identity: rowsPerSample
    }
  }

  /// G += Σ_m v_m a_m ⊗ d_m over the samples of a chunk, `part` being v on their rows.
  func gather(_ term: LayerTerm<S>, _ part: View<S>, scratch: Workspace<S>) {
    let samples = part.columns / rowsPerSample
    let spread = scratch.view(0, rows: samples, columns: vectors * width)
    Parallel.rows(samples, panel: 16) { range in
      for m in range {
        let row = spread.rows(m..<(m + 1))
        for j in 0..<vectors {
          let target = row.columns(j * width..<(j + 1) * width)
          switch term.cotangents {
          case .gram(_, let right):
            target.fill(0)
            for b in 0..<rowsPerSample {
              let at = m * rowsPerSample + b
              target.add(right.rows(at..<(at + 1)), times: Double(part[j, at]))
            }
          case .identity:
            for b in 0..<rowsPerSample { target[0, b] = part[j, m * rowsPerSample + b] }
          }
        }
      }
    }
    if let weights, let inputs = term.inputs {
      Products.multiply(
        inputs.left, spread, transposing: .first, into: weights, alpha: term.weight, adding: true)
    }
    if term.bias != 0 { spread.columnSums(into: bias.base, alpha: term.bias, beta: 1) }
  }

  /// products_n += a_nᵀ G d_n for the samples of a chunk.
  func scatter(_ term: LayerTerm<S>, into products: View<S>, scratch: Workspace<S>) {
    let samples = products.columns / rowsPerSample
    let image = scratch.view(0, rows: samples, columns: vectors * width)
    if let weights, let inputs = term.inputs {
      Products.multiply(inputs.left, weights, into: image)
    } else {
      image.fill(0)
    }
    Parallel.rows(samples, panel: 16) { range in
      for n in range {
        let row = image.rows(n..<(n + 1))
        row.add(bias)
        for j in 0..<vectors {
          let seen = row.columns(j * width..<(j + 1) * width)
          for a in 0..<rowsPerSample {
            let at = n * rowsPerSample + a
            let value: Double =
              switch term.cotangents {
              case .gram(let left, _): seen.dot(left.rows(at..<(at + 1)))
              case .identity: Double(seen[0, a])
              }
            products[j, at] += S(value)
          }
        }
      }
    }
  }
}
