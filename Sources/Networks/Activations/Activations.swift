import Catalog

/// The activations a user can name.
public enum Activations {
  /// One line per activation.
  public static let all: [any Activation.Type] = [
    ReLU.self,
    Tanh.self,
    GELU.self,
    GELUTanh.self,
    Sigmoid.self,
    Softplus.self,
    Sine.self,
    Erf.self,
    Identity.self,
  ]

  /// Their names, in the table's order.
  public static var names: [String] { all.map { $0.entry.name } }

  /// The activation of this name.
  public static func named(_ name: String) -> (any Activation.Type)? {
    all.first { $0.entry.name == name }
  }
}
