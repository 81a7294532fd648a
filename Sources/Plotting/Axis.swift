import Glibc

/// One axis of a text plot: what it covers, where its ticks are and what they say.
struct Axis: Equatable {
  /// A labelled place.
  struct Tick: Equatable {
    let value: Double
    let label: String
  }

  let low: Double
  let high: Double
  let isLogarithmic: Bool
  private(set) var ticks: [Tick] = []
  /// The ticks are powers of ten.
  private(set) var ticksAreDecades = false

  /// An axis over `data`, with about `count` ticks at most.
  ///
  /// - Parameters:
  ///   - rounded: widens the axis to the next ticks, so that they stand at its ends.
  ///   - whole: the data are whole numbers (epochs, classes), so no tick stands between two.
  ///   - places: the few values there are; a logarithmic axis then has its ticks at these.
  init(
    covering data: ClosedRange<Double>, logarithmic: Bool, ticks count: Int, rounded: Bool,
    whole: Bool = false, places: [Double] = []
  ) {
    isLogarithmic = logarithmic
    let count = max(count, 2)
    if logarithmic {
      (low, high, ticks, ticksAreDecades) = Self.logarithmic(data, count, rounded)
      if (2...count).contains(places.count) {
        ticksAreDecades = false
        ticks = places.map { Tick(value: $0, label: short($0)) }
      }
    } else {
      (low, high, ticks) = Self.linear(data, count, rounded, whole)
    }
  }

  /// Where a value stands: 0 at the low end, 1 at the high end.
  func position(_ value: Double) -> Double {
    if isLogarithmic {
      let (a, b) = (log10(low), log10(high))
      return b > a ? (log10(value) - a) / (b - a) : 0.5
    }
    // Halves, because the difference of two large numbers may overflow.
    let span = high / 2 - low / 2
    return span > 0 ? (value / 2 - low / 2) / span : 0.5
  }

  // MARK: Linear

  private static func linear(
    _ data: ClosedRange<Double>, _ count: Int, _ rounded: Bool, _ whole: Bool
  ) -> (Double, Double, [Tick]) {
    var (low, high) = (data.lowerBound, data.upperBound)
    if low == high {
      // A constant gets an axis of its own size around it.
      let margin = low == 0 || (whole && abs(low) < 10) ? 1 : abs(low) * 0.1
      (low, high) = (low - margin, high + margin)
    }
    let fine = niceStep((high / 2 - low / 2) / Double(count) * 2)
    let step = whole ? max(fine, 1) : fine
    let precise = (high / 2 - low / 2) > max(abs(low), abs(high)) * 1e-13
    guard step.isFinite, step > 0, precise, low.isFinite, high.isFinite else {
      // Neighbouring or extreme numbers: only the ends can be named.
      let (low, high) = (max(low, -.greatestFiniteMagnitude), min(high, .greatestFiniteMagnitude))
      return (low, high, [low, high].map { Tick(value: $0, label: "\($0)") })
    }
    // A tick that misses the end by rounding still belongs to the axis.
    let (first, last) = ((low / step - 1e-9).rounded(.up), (high / step + 1e-9).rounded(.down))
    var (lowest, highest) = (first, last)
    if rounded {
      lowest = (low / step + 1e-9).rounded(.down)
      highest = (high / step - 1e-9).rounded(.up)
      (low, high) = (min(low, lowest * step), max(high, highest * step))
    }
    low = max(low, -.greatestFiniteMagnitude)
    high = min(high, .greatestFiniteMagnitude)
    let values = (0...max(0, min(Int(highest - lowest), 100)))
      .map { tidy(lowest + Double($0), step) }.filter(\.isFinite)
    return (low, high, zip(values, labels(values, step: step)).map { Tick(value: $0, label: $1) })
  }

  /// index · step without the dust of the product: 3 · 0.1 is 0.3.
  private static func tidy(_ index: Double, _ step: Double) -> Double {
    step < 1 && step > 1e-15 ? index / (1 / step).rounded() : index * step
  }

  /// The least of 1, 2, 5 times a power of ten that is at least `step`.
  static func niceStep(_ step: Double) -> Double {
    let power = pow(10, floor(log10(step)))
    for factor in [1.0, 2, 5, 10] where factor * power >= step * (1 - 1e-9) {
      return factor * power
    }
    return 10 * power
  }

