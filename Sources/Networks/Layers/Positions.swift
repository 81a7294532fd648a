import Catalog
import LinearAlgebra

/// y = x + T, a learned table that is the same for every example.
public struct Positions: Layer {
  /// What `help positions` shows.
  public static let entry = Entry(
    "positions", .layer, summary: "a learned vector added to every position of tokens",
    usage: "positions",
    details: """
      y[t, c] = x[t, c] + T[t, c] with the table T learned, so that layers which treat all tokens
      alike can tell them apart. T starts N(0, 0.02²) in both parametrisations; in files and for
      parameters=weights it is a `weight`.
      """,
    examples: [
      Example(
        "input 28x28x1 | patches 7x7 | dense 8 | positions | attention | pool mean | dense 10")
    ],
    searchTerms: ["positional encoding", "position embedding", "transformer", "tokens"])

  /// A layer of no options.
  public init() {}

  /// The layer of a call whose arguments were checked against the entry.
  public init(_: Arguments) throws(ArgumentError) {}

  /// As a user types it.
  public var code: String { "positions" }

  /// The same shape.
  ///
  /// - Throws: ``ShapeError`` for what are no tokens.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    try input.requireTokens(for: "positions")
    return input
  }

  /// The table [tokens, features].
  public func arrays(for input: Shape) -> [ParameterArray] {
    [ParameterArray("weight", .table, shape: input, fanIn: 1, fanOut: 1)]
  }

  /// y = x + T
  public func forward<S: Scalar>(_ place: Place<S>) {
    let table = place.view(of: place.arrays[0], rows: 1, columns: place.input.columns)
    let (x, y) = (place.input, place.output)
    Parallel.rows(place.count, panel: max(1, (1 << 14) / x.columns)) { range in
      y.rows(range).copy(x.rows(range))
      for n in range { y.rows(n..<(n + 1)).add(table) }
    }
  }

  /// A pair whose derivative is the cotangents themselves, which go on as they are.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    try emit(
      Pair(
        layer: place.index, added: place.arrays[0], cotangents: cotangent, inputs: place.input))
    return wantsInput ? cotangent : nil
  }
}
