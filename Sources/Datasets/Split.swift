import Catalog
import LinearAlgebra

extension Dataset {
  /// Shuffles the examples and deals them out: `split digits 80:20`.
  ///
  /// Shares are relative: 80:20 of 1,200 are 960 and 240, and 40:20 of 60 are 40 and 20. Counts are
  /// rounded by the largest remainders, the earlier part first where they are equal.
  ///
  /// - Parameters:
  ///   - seed: of the shuffle.
  ///   - stratified: whether every class is dealt out in these shares, to within one example or
  ///     two; without classes it makes no difference.
  /// - Throws: `ComputationError` when a share is not above 0 or a part would be empty.
  public func split(
    _ shares: [Double], seed: UInt64, stratified: Bool = false
  ) throws(ComputationError) -> [Dataset] {
    let counts = try Self.apportion(count, shares)
    var stream = RandomStream(seed: seed, purpose: "split")
    let order = stream.shuffled(count)
    var parts = counts.map { _ in [Int]() }
    guard stratified, let labels else {
      var next = 0
      for (part, count) in counts.enumerated() {
        parts[part] = Array(order[next..<(next + count)])
        next += count
      }
      return parts.map(taking)
    }
    // Class by class, each example goes to the part that is furthest behind its share; so all
    // parts end at their counts, and no class deviates by more than rounding asks for.
    var members = [[Int]](repeating: [], count: classes ?? 0)
    for place in order { members[labels[place]].append(place) }
    var part = [Int](repeating: 0, count: count)
    var dealt = [Int](repeating: 0, count: counts.count)
    for (k, place) in members.joined().enumerated() {
      func lag(_ p: Int) -> Double {
        Double(counts[p]) * Double(k + 1) / Double(count) - Double(dealt[p])
      }
      let behind = counts.indices.max { (lag($0), $1) < (lag($1), $0) } ?? 0
      part[place] = behind
      dealt[behind] += 1
    }
    for place in order { parts[part[place]].append(place) }
    return parts.map(taking)
  }

  /// How many of n each share gets.
  static func apportion(_ n: Int, _ shares: [Double]) throws(ComputationError) -> [Int] {
    let ratio = shares.map(shortest).joined(separator: ":")
    guard shares.count > 1, shares.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw ComputationError(
        "a split needs two or more shares above 0, not \(ratio)", suggestion: "such as 80:20")
    }
    let largest = shares.max() ?? 1
    let total = shares.reduce(0) { $0 + $1 / largest }
    let exact = shares.map { Double(n) * ($0 / largest) / total }
    var counts = exact.map { Int($0) }
    let rest = n - counts.reduce(0, +)
    let order = counts.indices.sorted {
      let (a, b) = (exact[$0] - Double(counts[$0]), exact[$1] - Double(counts[$1]))
      return a == b ? $0 < $1 : a > b
    }
    for part in order.prefix(max(0, rest)) { counts[part] += 1 }
    if let empty = counts.firstIndex(of: 0) {
      throw ComputationError(
        "the split \(ratio) of \(n) examples leaves part \(empty + 1) of \(counts.count) empty")
    }
    return counts
  }
}
