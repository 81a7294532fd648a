import Catalog

/// `help seeds`
enum SeedsTopic {
  static let entry = Entry(
    "seeds", .topic, summary: "where randomness comes from, and how a result comes out again",
    usage: "… with seed=N, or set seed N",
    details: """
      Every draw comes from a seed and its purpose through a counter-based generator (Philox 4x32-10:
      Salmon, Moraes, Dror and Shaw, SC 2011), so adding a line changes no other line's draws. A
      command without seed= mixes the session's seed (`set seed`, 0 at the start) with the name being
      bound and the row of the loop: the same script gives the same numbers. `save session` and
      `history` write those seeds out.

      Results do not depend on the number of threads. Between processors eigenvalues may differ in
      their last digits; `replay` allows for that.
      """,
    examples: [
      Example("a = net with seed=8\nb = net with seed=8\n(trace a on seen) == (trace b on seen)"),
      Example(
        "t = for s in 1..3 { collect s, entropy (net with seed=s) on seen as entropy }\nstd(t.entropy)"
      ),
    ],
    searchTerms: [
      "random", "seed", "reproduce", "reproducible", "reproducibility", "same result",
      "deterministic", "philox", "repeat", "draw", "rng",
    ],
    related: ["replay", "precision", "initialisation", "loops", "set"])
}
