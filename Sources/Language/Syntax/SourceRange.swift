/// Where something stands in the source text: UTF-8 offsets, upper bound excluded.
///
/// Two ranges always compare equal, so that syntax trees compare by what they say and not by where
/// they say it.
public struct SourceRange: Sendable, Equatable {
  /// The offset of the first byte.
  public var lower: Int
  /// The offset after the last byte.
  public var upper: Int

  /// From `lower` up to, but not including, `upper`.
  public init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = upper
  }

  /// The place of a tree that was built, not parsed.
  public static let nowhere = SourceRange(0, 0)

  /// Always true.
  public static func == (_: SourceRange, _: SourceRange) -> Bool { true }

  /// The smallest range that covers both.
  public func joined(_ other: SourceRange) -> SourceRange {
    SourceRange(min(lower, other.lower), max(upper, other.upper))
  }
}
