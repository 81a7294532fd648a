import Foundation
import LinearAlgebra
import Testing

/// Loops against plain ones at odd sizes, on whole matrices and on blocks of them. Elementwise
/// results of double precision are exact; single is compared with double at a rounding or two.
@Suite struct ElementwiseTests {
  static let shapes = [(1, 1), (3, 17), (5, 300), (33, 65)]

  @Test(arguments: shapes) func sumsAndNorms(_ rows: Int, _ columns: Int) {
    let a = Naive.matrix(rows, columns, seed: 1, of: Float.self)
    let b = Naive.matrix(rows, columns, seed: 2, of: Float.self)
    let weights = (0..<columns).map { Float($0 % 5) }
    a.withView { a in
      b.withView { b in
        var (sum, dot) = (0.0, 0.0)
        var norms = [Double](repeating: 0, count: rows)
        var weighted = norms
        var columnSums = [Double](repeating: 0, count: columns)
        var columnNorms = columnSums
        for i in 0..<rows {
          for j in 0..<columns {
            let x = Double(a[i, j])
            sum += x
            dot += x * Double(b[i, j])
            norms[i] += x * x
            weighted[i] += Double(weights[j]) * x * x
            columnSums[j] += x
            columnNorms[j] += x * x
          }
        }
        #expect(abs(a.sum() - sum) < 1e-12)
        #expect(abs(a.dot(b) - dot) < 1e-12)
        #expect(zip(a.rowNorms(), norms).allSatisfy { abs($0 - $1) < 1e-12 * $1 })
        #expect(
          zip(a.rowNorms(weights: weights), weighted).allSatisfy { abs($0 - $1) <= 1e-12 * $1 })
        var out = [Float](repeating: .nan, count: columns)
        a.columnSums(into: &out, alpha: 3)
        #expect(zip(out, columnSums).allSatisfy { abs(Double($0) - 3 * $1) < 1e-6 * (1 + abs($1)) })
        a.columnSums(into: &out, alpha: 1, beta: 2)
        #expect(zip(out, columnSums).allSatisfy { abs(Double($0) - 7 * $1) < 2e-6 * (1 + abs($1)) })
        a.columnNorms(into: &out)
        #expect(zip(out, columnNorms).allSatisfy { abs(Double($0) - $1) < 1e-7 * $1 })
      }
    }
  }

  @Test func blocksLeaveTheRestAlone() {
    var a = Naive.matrix(6, 9, of: Double.self)
    let before = a
    let b = Naive.matrix(3, 4, seed: 2, of: Double.self)
    a.withMutableView { a in
      let block = a.rows(1..<4).columns(2..<6)
      block.scale(by: 2)
      b.withView { block.add($0, times: -1) }
    }
    for i in 0..<6 {
      for j in 0..<9 {
        let inside = (1..<4).contains(i) && (2..<6).contains(j)
        #expect(a[i, j] == (inside ? 2 * before[i, j] - b[i - 1, j - 2] : before[i, j]))
      }
    }
  }

  @Test func sumsAreTakenInDouble() {
    let n = 1 << 20
    let tenth = Matrix<Float>(rows: 1, columns: n) { $0.fill(0.1) }
    tenth.withView { #expect(abs($0.sum() - Double(n) * Double(Float(0.1))) < 1e-6) }
  }

  @Test(arguments: shapes) func transposes(_ rows: Int, _ columns: Int) {
    let a = Naive.matrix(rows, columns, of: Float.self)
    let result = Matrix<Float>(rows: columns, columns: rows) { out in
      a.withView { $0.transpose(into: out, times: 2) }
    }
    for i in 0..<rows { for j in 0..<columns { #expect(result[j, i] == 2 * a[i, j]) } }
  }

  @Test func findsWhatIsNotFinite() {
    for (value, columns) in [(Float.nan, 5), (.infinity, 300), (-.infinity, 1000)] {
      var a = Naive.matrix(4, columns, of: Float.self)
      a.withView { #expect($0.firstNotFinite() == nil) }
      a[3, 2] = value
      a[2, columns - 1] = value
      a.withView { view in
        let place = view.firstNotFinite()
        #expect(place?.row == 2 && place?.column == columns - 1)
      }
    }
    let extremes: [Float] = [
      .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude,
    ]
    Matrix(rows: 1, columns: 3, elements: extremes).withView { #expect($0.firstNotFinite() == nil) }
  }

  @Test func masksAndExpansions() {
    let (n, seeds, width) = (5, 3, 19)
    let mask = Naive.matrix(n, width, seed: 1, of: Double.self)
    let d = Naive.matrix(n * seeds, width, seed: 2, of: Double.self)
    let shared = Naive.matrix(seeds, width, seed: 3, of: Double.self)
    var masked = Matrix<Double>(rows: n * seeds, columns: width)
    var expanded = masked
    mask.withView { mask in
      masked.withMutableView { out in d.withView { mask.mask($0, perRow: seeds, into: out) } }
      expanded.withMutableView { out in shared.withView { mask.expand($0, into: out) } }
    }
    for row in 0..<n * seeds {
      for j in 0..<width {
        #expect(masked[row, j] == mask[row / seeds, j] * d[row, j])
        #expect(expanded[row, j] == mask[row / seeds, j] * shared[row % seeds, j])
      }
    }
    // In place.
    var inPlace = d
    inPlace.withMutableView { out in mask.withView { $0.mask(out, perRow: seeds, into: out) } }
    #expect(inPlace.elements == masked.elements)
  }

  @Test func conversions() {
    let a = Naive.matrix(7, 33, of: Double.self)
    let single = a.converted(to: Float.self)
    #expect(single.elements == a.elements.map(Float.init))
    #expect(single.converted(to: Double.self).elements == single.elements.map(Double.init))
    #expect(a.converted(to: Double.self).elements == a.elements)
  }
}
