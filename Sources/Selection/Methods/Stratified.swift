import Catalog
import LinearAlgebra

/// The same number of examples from every class.
public enum Stratified: Method {
  /// What `help stratified` shows.
  public static let entry = Entry(
    "stratified", .method,
    summary: "the same number of examples of every class, drawn uniformly within it",
    usage: "select N from DATA using stratified [with seed=S]",
    details: """
      Draws in rounds: each round takes one example of every class that has one left, in random
      order, until N are taken. So classes differ by at most one example, unless one runs out; then
      the others share what it cannot give. The first k of N are stratified too.
      """,
    parameters: [seedParameter],
    examples: [Example("select 20 from seen using stratified with seed=3")],
    searchTerms: ["balanced", "classes", "uniform"])

  /// Chooses as the summary says; see ``Method``.
  public static func select(
    _ n: Int, from pool: Pool, _: Arguments, seed: UInt64, watch _: any Watch
  ) throws -> Choice {
    try pool.require(n)
    guard let labels = pool.labels else {
      throw ComputationError(
        "stratified needs data with classes, and this data has none",
        suggestion: "using random", blame: "using")
    }
    var members: [Int: [Int]] = [:]
    for (i, label) in labels.enumerated() { members[label, default: []].append(i) }

    // One stream per class, so that the draws within a class do not depend on the other classes.
    var left = members.sorted { $0.key < $1.key }.map { label, examples in
      var stream = RandomStream(seed: seed, purpose: "select/stratified/\(label)")
      return stream.shuffled(examples.count).map { examples[$0] }[...]
    }
    var rounds = RandomStream(seed: seed, purpose: "select/stratified")
    var chosen: [Int] = []
    while chosen.count < n {
      let open = left.indices.filter { !left[$0].isEmpty }
      for place in rounds.shuffled(open.count).prefix(n - chosen.count) {
        chosen.append(left[open[place]].removeFirst())
      }
    }
    return Choice(chosen)
  }
}