  /// Labels with as many digits as tell neighbours apart.
  private static func labels(_ values: [Double], step: Double) -> [String] {
    let largest = values.reduce(0) { max($0, abs($1)) }
    let stepExponent = Int(floor(log10(step) + 1e-9))
    guard largest >= 1e6 || largest < 1e-3 else {
      return values.map { fixed($0, decimals: max(0, -stepExponent)) }
    }
    return values.map { value in
      guard value != 0 else { return "0" }
      let exponent = Int(floor(log10(abs(value)) + 1e-9))
      let mantissa = value / pow(10, Double(exponent))
      return "\(fixed(mantissa, decimals: max(0, exponent - stepExponent)))e\(exponent)"
    }
  }

  // MARK: Logarithmic

  /// Ticks at powers of ten; on less than two decades at each 1, 2 and 5; on a small part of one
  /// decade as on a linear axis.
  private static func logarithmic(
    _ data: ClosedRange<Double>, _ count: Int, _ rounded: Bool
  ) -> (Double, Double, [Tick], areDecades: Bool) {
    var (low, high) = (data.lowerBound, data.upperBound)
    if low == high { (low, high) = (low / 2, high * 2) }
    if rounded { (low, high) = (nextRound(low, up: false), nextRound(high, up: true)) }
    low = max(low, .leastNormalMagnitude)
    high = min(max(high, low * 1.0001), .greatestFiniteMagnitude)

    let decades =
      Int(
        ceil(log10(low) - 1e-9))...max(
        Int(floor(log10(high) + 1e-9)), Int(ceil(log10(low) - 1e-9)))
    if decades.count >= 3 {
      let stride = (decades.count + count - 1) / count
      let exponents = decades.filter { $0 % stride == 0 }
      let plain = exponents.allSatisfy { (-3...4).contains($0) }
      let ticks = exponents.map { exponent in
        let value = pow(10, Double(exponent))
        return Tick(
          value: value,
          label: plain ? fixed(value, decimals: max(0, -exponent)) : "1e\(exponent)")
      }
      return (low, high, ticks, true)
    }
    let around = (low * (1 - 1e-9))...(high * (1 + 1e-9))
    var steps: [Double] = []
    for exponent in decades.lowerBound - 1...decades.upperBound {
      let power = pow(10, Double(exponent))
      steps += [power, 2 * power, 5 * power].filter { $0 > 0 && around.contains($0) }
    }
    if steps.count >= 3 {
      return (low, high, steps.map { Tick(value: $0, label: short($0)) }, false)
    }
    let (_, _, ticks) = linear(low...high, count, false, false)
    return (low, high, ticks.filter { $0.value >= low && $0.value <= high }, false)
  }

  /// The nearest 1, 2 or 5 times a power of ten on one side of a positive number.
  private static func nextRound(_ value: Double, up: Bool) -> Double {
    let power = pow(10, floor(log10(value)))
    guard power > 0, power.isFinite else { return value }
    let candidates = [1.0, 2, 5, 10].map { $0 * power }
    return up
      ? candidates.first { $0 >= value * (1 - 1e-9) } ?? value
      : candidates.last { $0 <= value * (1 + 1e-9) } ?? value
  }
}

/// A number with that many digits after the point: `3.20`.
func fixed(_ value: Double, decimals: Int) -> String {
  let decimals = min(decimals, 15)
  let scaled = (abs(value) * pow(10, Double(decimals))).rounded()
  guard scaled < 9e15 else { return "\(value)" }
  let digits = String(Int(scaled))
  let sign = value < 0 && scaled > 0 ? "-" : ""
  guard decimals > 0 else { return sign + digits }
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
}

/// A tick's number in few characters: at most four significant digits, `0.05`, `16`, `2e-7`.
func short(_ value: Double) -> String {
  guard value != 0, value.isFinite else { return fixed(value, decimals: 0) }
  let exponent = Int(floor(log10(abs(value)) + 1e-12))
  guard (-4...6).contains(exponent) else {
    return trimmed(fixed(value / pow(10, Double(exponent)), decimals: 3)) + "e\(exponent)"
  }
  return trimmed(fixed(value, decimals: max(0, 3 - exponent)))
}

/// A decimal without the zeros at its end.
private func trimmed(_ decimal: String) -> String {
  guard decimal.contains(".") else { return decimal }
  let kept = decimal.reversed().drop { $0 == "0" }
  return String(kept.drop { $0 == "." }.reversed())
}
