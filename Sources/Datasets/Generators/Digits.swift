import Catalog
import Glibc
import LinearAlgebra

/// Digits drawn with a pen, in the form of MNIST.
public enum Digits: Generator {
  /// The entry of the catalog.
  public static let entry = Entry(
    "digits", .generator, summary: "handwriting-like digits 0 to 9, 28x28x1",
    usage: "generate digits N [with seed=S]",
    details: """
      Every digit is written by one of several hands: smooth strokes whose points tremble, bent, \
      stretched, slanted and turned at random, drawn with a pen of random width into 20x20 pixels \
      and centred by its mass in a field of 28x28, as MNIST is. Values are bytes/255. Classes are \
      balanced. A network trained on real MNIST recognises about nine in ten of them, and one \
      trained on 1,000 of them three in four of MNIST's.
      """,
    parameters: [seedParameter],
    examples: [
      Example("d = generate digits 100 with seed=3"),
      Example(
        "d = generate digits 50 with seed=3\nentropy net on d", "a kernel's entropy on fresh digits"
      ),
    ],
    searchTerms: ["mnist", "handwriting", "images", "numerals", "classification"])

  /// How much hands differ from each other; lengths are in units of the digit's box.
  private enum Variation {
    /// Tremor of each point.
    static let tremor = 0.03
    /// Displacement of the middle of the digit against top and bottom, along each axis.
    static let bend = 0.05
    /// Of the logarithm of width over height.
    static let stretch = 0.17
    /// Writing leans to the right on average: shear, mean and deviation.
    static let slant = (mean: 0.12, deviation: 0.22)
    /// Radians.
    static let turn = 0.10
    /// The longer side, pixels.
    static let size = 18.0...20.0
    /// Half the width of the pen, pixels.
    static let pen = 0.75...1.75
    /// Distance of the centre of mass from the middle on each axis, pixels.
    static let shift = -0.5...0.5
  }

  /// Digits; see ``Generator/generate(_:_:seed:)``.
  public static func generate(
    _ count: Int, _ arguments: Arguments, seed: UInt64
  ) throws(ComputationError) -> Dataset {
    let pixels = Pen.side * Pen.side
    try check(count, bytesPerExample: pixels * 5 + 24)
    let labels = labels(count, of: 10, seed: seed)
    // Rounded to bytes as scanned digits are, so the same seed gives the same bits wherever the
    // last place of a sine differs, and IDX files hold them exactly.
    var bytes = [UInt8](repeating: 0, count: count * pixels)
    bytes.withUnsafeMutableBufferPointer { buffer in
      let target = Bytes(base: buffer)
      Parallel.rows(count, panel: 64) { range in
        for i in range {
          for (k, value) in image(of: labels[i], i, seed: seed).enumerated() {
            target.base[i * pixels + k] = UInt8((value * 255).rounded())
          }
        }
      }
    }
    var digest = Digest()
    digest.add(bytes)
    digest.add(labels.map(Int64.init))
    return Dataset(
      inputs: .single(ImageBytes.matrix(bytes, rows: count)), shape: Shape(Pen.side, Pen.side, 1),
      targets: .classes(labels, count: 10), source: "digits with seed=\(seed)",
      digest: digest.value)
  }

  /// Examples write to disjoint places, which the compiler cannot see.
  private struct Bytes: @unchecked Sendable {
    let base: UnsafeMutableBufferPointer<UInt8>
  }

  /// One digit, in 0 … 1.
  private static func image(of digit: Int, _ index: Int, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: "digits/\(index)")
    let pen = Pen(radius: stream.uniform(in: Variation.pen))
    let middle = Double(Pen.side) / 2
    var lines = write(digit, &stream)
    // Fit the box, the width of the pen included, into its size.
    let points = lines.joined()
    let low = points.reduce(Point(repeating: .infinity), pointwiseMin)
    let high = points.reduce(Point(repeating: -.infinity), pointwiseMax)
    let size = stream.uniform(in: Variation.size)
    let scale = (size - 2 * pen.radius) / max((high - low).max(), 1e-6)
    let centre = (low + high) / 2
    lines = lines.map { $0.map { ($0 - centre) * scale + middle } }
    let offCentre = Pen.centreOfMass(pen.draw(lines)) - middle
    let shift = Point(
      stream.uniform(in: Variation.shift), stream.uniform(in: Variation.shift))
    return pen.draw(lines.map { $0.map { $0 - offCentre + shift } })
  }

  /// The strokes of a digit as one hand writes it once.
  private static func write(_ digit: Int, _ stream: inout RandomStream) -> [[Point]] {
    let hands = Hand.digits[digit]
    let hand = hands[stream.below(hands.count)]
    var trembling: [(x: Int, y: Int, at: Point)] = []
    let bend = Variation.bend * Point(stream.normal(), stream.normal())
    let stretch = exp(Variation.stretch * stream.normal())
    let slant = Variation.slant.mean + Variation.slant.deviation * stream.normal()
    let turn = Variation.turn * stream.normal()
    return hand.strokes.map { stroke in
      let points = stroke.map { x, y in
        if let known = trembling.first(where: { $0.x == x && $0.y == y }) { return known.at }
        let tremor = Variation.tremor * Point(stream.normal(), stream.normal())
        let point = Point(Double(x), Double(y)) / 100 + tremor
        trembling.append((x, y, point))
        return point
      }
      return Curve.through(points).map { point in
        var p = point + sin(Double.pi * point.y) * bend - 0.5
        p.x = stretch * p.x - slant * p.y
        return Point(cos(turn) * p.x - sin(turn) * p.y, sin(turn) * p.x + cos(turn) * p.y)
      }
    }
  }
}
