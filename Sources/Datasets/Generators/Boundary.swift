import Catalog
import LinearAlgebra

/// Points of the unit square on either side of a line or circle.
public enum Boundary: Generator {
  /// The entry of the catalog.
  public static let entry = Entry(
    "boundary", .generator, summary: "points of the unit square on either side of a line or circle",
    usage:
      "generate boundary N [with form=line|circle, slope=1, intercept=0, radius=0.4, seed=S]",
    details: """
      Points are uniform on either side, as many on one as on the other. form=line: class 1 is above \
      y = slope · x + intercept. form=circle: class 1 is within `radius` of the centre, (0.5, 0.5). \
      Two inputs, two classes, and the boundary is known exactly.
      """,
    parameters: [
      Parameter(
        "form", .choice(["line", "circle"]), default: .text("line"), summary: "of the boundary"),
      Parameter("slope", .number(-1e6...1e6), default: .number(1), summary: "of the line"),
      Parameter(
        "intercept", .number(-1e6...1e6), default: .number(0), summary: "y of the line at x = 0"),
      Parameter("radius", .number(0...1), default: .number(0.4), summary: "of the circle"),
      seedParameter,
    ],
    examples: [
      Example("halves = generate boundary 200 with seed=1"),
      Example("disc = generate boundary 200 with form=circle, radius=0.3, seed=1"),
    ],
    searchTerms: ["line", "circle", "decision boundary", "separable", "two-dimensional", "toy"])

  /// Points; see ``Generator/generate(_:_:seed:)``.
  public static func generate(
    _ count: Int, _ arguments: Arguments, seed: UInt64
  ) throws(ComputationError) -> Dataset {
    try check(count, bytesPerExample: 32)
    let (form, radius) = (arguments.text("form") ?? "line", arguments.number("radius") ?? 0.4)
    let (slope, intercept) = (arguments.number("slope") ?? 1, arguments.number("intercept") ?? 0)
    func label(_ x: Double, _ y: Double) -> Int {
      if form == "line" { return y > slope * x + intercept ? 1 : 0 }
      return (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5) < radius * radius ? 1 : 0
    }
    // Points are drawn until they fall on their side: a hundredth of the square must be there.
    let cells = 100
    let ones = (0..<(cells * cells)).count { k in
      label((Double(k % cells) + 0.5) / 100, (Double(k / cells) + 0.5) / 100) == 1
    }
    guard ones >= cells, ones <= cells * cells - cells else {
      throw ComputationError(
        "this \(form) leaves less than a hundredth of the unit square on one side",
        suggestion: form == "line" ? "change slope or intercept" : "change radius")
    }
    let labels = labels(count, of: 2, seed: seed)
    var inputs = Matrix<Float>(rows: count, columns: 2)
    inputs.withMutableView { view in
      for i in 0..<count {
        var stream = RandomStream(seed: seed, purpose: "boundary/\(i)")
        var (x, y): (Float, Float)
        // What counts is the point as it is kept, in single precision.
        repeat {
          (x, y) = (Float(stream.uniform()), Float(stream.uniform()))
        } while label(Double(x), Double(y)) != labels[i]
        view.base[2 * i] = x
        view.base[2 * i + 1] = y
      }
    }
    let options =
      form == "line"
      ? "slope=\(shortest(slope)), intercept=\(shortest(intercept))" : "radius=\(shortest(radius))"
    return Dataset(
      inputs: .single(inputs), shape: Shape(2), targets: .classes(labels, count: 2),
      source: "boundary with form=\(form), \(options), seed=\(seed)")
  }
}
