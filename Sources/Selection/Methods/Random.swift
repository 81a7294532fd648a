import Catalog
import LinearAlgebra

/// Uniformly drawn examples, each at most once.
public enum Random: Method {
  /// What `help random` shows.
  public static let entry = Entry(
    "random", .method,
    summary: "N examples drawn uniformly, each at most once",
    usage: "select N from DATA using random [with seed=S]",
    details: "In random order, so the first k of N are a random selection of k.",
    parameters: [seedParameter],
    examples: [Example("select 10 from seen using random with seed=3")],
    searchTerms: ["uniform", "sample", "baseline"])

  /// Chooses as the summary says; see ``Method``.
  public static func select(
    _ n: Int, from pool: Pool, _: Arguments, seed: UInt64, watch _: any Watch
  ) throws -> Choice {
    try pool.require(n)
    var stream = RandomStream(seed: seed, purpose: "select/random")
    return Choice(stream.choose(n, of: pool.count))
  }
}
