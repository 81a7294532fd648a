import Catalog

/// `help initialisation`
enum InitialisationTopic {
  static let entry = Entry(
    "initialisation", .topic, summary: "how a network's parameters are drawn, and how they enter",
    usage: "NETWORK with init=lecun|he|glorot|normal, or NETWORK with parametrisation=ntk",
    details: """
      With parametrisation=standard, y = W x + b and W is drawn as init= says:
        lecun   W ~ N(0, 1/fan_in), the default
        he      W ~ N(0, 2/fan_in)
        glorot  W ~ N(0, 2/(fan_in + fan_out))
        normal  W ~ N(0, weightstd²)
      With parametrisation=ntk the factor stands in the layer, so that it enters the kernel:
        y = weightstd/√fan_in · W x + biasstd · b, W, b ~ N(0, 1)
      All are plain normal draws, never truncated. Biases start at 0 unless biasstd= is given, gains
      at 1, tables (`embed`, `positions`) N(0, 0.02²). Each array has a stream of its own, so a layer's
      draw does not depend on the others; seed= decides them all.

      lecun: LeCun, Bottou, Orr and Müller, Efficient BackProp (1998), eq. 16. he: He, Zhang, Ren and
      Sun, arXiv:1502.01852, eq. 10. glorot: Glorot and Bengio, AISTATS 2010, eq. 12 (its variance, drawn
      normal). ntk: Jacot, Gabriel and Hongler, arXiv:1806.07572, section 2.
      """,
    returns: "A network with parameters of its own; the one it is made from stays.",
    examples: [
      Example("wide = net with init=he, seed=3\ntrace wide on seen"),
      Example(
        "t = for s in [0.5, 1, 2] {\n  n = net with parametrisation=ntk, weightstd=s, seed=1\n  collect s, entropy n on seen as entropy\n}"
      ),
    ],
    searchTerms: [
      "init", "initialise", "start", "weights", "draw", "variance", "lecun", "he", "kaiming",
      "glorot", "xavier", "normal", "ntk parametrisation", "weightstd", "biasstd", "fan in",
    ],
    related: ["network", "seeds", "dense"])
}
