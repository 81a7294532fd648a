import CKernels
import Catalog
import LinearAlgebra

/// Multi-head self-attention over tokens.
public struct Attention: Layer {
  /// What `help attention` shows.
  public static let entry = Entry(
    "attention", .layer, summary: "self-attention: every token looks at the others",
    usage: "attention [heads=N] [causal]",
    details: """
      On tokens x[T, D]: q = x W_q + b_q, likewise k and v, each of D features, cut in `heads` parts
      of D/heads. Each head computes softmax(q kᵀ / √(D/heads)) v, the softmax over the keys; the
      heads side by side go through W_o and b_o (Vaswani et al., arXiv:1706.03762). `causal` lets
      token t see tokens 0 … t only. It is one parametric layer with the arrays q.weight, q.bias,
      k.weight … o.bias; with parametrisation=ntk all four products are scaled as `dense` is.
      """,
    parameters: [
      Parameter(
        "heads", .count, default: .number(1), summary: "the number of heads; it divides D"),
      Parameter(
        "causal", .choice(["causal"]), place: .word,
        summary: "tokens see only themselves and those before"),
    ],
    examples: [
      Example(
        "input 28x28x1 | patches 7x7 | dense 8 | positions | attention heads=2 | pool mean | dense 10"
      ),
      Example("input 16 | embed 50 8 | positions | attention heads=2 causal | pool mean | dense 2"),
    ],
    searchTerms: ["transformer", "self-attention", "heads", "multihead", "tokens", "causal"])

  /// The number of heads.
  public let heads: Int
  /// Whether a token sees only itself and those before it.
  public let isCausal: Bool

