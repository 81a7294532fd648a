import Catalog
import Files
import LinearAlgebra

/// Something that makes a data set of a seed: `generate digits 1200 with seed=1`.
///
/// Example i is a function of (seed, i) alone: it is the same whatever the count, so the first 100
/// of 1,000 are the 100 that `generate … 100` makes.
public protocol Generator: Nameable, Sendable {
  /// `count` examples.
  ///
  /// - Parameter arguments: checked against the entry.
  /// - Throws: `ComputationError` when there is not memory enough, before work starts.
  static func generate(
    _ count: Int, _ arguments: Arguments, seed: UInt64
  ) throws(ComputationError) -> Dataset
}

extension Generator {
  /// The option every generator has. What it means is the caller's business: it names the streams
  /// of random numbers, and without it the session draws one.
  static var seedParameter: Parameter {
    Parameter("seed", .seed, summary: "names the random numbers; the session's when left out")
  }

  /// - Throws: `ComputationError` when `count` examples do not fit into memory.
  static func check(_ count: Int, bytesPerExample: Int) throws(ComputationError) {
    guard count > 0 else { throw ComputationError("\(entry.name) needs a count of at least 1") }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: bytesPerExample)
    guard Memory.holds(overflow ? nil : bytes) else {
      let size = Memory.describe(Double(count) * Double(bytesPerExample))
      let free = Memory.describe(Double(Memory.available))
      throw ComputationError(
        "\(count) examples of \(entry.name) would take \(size) of memory, and \(free) are free",
        suggestion: "ask for fewer examples")
    }
  }

  /// The classes of the examples: every run of `classes` examples has each class once, in an order
  /// of its own, so classes are balanced at any count.
  static func labels(_ count: Int, of classes: Int, seed: UInt64) -> [Int] {
    var labels: [Int] = []
    labels.reserveCapacity(count)
    var run = 0
    while labels.count < count {
      var stream = RandomStream(seed: seed, purpose: "\(entry.name)/classes/\(run)")
      labels += stream.shuffled(classes).prefix(count - labels.count)
      run += 1
    }
    return labels
  }
}
