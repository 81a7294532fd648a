import Catalog
import LinearAlgebra

/// The first examples.
public enum First: Method {
  /// What `help first` shows.
  public static let entry = Entry(
    "first", .method,
    summary: "the first N examples, in the order of the data",
    usage: "select N from DATA using first",
    details: "i = 0 … N − 1 of what `where` leaves: nothing is drawn.",
    examples: [Example("select 10 from seen using first")],
    searchTerms: ["head", "beginning"])

  /// Chooses as the summary says; see ``Method``.
  public static func select(
    _ n: Int, from pool: Pool, _: Arguments, seed _: UInt64, watch _: any Watch
  ) throws -> Choice {
    try pool.require(n)
    return Choice(Array(0..<n))
  }
}
