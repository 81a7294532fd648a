import Catalog
import LinearAlgebra

/// Every example, in order.
public enum All: Method {
  /// What `help all` shows.
  public static let entry = Entry(
    "all", .method,
    summary: "every example, in the order of the data",
    usage: "select all from DATA [where CONDITION]",
    details: "Every i that `where` leaves: what it takes is the condition's choice.",
    examples: [Example("select all from seen where label in [3, 8]")],
    searchTerms: ["everything", "whole"])

  /// Chooses as the summary says; see ``Method``.
  public static func select(
    _ n: Int, from pool: Pool, _: Arguments, seed _: UInt64, watch _: any Watch
  ) throws -> Choice {
    try pool.require(n)
    guard n == pool.count else {
      throw ComputationError(
        "using all selects all \(pool.count) examples, not \(n)",
        suggestion: "using first, random or stratified", blame: "using")
    }
    return Choice(Array(0..<n))
  }
}
