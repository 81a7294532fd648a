/// The table of quantities: one file in this folder and one line here each.
public enum Quantities {
  /// One line each.
  public static let all: [any Quantity.Type] = [
    Entropy.self,
    Trace.self,
    Spectrum.self,
    Kernel.self,
    MeanLoss.self,
    Accuracy.self,
    Outputs.self,
  ]

  /// The quantity a user names, or nil.
  public static func named(_ name: String) -> (any Quantity.Type)? {
    all.first { $0.entry.name == name }
  }
}
