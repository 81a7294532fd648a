import Catalog

/// The words that cannot be bound: the prepositions, the loop's and the condition's words, `yes`,
/// `no`, `it`, `time` and `step`. Every other word, a catalog word too, can be a name.
public enum Reserved {
  /// All reserved words.
  public static let words: Set<String> = Set(Preposition.allCases.map(\.rawValue)).union([
    "for", "in", "and", "or", "not", "yes", "no", "it", "time", "step",
  ])

  /// The reserved words that stand for a value.
  static let values: Set<String> = ["yes", "no", "it"]
}
