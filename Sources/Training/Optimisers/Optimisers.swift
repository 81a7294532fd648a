import Catalog

/// The table of optimisers: one file in this folder and one line here each.
public enum Optimisers {
  /// One line each.
  public static let all: [any Optimiser.Type] = [
    SGD.self,
    Momentum.self,
    Adam.self,
  ]

  /// The optimiser a user names, or nil.
  public static func named(_ name: String) -> (any Optimiser.Type)? {
    all.first { $0.entry.name == name }
  }

  /// The option all of them have.
  static func rate(default rate: Double) -> Parameter {
    Parameter(
      "rate", .positive, default: .number(rate), summary: "learning rate, the length of a step")
  }
}
