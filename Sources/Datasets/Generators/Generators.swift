/// The table of generators: data sets made of a seed.
public enum Generators {
  /// Every generator.
  public static let all: [any Generator.Type] = [
    Digits.self, Circles.self, Gaussians.self, Lattice.self, Boundary.self, Graphs.self,
    Sequences.self,
  ]
}
