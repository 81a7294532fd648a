import Catalog

/// The losses a user can name.
public enum Losses {
  /// One line per loss.
  public static let all: [any Loss.Type] = [
    CrossEntropy.self,
    MeanSquaredError.self,
  ]

  /// The loss of this name.
  public static func named(_ name: String) -> (any Loss)? {
    all.first { $0.entry.name == name }.map { $0.init() }
  }
}
