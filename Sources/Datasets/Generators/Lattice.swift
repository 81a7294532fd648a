import Catalog
import LinearAlgebra

/// Sites of a square lattice, coloured as a chessboard.
public enum Lattice: Generator {
  /// The entry of the catalog.
  public static let entry = Entry(
    "lattice", .generator,
    summary: "sites of a square lattice in the unit square, as on a chessboard",
    usage: "generate lattice N [with side=32, squares=4, seed=S]",
    details: """
      The lattice has side x side sites, with coordinates from 0 to 1 in steps of 1/(side − 1); N of \
      them are drawn, none twice. The class is the colour of the square a site lies in, on a \
      chessboard of squares x squares fields: with few squares an easy task, with many a hard one.
      """,
    parameters: [
      Parameter("side", .integer(2...4096), default: .number(32), summary: "sites along an edge"),
      Parameter(
        "squares", .integer(2...4096), default: .number(4), summary: "fields along an edge"),
      seedParameter,
    ],
    examples: [Example("board = generate lattice 200 with seed=1")],
    searchTerms: ["grid", "chessboard", "checkerboard", "points", "two-dimensional", "toy"])

  /// Sites; see ``Generator/generate(_:_:seed:)``.
  public static func generate(
    _ count: Int, _ arguments: Arguments, seed: UInt64
  ) throws(ComputationError) -> Dataset {
    let side = arguments.integer("side") ?? 32
    let squares = arguments.integer("squares") ?? 4
    try check(count, bytesPerExample: 32)
    guard squares <= side else {
      throw ComputationError(
        "a lattice of \(side) sites along an edge cannot show \(squares) squares",
        suggestion: "say side=\(squares) or more")
    }
    var sites: [[Int]] = [[], []]
    for site in 0..<(side * side) {
      sites[((site / side) * squares / side + (site % side) * squares / side) % 2].append(site)
    }
    // Classes alternate, so the one with fewer sites decides.
    let most = 2 * min(sites[0].count, sites[1].count)
    guard count <= most else {
      throw ComputationError(
        "a lattice of \(side)x\(side) has \(most) sites for two classes, and \(count) are asked for",
        suggestion: "say a larger side")
    }
    let labels = labels(count, of: 2, seed: seed)
    var orders = (0..<2).map { colour in
      var stream = RandomStream(seed: seed, purpose: "lattice/sites/\(colour)")
      return stream.shuffled(sites[colour].count)[...]
    }
    var inputs = Matrix<Float>(rows: count, columns: 2)
    inputs.withMutableView { view in
      for i in 0..<count {
        let site = sites[labels[i]][orders[labels[i]].removeFirst()]
        view.base[2 * i] = Float(site % side) / Float(side - 1)
        view.base[2 * i + 1] = Float(site / side) / Float(side - 1)
      }
    }
    return Dataset(
      inputs: .single(inputs), shape: Shape(2), targets: .classes(labels, count: 2),
      source: "lattice with side=\(side), squares=\(squares), seed=\(seed)")
  }
}