  /// `attention heads=… causal`
  public init(heads: Int = 1, causal: Bool = false) {
    self.heads = heads
    isCausal = causal
  }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    self.init(heads: arguments.integer("heads") ?? 1, causal: arguments.has("causal"))
  }

  /// As a user types it.
  public var code: String {
    "attention" + (heads == 1 ? "" : " heads=\(heads)") + (isCausal ? " causal" : "")
  }

  /// The same shape.
  ///
  /// - Throws: ``ShapeError`` for what are no tokens, or features the heads do not divide.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    try input.requireTokens(for: "attention")
    let (tokens, width) = (input.axes[0], input.axes[1])
    guard heads > 0, width % heads == 0 else {
      throw ShapeError(
        "\(code) needs tokens whose number of features is a multiple of \(heads), but receives "
          + "\(input)")
    }
    guard Shape(heads, tokens, tokens).checkedCount != nil,
      Shape(width, width).checkedCount != nil
    else { throw ShapeError("\(code) on \(input) is beyond what can be computed with") }
    return input
  }

  /// Weight [D, D] and bias [D] of q, k, v and o.
  public func arrays(for input: Shape) -> [ParameterArray] {
    let width = input.axes.last ?? 1
    return ["q", "k", "v", "o"].flatMap { name in
      [
        ParameterArray(
          "\(name).weight", .weight, shape: Shape(width, width), fanIn: width, fanOut: width),
        ParameterArray("\(name).bias", .bias, shape: Shape(width), fanIn: width, fanOut: width),
      ]
    }
  }

  /// q, k and v, what the heads say, and their softmaxes [heads, T, T].
  public func memory(for input: Shape) -> [Int] {
    let tokens = input.axes[0]
    return Array(repeating: input.count, count: 4) + [heads * tokens * tokens]
  }

  /// The cotangents of what the heads said, of q, k and v, and of the inputs.
  public func cotangentMemory(for input: Shape) -> Int { 5 * input.count }

  /// The layer on a pass, with its sizes.
  private struct Work<S: Scalar>: Sendable {
    let place: Place<S>
    let heads: Int
    let isCausal: Bool
    var tokens: Int { place.inputShape.axes[0] }
    var width: Int { place.inputShape.axes[1] }
    var headWidth: Int { width / heads }
    /// 1/√(D/heads)
    var temperature: Double { 1 / Double(headWidth).squareRoot() }

    func product(_ k: Int) -> WeightProduct<S> {
      WeightProduct(place.arrays[2 * k], place, positions: tokens)
    }

    /// Slot k of the memory, or another buffer of its kind, [N·T x D].
    func tokens(_ view: View<S>) -> View<S> {
      view.reshaped(rows: view.rows * view.columns / width, columns: width)
    }

    /// Head h of an example's row [1 x T·D], as [T x D/heads].
    func head(_ h: Int, _ row: View<S>) -> View<S> {
      tokens(row).columns(h * headWidth..<(h + 1) * headWidth)
    }

    /// The softmax of head h of example n, [T x T].
    func softmax(_ n: Int, _ h: Int) -> View<S> {
      let all = place.memory[4].rows(n..<(n + 1)).reshaped(rows: heads, columns: tokens * tokens)
      return all.rows(h..<(h + 1)).reshaped(rows: tokens, columns: tokens)
    }
  }

  /// q, k and v, then the heads of every example, then their projection.
  public func forward<S: Scalar>(_ place: Place<S>) {
    let work = Work(place: place, heads: heads, isCausal: isCausal)
    let x = work.tokens(place.input)
    func project(_ k: Int, _ inputs: View<S>, into z: View<S>) {
      work.product(k).forward(inputs, into: z)
      let bias = place.view(of: place.arrays[2 * k + 1], rows: 1, columns: work.width)
      let rows = work.tokens(z)
      Identity.apply(
        rows, bias: bias, biasScale: place.parametrisation.biasScale, into: rows)
    }
    for k in 0..<3 { project(k, x, into: place.memory[k]) }
    let each = work.tokens * work.tokens * heads
    Parallel.rows(place.count, panel: max(1, (1 << 14) / (each + place.input.columns))) { range in
      for n in range {
        let rows = (0..<4).map { place.memory[$0].rows(n..<(n + 1)) }
        for h in 0..<heads {
          let p = work.softmax(n, h)
          Products.multiply(
            work.head(h, rows[0]), work.head(h, rows[1]), transposing: .second, into: p,
            alpha: work.temperature, serially: true)
          Self.softmax(p, causal: isCausal)
          Products.multiply(p, work.head(h, rows[2]), into: work.head(h, rows[3]), serially: true)
        }
      }
    }
    project(3, work.tokens(place.memory[3]), into: place.output)
  }

  /// The softmax of every row in place; of the first t + 1 numbers of row t if causal, the rest 0.
  private static func softmax<S: Scalar>(_ p: View<S>, causal: Bool) {
    guard causal else {
      ck_softmax(S.loops, p.base, p.base, p.rows, p.columns)
      return
    }
    for t in 0..<p.rows {
      let row = p.rows(t..<(t + 1))
      ck_softmax(S.loops, row.base, row.base, 1, t + 1)
      row.columns(t + 1..<p.columns).fill(0)
    }
  }

  /// The pair of o from what the heads said, then back through the heads to the pairs of q, k and v.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    let work = Work(place: place, heads: heads, isCausal: isCausal)
    func pair(_ k: Int, _ inputs: View<S>, _ d: Cotangent<S>) -> Pair<S> {
      Pair(
        layer: place.index, weight: place.arrays[2 * k], bias: place.arrays[2 * k + 1],
        inputs: work.tokens(inputs), cotangents: d, positions: work.tokens,
        weightScale: work.product(k).scale, biasScale: place.parametrisation.biasScale)
    }
    try emit(pair(3, place.memory[3], cotangent))

    let said = work.product(3).pullBack(cotangent, place, scratch: 0)
    let seeds = cotangent.perSample
    let length = work.tokens * work.width
    let back = (0..<3).map { place.scratch(2 + $0, rows: place.count * seeds, columns: length) }
    let square = work.tokens * work.tokens
    said.eachExample(place) { n, d in
      let rows = (0..<3).map { place.memory[$0].rows(n..<(n + 1)) }
      let memory = Buffer<S>(uninitialised: square)
      let slopes = memory.view(rows: work.tokens, columns: work.tokens)
      for c in 0..<seeds {
        let row = d.rows(c..<(c + 1))
        let at = n * seeds + c..<n * seeds + c + 1
        for h in 0..<heads {
          let (p, dh) = (work.softmax(n, h), work.head(h, row))
          Products.multiply(
            p, dh, transposing: .first, into: work.head(h, back[2].rows(at)), serially: true)
          Products.multiply(
            dh, work.head(h, rows[2]), transposing: .second, into: slopes, serially: true)
          ck_softmax_back(
            S.loops, work.temperature, p.base, slopes.base, slopes.base, work.tokens, work.tokens)
          Products.multiply(
            slopes, work.head(h, rows[1]), into: work.head(h, back[0].rows(at)), serially: true)
          Products.multiply(
            slopes, work.head(h, rows[0]), transposing: .first,
            into: work.head(h, back[1].rows(at)), serially: true)
        }
      }
    }
    for k in 0..<3 { try emit(pair(k, place.input, .rows(back[k], perSample: seeds))) }
    guard wantsInput else { return nil }
    let result = place.scratch(5, rows: place.count * seeds, columns: length)
    Parallel.rows(result.rows, panel: max(1, (1 << 15) / length)) { range in
      for k in 0..<3 {
        work.product(k).pullBack(back[k].rows(range), into: result.rows(range), adding: k > 0)
      }
    }
    return .rows(result, perSample: seeds)
  }
}
