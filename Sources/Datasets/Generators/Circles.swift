import Catalog
import Glibc
import LinearAlgebra

/// Two concentric rings, which no straight line separates.
public enum Circles: Generator {
  /// The entry of the catalog.
  public static let entry = Entry(
    "circles", .generator, summary: "two concentric rings in the plane",
    usage: "generate circles N [with noise=0.1, radius=0.5, seed=S]",
    details: """
      Class 0 is the inner ring, of radius `radius`, class 1 the outer one, of radius 1: a point at \
      a random angle, each coordinate shifted by normal noise of standard deviation `noise`. Two \
      inputs, two classes.
      """,
    parameters: [
      Parameter(
        "noise", .number(0...10), default: .number(0.1),
        summary: "standard deviation of the noise on each coordinate"),
      Parameter(
        "radius", .number(0...1), default: .number(0.5), summary: "radius of the inner ring"),
      seedParameter,
    ],
    examples: [
      Example("rings = generate circles 200 with noise=0.05, seed=1"),
      Example(
        "rings = generate circles 100 with seed=1\nsmall = input 2 | dense 16 tanh | dense 2 with seed=1\n"
          + "entropy small on rings"),
    ],
    searchTerms: ["rings", "toy", "two-dimensional", "classification"])

  /// Rings; see ``Generator/generate(_:_:seed:)``.
  public static func generate(
    _ count: Int, _ arguments: Arguments, seed: UInt64
  ) throws(ComputationError) -> Dataset {
    try check(count, bytesPerExample: 32)
    let noise = arguments.number("noise") ?? 0.1
    let inner = arguments.number("radius") ?? 0.5
    let labels = labels(count, of: 2, seed: seed)
    var inputs = Matrix<Float>(rows: count, columns: 2)
    inputs.withMutableView { view in
      for i in 0..<count {
        var stream = RandomStream(seed: seed, purpose: "circles/\(i)")
        let angle = 2 * Double.pi * stream.uniform()
        let radius = labels[i] == 0 ? inner : 1
        view.base[2 * i] = Float(radius * cos(angle) + noise * stream.normal())
        view.base[2 * i + 1] = Float(radius * sin(angle) + noise * stream.normal())
      }
    }
    return Dataset(
      inputs: .single(inputs), shape: Shape(2), targets: .classes(labels, count: 2),
      source: "circles with noise=\(shortest(noise)), radius=\(shortest(inner)), seed=\(seed)")
  }
}
