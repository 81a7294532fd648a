import Catalog
import LinearAlgebra

/// Tokens to the rows of a learned table.
public struct Embed: Layer {
  /// What `help embed` shows.
  public static let entry = Entry(
    "embed", .layer, summary: "tokens, whole numbers, to learned vectors",
    usage: "embed VOCABULARY WIDTH",
    details: """
      y[t, :] = W[x[t], :] for tokens x[t] in 0 ..< VOCABULARY, given as numbers: input 32 is a
      sequence of 32 tokens, and the output is 32 x WIDTH. It must be the first layer. W starts
      N(0, 0.02²) in both parametrisations.
      """,
    parameters: [
      Parameter(
        "vocabulary", .integer(1...maximum), place: .operand, required: true,
        summary: "the number of different tokens, at most 2^24"),
      Parameter(
        "width", .count, place: .operand, required: true,
        summary: "the number of features of a token"),
    ],
    examples: [
      Example("input 32 | embed 100 16 | positions | attention heads=2 | pool mean | dense 2")
    ],
    searchTerms: ["embedding", "lookup", "vocabulary", "sequence", "text", "tokens", "words"])

  /// Single precision counts no further.
  private static let maximum = 1 << 24

  /// V, the number of different tokens.
  public let vocabulary: Int
  /// The number of features of a token.
  public let width: Int

  /// `embed vocabulary width`
  public init(_ vocabulary: Int, _ width: Int) {
    self.vocabulary = vocabulary
    self.width = width
  }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    guard let vocabulary = arguments.integer("vocabulary"), let width = arguments.integer("width")
    else { throw ArgumentError("embed needs vocabulary and width") }
    self.init(vocabulary, width)
  }

  /// As a user types it.
  public var code: String { "embed \(vocabulary) \(width)" }

  /// [tokens, width]
  ///
  /// - Throws: ``ShapeError`` for what is no sequence, or a table beyond what can be computed with.
  public func output(for input: Shape) throws(ShapeError) -> Shape {
    guard input.axes.count == 1 else {
      throw ShapeError("embed needs a sequence of tokens such as 32, but receives \(input)")
    }
    guard Shape(vocabulary, width).checkedCount != nil else {
      throw ShapeError("\(code) is beyond what can be computed with")
    }
    return Shape(input.count, width)
  }

  /// The table [vocabulary, width].
  public func arrays(for _: Shape) -> [ParameterArray] {
    [ParameterArray("weight", .table, shape: Shape(vocabulary, width), fanIn: 1, fanOut: 1)]
  }

  /// The number of different tokens.
  public var tokens: Int? { vocabulary }

  /// The tokens as they were taken.
  public func memory(for input: Shape) -> [Int] { [input.count] }

  /// The rows of the table. What is no token, which ``Network/requireTokens(_:)`` refuses before, is
  /// taken as the nearest.
  public func forward<S: Scalar>(_ place: Place<S>) {
    let table = place.view(of: place.arrays[0], rows: vocabulary, columns: width)
    let (x, taken, y) = (place.input, place.memory[0], place.output)
    let last = S(vocabulary - 1)
    Parallel.rows(place.count, panel: max(1, (1 << 14) / y.columns)) { range in
      for n in range {
        for t in 0..<x.columns {
          let token = x[n, t]
          let index = token > 0 ? Int(min(token, last)) : 0
          taken[n, t] = S(index)
          (y.base + n * y.stride + t * width)
            .update(from: table.base + index * width, count: width)
        }
      }
    }
  }

  /// One pair whose inputs are the tokens; there is nothing to go on to.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput _: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    let positions = place.inputShape.count
    try emit(
      Pair(
        layer: place.index, weight: place.arrays[0], bias: nil,
        inputs: place.memory[0].reshaped(rows: place.count * positions, columns: 1),
        inputsArePlaces: true, cotangents: cotangent, positions: positions))
    return nil
  }
}
