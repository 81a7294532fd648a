import Catalog
import LinearAlgebra
import Networks
import Training

/// Random network distillation: the examples a predictor knows least, one after the other.
public enum RND: Method {
  /// What `help rnd` shows.
  public static let entry = Entry(
    "rnd", .method,
    summary: "random network distillation: always the example a predictor knows least",
    usage: "select N from DATA using rnd with network=NETWORK [, epochs=…, rate=…, metric=…]",
    details: """
      A target and a predictor are two draws of one architecture. Again and again the example is
      chosen on which their outputs differ most, and the predictor is trained towards the target on
      everything chosen so far; its parameters and the optimiser's memory carry over. So the
      choice spreads to where the network still tells examples apart.

      After Burda et al., arXiv:1810.12894, as data selection by Tovey et al. (ZnNL). Unlike in ZnNL
      a chosen example leaves the pool unless repeats=yes, and the default metric is a distance.
      Of equal distances the first counts.
      """,
    parameters: [
      Parameter(
        "network", .object(what: "a network"),
        summary: "architecture of target and predictor, which are drawn from the seed"),
      Parameter(
        "target", .object(what: "a network"), summary: "the exact target network"),
      Parameter(
        "predictor", .object(what: "a network"), summary: "the exact predictor network"),
      Parameter(
        "epochs", .integer(1...1_000_000), default: .number(10),
        summary: "epochs of training after each choice"),
      Parameter("rate", .positive, default: .number(0.01), summary: "learning rate"),
      Parameter(
        "optimiser", .choice(Optimisers.all.map { $0.entry.name }), default: .text("adam"),
        summary: "what trains the predictor, with its other options at their defaults"),
      Parameter("batch", .count, summary: "examples a step; all chosen ones by default"),
      Parameter(
        "metric", .choice(Metric.allCases.map(\.rawValue)), default: .text("mse"),
        summary: "the distance between target's and predictor's outputs"),
      Parameter(
        "seedpoint", .either(.choice(["none", "random"]), .integer(0...1_000_000_000)),
        default: .text("none"),
        summary: "the first choice: by distance, drawn, or the example of this index"),
      Parameter(
        "threshold", .positive,
        summary: "a loss below which training after a choice stops early"),
      Parameter(
        "repeats", .boolean, default: .boolean(false),
        summary: "leave chosen examples in the pool, as ZnNL does"),
      Parameter(
        "precision", .choice(Precision.allCases.map(\.rawValue)), default: .text("single"),
        summary: "single or double precision of the whole computation"),
      seedParameter,
    ],
    examples: [
      Example("select 5 from seen using rnd with network=net, seed=3"),
      Example(
        "select 5 from seen using rnd with network=net, metric=cosine, seedpoint=random, epochs=20"
      ),
      Example("select 5 from seen using rnd with target=net, predictor=(net with seed=8)"),
    ],
    searchTerms: ["distillation", "novelty", "exploration", "znnl", "active learning"])

  /// Chooses as the summary says; see ``Method``.
  public static func select(
    _ n: Int, from pool: Pool, _ arguments: Arguments, seed: UInt64, watch: any Watch
  ) throws -> Choice {
    arguments.text("precision") == Precision.double.rawValue
      ? try Distillation<Double>(pool, arguments, seed: seed).choose(n, watch: watch)
      : try Distillation<Float>(pool, arguments, seed: seed).choose(n, watch: watch)
  }
}
