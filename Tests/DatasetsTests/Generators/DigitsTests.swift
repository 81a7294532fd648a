import LinearAlgebra
import Testing

@testable import Datasets

@Suite struct DigitsTests {
  @Test func formIsThatOfMNIST() throws {
    let data = try Digits.generate(300, arguments(Digits.entry), seed: 4)
    #expect(data.shape == Shape(28, 28, 1))
    #expect(data.classes == 10)
    #expect(data.classCounts == [Int](repeating: 30, count: 10))
    #expect(data.inputs.precision == .single)
    let values = data.inputs.matrix(of: Float.self).elements
    for value in values {
      #expect(value == (value * 255).rounded() / 255 && value >= 0 && value <= 1)
    }
    for i in 0..<data.count {
      let image = values[(i * 784)..<((i + 1) * 784)].map(Double.init)
      // Centred by mass up to the shift of half a pixel, and what clipping and bytes change.
      let centre = Pen.centreOfMass(image)
      #expect(abs(centre.x - 14) < 0.6 && abs(centre.y - 14) < 0.6)
      // MNIST's own images have 35 to 300 of ink (the mean of 784 pixels is 0.13).
      let ink = image.reduce(0, +)
      #expect(ink > 20 && ink < 320)
      #expect(image.max() == 1)
      // About 20x20: never more than 22 rows and columns with ink, and 17 at least one way.
      let rows = (0..<28).filter { r in (0..<28).contains { image[r * 28 + $0] > 0.5 } }
      let columns = (0..<28).filter { c in (0..<28).contains { image[$0 * 28 + c] > 0.5 } }
      let extent = [
        (rows.last ?? 0) - (rows.first ?? 0), (columns.last ?? 0) - (columns.first ?? 0),
      ]
      #expect((extent.max() ?? 0) < 22 && (extent.max() ?? 0) >= 16)
    }
  }

  /// Replays depend on these bytes: a change of the generator must be deliberate.
  @Test func digestIsStable() throws {
    let digest = try Digits.generate(100, arguments(Digits.entry), seed: 1).digest
    #expect(digest == "9b8f69f4dbc00e4b")
  }

  @Test func threadsDoNotMatter() throws {
    let all = Parallel.threads
    defer { Parallel.threads = all }
    Parallel.threads = 1
    let one = try Digits.generate(150, arguments(Digits.entry), seed: 6)
    Parallel.threads = 2
    #expect(try Digits.generate(150, arguments(Digits.entry), seed: 6).digest == one.digest)
  }

  @Test func everyDigitHasSeveralHands() {
    #expect(Hand.digits.count == 10)
    for hands in Hand.digits {
      #expect(hands.count >= 4)
      for stroke in hands.flatMap(\.strokes) {
        #expect(stroke.count >= 2)
        #expect(stroke.allSatisfy { (0...100).contains($0.x) && (0...100).contains($0.y) })
      }
    }
  }
}
