import Catalog
import LinearAlgebra

/// Layers side by side: every part receives the input, and their outputs are joined.
public struct Branch: CompositeLayer {
  /// What `help branch` shows.
  public static let entry = Entry(
    "branch", .layer, summary: "layers side by side, their outputs concatenated or summed",
    usage: "branch (LAYER | …) (LAYER | …) … [join=sum]",
    details: """
      Every part in parentheses receives the whole input. Their outputs are concatenated along the
      last axis (features, channels), in order, or added: join=sum. A part that is to pass its input
      on is `(identity)`.
      """,
    parameters: [
      LayerParts.parameter("two or more parts, such as (dense 8 relu) (dense 8 tanh)"),
      Parameter(
        "join", .choice(Join.allCases.map(\.rawValue)),
        default: .text(Join.concatenate.rawValue), summary: "what is done with the outputs"),
    ],
    examples: [
      Example("input 784 | branch (dense 8 relu) (dense 8 tanh) | dense 10"),
      Example("input 784 | branch (dense 16 relu | dense 10) (dense 10) join=sum"),
    ],
    searchTerms: ["parallel", "concatenate", "sum", "inception", "side by side", "skip"])

  /// What is done with the outputs.
  public enum Join: String, Sendable, CaseIterable {
    /// Side by side along the last axis.
    case concatenate
    /// Added.
    case sum
  }

  /// Each part's layers.
  public let branches: [[any Layer]]
  /// What is done with the outputs.
  public let join: Join
  /// What is inside.
  public let nesting: Nesting

  /// `branch (…) (…) join=join`
  ///
  /// - Precondition: there are at least two.
  public init(_ branches: [[any Layer]], join: Join = .concatenate) {
    precondition(branches.count > 1)
    self.branches = branches
    self.join = join
    nesting = Nesting(inside: branches)
  }

  /// The layer of a call whose arguments were checked against the entry.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    let parts = arguments.object("layers", as: LayerParts.self)?.chains ?? []
    guard parts.count > 1 else {
      throw ArgumentError("branch needs two or more parts in parentheses")
    }
    self.init(parts, join: arguments.text("join").flatMap(Join.init) ?? .concatenate)
  }

  /// As it is typed.
  public var written: [[any Layer]] { branches }
  /// As it is typed.
  public var head: String { "branch" }
  /// As it is typed.
  public var tail: String { join == .concatenate ? "" : " join=\(join.rawValue)" }

  /// The branches.
  public func parts(for _: Shape) throws(ShapeError) -> [[any Layer]] { branches }

  /// The parts' common shape, or one with the sum of their last axes.
  ///
  /// - Throws: ``ShapeError`` when they do not go together.
  public func output(for _: Shape, behind parts: [Shape]) throws(ShapeError) -> Shape {
    let said = parts.map(\.description).joined(separator: " and ")
    switch join {
    case .sum:
      guard parts.allSatisfy({ $0 == parts[0] }) else {
        throw ShapeError("branch can only sum parts of one shape, but they make \(said)")
      }
      return parts[0]
    case .concatenate:
      let leading = parts[0].axes.dropLast()
      guard parts.allSatisfy({ $0.axes.dropLast() == leading }) else {
        throw ShapeError(
          "branch can only concatenate parts that agree in all axes but the last, but they make "
            + said)
      }
      return Shape(leading + [parts.reduce(0) { $0 + ($1.axes.last ?? 0) }])
    }
  }

  /// The parts' outputs, added or side by side.
  public func forward<S: Scalar>(_ place: Place<S>) {
    let outputs = place.parts.indices.map { place.forward(part: $0) }
    switch join {
    case .sum:
      Parallel.rows(place.count, panel: max(1, (1 << 16) / place.output.columns)) { range in
        let out = place.output.rows(range)
        out.copy(outputs[0].rows(range))
        for output in outputs.dropFirst() { out.add(output.rows(range)) }
      }
    case .concatenate:
      let (positions, width) = layout(place)
      let target = place.output.reshaped(rows: place.count * positions, columns: width)
      let columns = columns(place)
      Parallel.rows(target.rows, panel: max(1, (1 << 16) / width)) { range in
        for (output, columns) in zip(outputs, columns) {
          let source = output.reshaped(rows: target.rows, columns: columns.count)
          target.columns(columns).rows(range).copy(source.rows(range))
        }
      }
    }
  }

  /// The sum of what comes back through the parts, each with its own share of the cotangents.
  public func backward<S: Scalar>(
    _ cotangent: Cotangent<S>, _ place: Place<S>, wantsInput: Bool,
    emit: (Pair<S>) throws -> Void
  ) throws -> Cotangent<S>? {
    let (positions, width) = layout(place)
    let columns = columns(place)
    var back: [Cotangent<S>] = []
    for i in place.parts.indices.reversed() {
      let own =
        join == .sum
        ? cotangent
        : cotangent.slice(
          columns[i], of: width, positions: positions, examples: place.count, slot: 2 + 2 * i,
          scratch: place.scratch)
      if let before = try place.parts[i].backward(own, wantsInput: wantsInput, emit: emit) {
        back.append(before)
      }
    }
    guard wantsInput else { return nil }
    return .sum(
      back, examples: place.count, width: place.inputShape.count, slot: 0, scratch: place.scratch)
  }

  /// The positions of an example behind the layer, and the numbers at each.
  private func layout<S: Scalar>(_ place: Place<S>) -> (positions: Int, width: Int) {
    let width = place.outputShape.axes.last ?? 1
    return (place.outputShape.count / width, width)
  }

  /// Each part's columns among those of a position.
  private func columns<S: Scalar>(_ place: Place<S>) -> [Range<Int>] {
    var begin = 0
    return place.parts.map { part in
      let width = part.outputShape.axes.last ?? 0
      defer { begin += width }
      return begin..<(begin + width)
    }
  }
}
