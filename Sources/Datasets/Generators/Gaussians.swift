import Catalog
import Glibc
import LinearAlgebra

/// One normal cloud of points per class.
public enum Gaussians: Generator {
  /// The entry of the catalog.
  public static let entry = Entry(
    "gaussians", .generator, summary: "one normal cloud of points per class",
    usage:
      "generate gaussians N [with classes=2, dimensions=2, separation=4, spread=1, seed=S]",
    details: """
      Class c has its points at m_c + spread · z, z standard normal. With no more classes than \
      dimensions m_c lies on axis c, so that all centres are `separation` apart; otherwise the \
      centres stand on a circle in the first two dimensions (on a line when there is one), \
      neighbours `separation` apart. Only the noise is random.
      """,
    parameters: [
      Parameter(
        "classes", .integer(1...1000), default: .number(2), summary: "the number of classes"),
      Parameter(
        "dimensions", .integer(1...100_000), default: .number(2), summary: "the number of inputs"),
      Parameter(
        "separation", .number(0...1e6), default: .number(4),
        summary: "distance of neighbouring centres"),
      Parameter(
        "spread", .number(0...1e6), default: .number(1),
        summary: "standard deviation of each coordinate"),
      seedParameter,
    ],
    examples: [
      Example("clouds = generate gaussians 150 with classes=3, separation=3, seed=1")
    ],
    searchTerms: ["blobs", "clusters", "normal", "toy", "classification"])

  /// Clouds; see ``Generator/generate(_:_:seed:)``.
  public static func generate(
    _ count: Int, _ arguments: Arguments, seed: UInt64
  ) throws(ComputationError) -> Dataset {
    let classes = arguments.integer("classes") ?? 2
    let dimensions = arguments.integer("dimensions") ?? 2
    let separation = arguments.number("separation") ?? 4
    let spread = arguments.number("spread") ?? 1
    try check(count, bytesPerExample: 4 * dimensions + 24)
    let labels = labels(count, of: classes, seed: seed)
    var inputs = Matrix<Float>(rows: count, columns: dimensions)
    inputs.withMutableView { view in
      for i in 0..<count {
        var stream = RandomStream(seed: seed, purpose: "gaussians/\(i)")
        let row = view.base + i * dimensions
        let centre = centre(labels[i], of: classes, dimensions, separation)
        for j in 0..<dimensions {
          row[j] = Float((centre[j] ?? 0) + spread * stream.normal())
        }
      }
    }
    return Dataset(
      inputs: .single(inputs), shape: Shape(dimensions),
      targets: .classes(labels, count: classes),
      source: "gaussians with classes=\(classes), dimensions=\(dimensions), "
        + "separation=\(shortest(separation)), spread=\(shortest(spread)), seed=\(seed)")
  }

  /// The coordinates of a centre that are not 0.
  private static func centre(
    _ c: Int, of classes: Int, _ dimensions: Int, _ separation: Double
  ) -> [Int: Double] {
    if classes <= dimensions { return [c: separation / 2.0.squareRoot()] }
    if dimensions == 1 { return [0: separation * (Double(c) - Double(classes - 1) / 2)] }
    let step = 2 * Double.pi / Double(classes)
    let radius = separation / (2 * sin(step / 2))
    return [0: radius * cos(step * Double(c)), 1: radius * sin(step * Double(c))]
  }
}
