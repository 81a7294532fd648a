import Glibc

/// How often the values of one or several lists fall into the same bins.
public struct Histogram: Sendable, Equatable {
  /// One list's counts.
  public struct Group: Sendable, Equatable {
    /// Its name in the legend; may be empty.
    public var label: String
    /// One count for each bin.
    public var counts: [Int]
  }

  /// The ends of the bins, ascending: one more than there are bins.
  public private(set) var edges: [Double] = []
  /// In the order of the legend.
  public private(set) var groups: [Group] = []
  /// Values that were left out, and why: sentences without a full stop.
  public private(set) var notes: [String] = []
  /// The values are whole numbers, and each bin holds one of them.
  public private(set) var isWhole = false

  /// Counts values in bins of equal width; on a logarithmic axis of equal ratio.
  ///
  /// The bins' number is NumPy's `auto`: the greater of Freedman and Diaconis's (Z.
  /// Wahrscheinlichkeitstheorie 57, 1981; width 2 IQR n^(-1/3)) and Sturges's (log₂ n + 1), at most
  /// ``most``; whole numbers of a short range have a bin each.
  ///
  /// - Parameters:
  ///   - bins: how many, instead of the automatic number.
  ///   - logarithmic: the x axis is; values that are not positive are left out.
  public init(
    of lists: [(label: String, values: [Double])], bins: Int? = nil, logarithmic: Bool = false
  ) {
    let shown = lists.map { list in
      list.values.filter { $0.isFinite && !(logarithmic && $0 <= 0) }
    }
    notes = zip(lists, shown).flatMap { Self.notes($0, shown: $1.count, logarithmic) }
    let scaled = shown.map { logarithmic ? $0.map { log10($0) } : $0 }
    let all = scaled.flatMap { $0 }.sorted()
    guard let low = all.first, let high = all.last else { return }
    if bins == nil, !logarithmic, Self.isFewWholeNumbers(all) {
      isWhole = true
      edges = (0...Int(high - low) + 1).map { low - 0.5 + Double($0) }
    } else {
      edges = Self.edges(low, high, count: bins ?? Self.automatic(all))
    }
    groups = zip(lists, scaled).filter { !$1.isEmpty }.map { list, values in
      Group(label: list.label, counts: counts(values))
    }
    if logarithmic {
      edges = edges.map {
        min(max(pow(10, $0), .leastNormalMagnitude), .greatestFiniteMagnitude)
      }
    }
  }

  /// The greatest number of bins that is chosen automatically.
  public static let most = 200

  private func counts(_ values: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count - 1)
    for value in values {
      // The last bin holds its upper end.
      var (low, high) = (0, counts.count - 1)
      while low < high {
        let middle = (low + high + 1) / 2
        if edges[middle] <= value { low = middle } else { high = middle - 1 }
      }
      counts[low] += 1
    }
    return counts
  }

  private static func edges(_ low: Double, _ high: Double, count: Int) -> [Double] {
    var (low, high) = (low, high)
    if low == high {
      let margin = low == 0 ? 0.5 : abs(low) * 0.05
      low = max(low - margin, -.greatestFiniteMagnitude)
      high = min(high + margin, .greatestFiniteMagnitude)
    }
    // Shares of both ends, because the difference of two large numbers may overflow.
    var edges = (0...count).map { i in
      low * (Double(count - i) / Double(count)) + high * (Double(i) / Double(count))
    }
    edges[0] = low
    edges[count] = high
    return edges
  }

  private static func automatic(_ sorted: [Double]) -> Int {
    let n = Double(sorted.count)
    let range = sorted[sorted.count - 1] / 2 - sorted[0] / 2
    let spread = quantile(sorted, 0.75) / 2 - quantile(sorted, 0.25) / 2
    let sturges = log2(n) + 1
    let width = 2 * spread * pow(n, -1.0 / 3)
    let freedman = width > 0 ? range / width : 0
    let wanted = max(sturges, freedman.isFinite ? freedman : 1)
    return Int(min(max(wanted.rounded(.up), 1), Double(most)))
  }

  /// Between the two nearest values, as NumPy's default has it.
  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let (below, rest) = (Int(place), place - Double(Int(place)))
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] * (1 - rest) + sorted[above] * rest
  }

  private static func isFewWholeNumbers(_ sorted: [Double]) -> Bool {
    let (low, high) = (sorted[0], sorted[sorted.count - 1])
    return abs(low) < 1e15 && abs(high) < 1e15 && high - low < 40
      && sorted.allSatisfy { $0 == $0.rounded() }
  }

  private static func notes(
    _ list: (label: String, values: [Double]), shown: Int, _ logarithmic: Bool
  ) -> [String] {
    let left = list.values.count - shown
    guard left > 0 else { return [] }
    let owner = list.label.isEmpty ? "" : " of “\(list.label)”"
    let why = logarithmic ? "not positive and finite" : "not finite"
    let share = shown == 0 ? "all \(left)" : "\(left) of \(list.values.count)"
    return ["\(share) value\(list.values.count == 1 ? "" : "s")\(owner) left out: \(why)"]
  }

  // MARK: Drawing

  /// Where an outline begins and ends: a count of one must be seen above it.
  static func floor(logarithmic: Bool) -> Double { logarithmic ? 0.5 : 0 }

  /// Each group as a staircase from the floor, up along its counts and down again.
  func outlines(logarithmic: Bool) -> [Figure.Series] {
    let floor = Self.floor(logarithmic: logarithmic)
    return groups.map { group in
      var (x, y) = ([edges[0]], [floor])
      for (i, count) in group.counts.enumerated() {
        x += [edges[i], edges[i + 1]]
        y += [max(Double(count), floor), max(Double(count), floor)]
      }
      return Figure.Series(group.label, x: x + [edges[edges.count - 1]], y: y + [floor])
    }
  }
}
