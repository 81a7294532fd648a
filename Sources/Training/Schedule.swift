import Glibc
import LinearAlgebra

/// When a run records, besides the state before the first step and the one after the last, which
/// it always records. Epoch e is the state after e epochs; 0 is the state before the first step.
public enum Schedule: Sendable, Equatable {
  /// `every k epochs`: 0, k, 2k …; k ≥ 1
  case every(Int)
  /// `at [0, 1, 10]`; −1 is the last epoch.
  case at([Int])
  /// `at log n`: n epochs evenly spaced in the logarithm of time from 1 to the last, as the figures
  /// of the field have them; rounded, so early ones may coincide and count once.
  case logarithmic(Int)

  /// The most records of one run.
  static let limit = 1_000_000

  /// The epochs to record, ascending and distinct, of a run planned for `epochs` that ends after
  /// `stopAfter` of them; 0 and the end are always among them.
  ///
  /// The spacing follows the planned epochs and not the end, so that a run that is cut short has
  /// the first records of the whole one.
  ///
  /// - Throws: `ComputationError` for an epoch that never comes, or a spacing that makes no sense.
  public func recorded(of epochs: Int, stopAfter: Int? = nil) throws -> [Int] {
    let end = min(stopAfter ?? epochs, epochs)
    var chosen: Set<Int> = [0, end]
    switch self {
    case .every(let k):
      guard k >= 1 else {
        throw ComputationError("epochs can be recorded every 1 or more, not every \(k)")
      }
      guard end / k <= Self.limit else {
        throw ComputationError(
          "every \(k) of \(end) epochs would be \(end / k) records, more than \(Self.limit)",
          suggestion: "record every \(end / Self.limit + 1) epochs, or at log 100")
      }
      chosen.formUnion(stride(from: 0, through: end, by: k))
    case .at(let list):
      for epoch in list {
        guard epoch >= -1, epoch <= epochs else {
          throw ComputationError(
            "epoch \(epoch) cannot be recorded, since training ends after epoch \(epochs)",
            suggestion: "record at epochs from 0 to \(epochs)")
        }
        chosen.insert(epoch == -1 ? epochs : epoch)
      }
    case .logarithmic(let n):
      guard n >= 1 else {
        throw ComputationError("at log needs 1 or more epochs, not \(n)")
      }
      chosen.formUnion(Self.logarithmic(n, upTo: epochs))
    }
    return chosen.filter { $0 <= end }.sorted()
  }

  /// round(E^(k/(n−1))), k = 0 … n−1: from 1 to E = `last`.
  private static func logarithmic(_ n: Int, upTo last: Int) -> [Int] {
    guard last >= 1 else { return [] }
    guard n > 1 else { return [last] }
    // More points than epochs cannot add any: beyond this density every epoch is one of them.
    let n = min(n, 64 * last + 2)
    let span = log(Double(last))
    return (0..<n).map { k in
      min(last, max(1, Int(exp(span * Double(k) / Double(n - 1)).rounded())))
    }
  }
}
