import Catalog

/// `help dynamics`
enum DynamicsTopic {
  static let entry = Entry(
    "dynamics", .topic, summary: "follow the kernel while a network trains: its entropy and trace",
    usage: "train … recording entropy, trace, loss [on DATA] at log 30",
    details: """
      The tangent kernel of a network changes as it trains, unless the network is very wide. Record
      its entropy and trace with the loss: entropy that falls means that the examples come to pull the
      parameters the same way, entropy that rises that they separate (Tovey et al., Collective variables
      of neural networks, arXiv:2410.07451). The trace is the sensitivity of the outputs to the
      parameters, and with it the rate at which the loss can fall.

      A run is usable as a network, so before and after stand side by side in one plot.
      """,
    returns: "A run with a column for each recorded quantity: fit.entropy, fit.trace, fit.epoch.",
    examples: [
      Example(
        "log = train net on seen for 20 epochs recording loss, entropy, trace at log 6\nlog.entropy"
      ),
      Example("plot spectrum net on seen, spectrum fit on seen with log=xy"),
    ],
    searchTerms: [
      "kernel drift", "drift", "lazy", "feature learning", "evolution", "change",
      "collective variables",
      "during training", "compression", "before and after", "watch", "monitor", "curve",
    ],
    related: ["train", "recording", "entropy", "trace", "spectrum", "kernel"])
}
