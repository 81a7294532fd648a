import Catalog

/// `help precision`
enum PrecisionTopic {
  static let entry = Entry(
    "precision", .topic, summary: "single or double precision, threads, and what they change",
    usage: "… with precision=double, or tangent --threads N",
    details: """
      Everything is computed in single precision (about 7 digits) unless precision=double is said, for
      a quantity, a selection or a whole training; eigenvalues in the precision of their kernel.
      Traces, losses and entropies are summed in double in either case. Double takes twice the memory
      and about twice the time.

      All processor cores work at once unless the process is started with `--threads N`. The number of
      threads changes no digit: the order of every sum is fixed. `set digits` changes how many digits
      are shown, never those computed.
      """,
    examples: [
      Example("entropy net on seen with precision=double"),
      Example("(trace net on seen) / (trace net on seen with precision=double)"),
    ],
    searchTerms: [
      "float", "double", "single", "float32", "float64", "threads", "cores", "parallel", "cpu",
      "speed", "fast", "slow", "memory", "accuracy of numbers", "rounding", "digits", "gpu",
    ],
    related: ["plan", "digits", "seeds", "process"])
}
