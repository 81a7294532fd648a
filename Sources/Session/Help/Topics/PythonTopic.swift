import Catalog

/// `help python`
enum PythonTopic {
  static let entry = Entry(
    "python", .topic, summary: "get results into NumPy, pandas, PyTorch, a spreadsheet, and back",
    usage: "save VALUE to \"FILE.npz|FILE.csv|FILE.safetensors|FILE.json\"",
    details: """
      `save` writes what other programs read, by the ending of the file:
        numpy.load("k.npy")              a kernel, a spectrum
        numpy.load("seen.npz")["x"]      a data set: x, y
        pandas.read_csv("fit.csv")       the records of a run, a table
        safetensors.torch.load_file("net.safetensors")   parameters, as PyTorch has them
        json.load(open("t.json"))        numbers, lists, tables
      The other way, `load file` reads arrays as data sets, `load table` reads tables, and
      `weights="net.safetensors"` gives a network parameters that were trained elsewhere.
      `tangent --output json` prints one JSON object a line, for programs that start Tangent.
      """,
    examples: [
      Example("K = kernel net on seen\nsave K to \"k.npy\""),
      Example("save fit to \"fit.csv\"\nlog = load table from \"fit.csv\"\nlog.loss"),
      Example("save net to \"net.safetensors\"\ntwin = net with weights=\"net.safetensors\""),
    ],
    searchTerms: [
      "numpy", "pandas", "pytorch", "torch", "jax", "matlab", "excel", "spreadsheet", "export",
      "import", "dataframe", "array", "exchange", "npz", "npy", "csv", "R", "save results",
      "save weights", "model",
    ],
    related: ["save", "load", "formats", "network"])
}
