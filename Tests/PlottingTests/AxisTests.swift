import Testing

@testable import Plotting

@Suite struct AxisTests {
  private func labels(
    _ data: ClosedRange<Double>, logarithmic: Bool = false, ticks: Int = 5, whole: Bool = false,
    places: [Double] = []
  ) -> [String] {
    Axis(
      covering: data, logarithmic: logarithmic, ticks: ticks, rounded: true, whole: whole,
      places: places
    ).ticks.map(\.label)
  }

  @Test func linearTicksAreRoundNumbers() {
    #expect(labels(0...1) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(0.13...2.41) == ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"])
    #expect(labels(-3...7, ticks: 4) == ["-5", "0", "5", "10"])
    #expect(labels(0...200) == ["0", "50", "100", "150", "200"])
    #expect(labels(1e6...2.5e6) == ["1.0e6", "1.5e6", "2.0e6", "2.5e6"])
    #expect(labels(1e-5...3e-5, ticks: 3) == ["1e-5", "2e-5", "3e-5"])
    #expect(labels(3...3) == ["2.6", "2.8", "3.0", "3.2", "3.4"])
  }

  @Test func wholeNumbersGetWholeTicks() {
    #expect(labels(0...2) == ["0.0", "0.5", "1.0", "1.5", "2.0"])
    #expect(labels(0...2, whole: true) == ["0", "1", "2"])
  }

  @Test func logarithmicTicksAreDecades() {
    #expect(
      labels(0.005...9000, logarithmic: true, ticks: 9)
        == ["0.01", "0.1", "1", "10", "100", "1000", "10000"])
    #expect(
      labels(1e-9...1e6, logarithmic: true, ticks: 6) == [
        "1e-9", "1e-6", "1e-3", "1e0", "1e3", "1e6",
      ])
    #expect(labels(3...60, logarithmic: true) == ["2", "5", "10", "20", "50", "100"])
    #expect(labels(16...64, logarithmic: true, places: [16, 32, 64]) == ["16", "32", "64"])
  }

  /// Ends, order and middle, against the definition of a linear and a logarithmic scale.
  @Test func positionsAreProportional() {
    let linear = Axis(covering: -2...6, logarithmic: false, ticks: 4, rounded: false)
    #expect([-2.0, 0, 2, 6].map(linear.position) == [0, 0.25, 0.5, 1])
    let decades = Axis(covering: 1...10000, logarithmic: true, ticks: 4, rounded: false)
    #expect([1.0, 100, 10000].map(decades.position) == [0, 0.5, 1])
  }

  @Test func ticksStayOnTheAxis() {
    for low in [-1e9, -3.7, 0, 1e-7, 2, 1e5] {
      for span in [1e-6, 0.3, 7, 12345, 1e10] {
        let axis = Axis(covering: low...(low + span), logarithmic: false, ticks: 6, rounded: false)
        #expect(axis.ticks.count >= 2 && axis.ticks.count <= 8)
        for tick in axis.ticks {
          #expect(axis.position(tick.value) >= -1e-6 && axis.position(tick.value) <= 1 + 1e-6)
        }
        #expect(Set(axis.ticks.map(\.label)).count == axis.ticks.count)
      }
    }
  }

  @Test func decimalsAreRounded() {
    #expect(fixed(3.14159, decimals: 2) == "3.14")
    #expect(fixed(-0.004, decimals: 2) == "0.00")
    #expect(fixed(-12, decimals: 0) == "-12")
    #expect(fixed(0.05, decimals: 3) == "0.050")
    #expect(short(0.05) == "0.05" && short(16) == "16" && short(2e-7) == "2e-7")
    #expect(short(333.3333) == "333.3" && short(1000) == "1000")
  }
}
