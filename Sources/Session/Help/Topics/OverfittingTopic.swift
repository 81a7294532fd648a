import Catalog

/// `help overfitting`
enum OverfittingTopic {
  static let entry = Entry(
    "overfitting", .topic, summary: "unseen data beside the training data, and when to stop",
    usage: "train … recording loss, loss on DATA [until CONDITION]",
    details: """
      `split` keeps examples aside; a loss recorded `on` them is a column of its own, loss_unseen here.
      Where it rises while the training loss still falls, the network learns its examples by heart.
      `until` stops there or at a value; `dropout`, fewer epochs, a smaller network and more data help.
      """,
    examples: [
      Example(
        "fit = train net on seen for 30 epochs recording loss, loss on unseen every 5 epochs\nplot fit.loss, fit.loss_unseen against fit.epoch"
      ),
      Example("accuracy fit on seen\naccuracy fit on unseen"),
    ],
    searchTerms: [
      "overfit", "generalisation", "generalise", "validation", "test set", "test loss",
      "regularisation", "memorise", "early stopping", "hold out", "train test split",
      "cross validation",
    ],
    related: ["split", "recording", "until", "dropout", "accuracy"])
}
