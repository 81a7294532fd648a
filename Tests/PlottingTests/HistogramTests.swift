import Foundation
import Testing

@testable import Plotting

@Suite struct HistogramTests {
  private let even = (0..<1000).map { Double($0) / 1000 }

  @Test func everyValueIsInOneBin() {
    for values in [even, [1, 1, 2, 5, 5, 5], [0.1], [-3.5, 2.25, 1e-9]] {
      for bins in [nil, 1, 7, 1000] {
        let histogram = Histogram(of: [("", values)], bins: bins)
        #expect(histogram.groups[0].counts.reduce(0, +) == values.count)
        #expect(histogram.edges.count == histogram.groups[0].counts.count + 1)
        #expect(histogram.edges == histogram.edges.sorted())
        if let bins { #expect(histogram.groups[0].counts.count == bins) }
      }
    }
  }

  /// NumPy: `len(np.histogram_bin_edges(np.arange(1000) / 1000, "auto")) - 1` is 11, by Sturges.
  /// For `np.concatenate([np.arange(1000) / 1000, [5]])` Freedman and Diaconis's wins: 51.
  @Test func binsAreAsManyAsNumPyMakes() {
    #expect(Histogram(of: [("", even)]).groups[0].counts.count == 11)
    #expect(Histogram(of: [("", even + [5])]).groups[0].counts.count == 51)
  }

  @Test func wholeNumbersHaveABinEach() {
    let histogram = Histogram(of: [("", [3, 3, 4, 7])])
    #expect(histogram.isWhole)
    #expect(histogram.groups[0].counts == [2, 1, 0, 0, 1])
    #expect(histogram.edges.first == 2.5)
  }

  @Test func logarithmicBinsHaveEqualRatios() {
    let histogram = Histogram(
      of: [("", [1, 10, 100, 1000, -1, 0])], bins: 3, logarithmic: true)
    for (edge, expected) in zip(histogram.edges, [1.0, 10, 100, 1000]) {
      // Powers of ten by way of logarithms: a few roundings.
      #expect(abs(edge / expected - 1) < 1e-12)
    }
    #expect(histogram.groups[0].counts.reduce(0, +) == 4)
    #expect(histogram.notes == ["2 of 6 values left out: not positive and finite"])
  }

  @Test func listsShareTheirBins() {
    let histogram = Histogram(of: [("a", [0, 1, 2.5]), ("b", [10.5, .nan])], bins: 2)
    #expect(histogram.groups.map(\.counts) == [[3, 0], [0, 1]])
    #expect(histogram.notes == ["1 of 2 values of “b” left out: not finite"])
  }

  @Test(arguments: [
    [], [.nan], [5], [0, 0], [.infinity, 1], [-1.7e308, 1.7e308], [5e-324, 1e-323],
    [1e300, 1e300 + 1e284],
  ])
  func survives(_ values: [Double]) {
    for logarithmic in [false, true] {
      let histogram = Histogram(of: [("v", values)], logarithmic: logarithmic)
      #expect(histogram.edges.allSatisfy { $0.isFinite })
      let figure = Figure(.histogram(histogram), logX: logarithmic)
      for width in [24, 80] { #expect(!TextPlot(width: width).lines(figure).isEmpty) }
    }
  }
}
