import Catalog

/// `help pictures`
enum PicturesTopic {
  static let entry = Entry(
    "pictures", .topic, summary: "plots in the terminal and in files, and examples as images",
    usage: "plot VALUES [with …] [to \"FILE.svg\"], or show NETWORK on DATA",
    details: """
      `plot` draws in the terminal: lists over their places, runs over their epochs, spectra with
      log=xy, columns of a table `from` it, a curve for each value of a column with `by`. With `to` the
      same figure goes to a file, and its ending says the form: .svg, .png, .pdf, .tex, or .gp, the
      gnuplot script with its data. Files need the program gnuplot; the terminal needs nothing.
      `show NETWORK on DATA` draws examples beside what the network makes of them.
      """,
    examples: [
      Example("plot fit.loss against fit.epoch"),
      Example("plot spectrum net on seen, spectrum fit on seen with log=xy to \"spectrum.gp\""),
    ],
    searchTerms: [
      "picture", "figure", "save figure", "graph", "chart", "draw", "image", "plot to file", "svg",
      "png", "pdf", "tex", "gnuplot", "colour", "legend", "axis", "log", "logarithmic", "histogram",
      "heat map", "log scale", "logarithmic axes", "export plot", "title",
    ],
    related: ["plot", "show", "to", "by", "against"])
}
