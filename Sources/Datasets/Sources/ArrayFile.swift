import Catalog
import Files
import LinearAlgebra

/// Arrays or a table in a file of any format.
public enum ArrayFile: Source {
  /// The entry of the catalog.
  public static let entry = Entry(
    "file", .source, summary: "arrays from .npy, .npz and others, or a table from .csv",
    usage:
      "load file from FILE [with labels=FILE | targets=FILE, graph=FILE | label=COLUMN | target=COLUMN | part=train|test]",
    details: """
      Arrays have one example along the first axis: N x d features, N x H x W or N x H x W x C \
      images, or N numbers. Bytes load as value/255. An .npy holds the inputs, with labels= (classes) \
      or targets= (regression) in a second file. Graphs have features N x nodes x features and adjacency \
      matrices N x nodes x nodes of 0 and 1, symmetric and without self-loops, in a file of their own, \
      graph=, or as an array named graph. An .npz holds x and y, inputs and targets or images \
      and labels, perhaps as x_train, x_test …, of which part= takes one; whole numbers are classes, \
      also one-hot, others regression targets. In a .csv, label= names the column of classes (whole \
      numbers, or words, numbered alphabetically), target= one or more columns of numbers, by name or \
      by place from 0; without either, a column named label or target is taken as such. Every other \
      column is a feature: numbers as they are, words one-hot in alphabetical order. A number that \
      is nan or infinite, and a word among numbers, are errors. What was saved with save loads as the same data set, provenance and scaling \
      included.
      """,
    parameters: [
      Parameter("labels", .text, summary: "a file of classes for the inputs of an .npy"),
      Parameter(
        "targets", .text, summary: "a file of regression targets for the inputs of an .npy"),
      Parameter(
        "graph", .text, summary: "a file of adjacency matrices for the inputs of an .npy"),
      Parameter(
        "label", .either(.column, .integer(-1_000_000...1_000_000)),
        summary: "the column of a table that holds the classes, by name or place"),
      Parameter(
        "target", .either(.column, .numbers),
        summary: "the columns of a table that are regression targets, by name or place"),
      Parameter(
        "part", .choice(["train", "test"]), summary: "which part, where a file holds both"),
    ],
    examples: [
      Example(
        "save seen to \"seen.npz\"\nagain = load file from \"seen.npz\"", "a data set, and back"),
      Example("save seen to \"seen.csv\"\nagain = load file from \"seen.csv\" with label=-1"),
    ],
    searchTerms: ["npy", "npz", "csv", "numpy", "table", "import", "own data", "regression"])

  /// The second file of an .npy.
  public static let pathOptions = ["labels", "targets", "graph"]

  /// The data set a file holds.
  public static func load(from path: String, _ arguments: Arguments) throws -> Dataset {
    let format =
      try arguments.text("format").flatMap { word in
        Formats.all.first { $0.entry.name == word }
      } ?? Formats.reading(path)
    let arrays = try format.read(path)
    let isTable = format == CSV.self || arguments.has("label") || arguments.has("target")
    if isTable {
      try refuse(
        ["labels", "targets", "graph", "part"], arguments, "“\(path)” is read as a table")
      return try TableColumns(table: arrays, path: path)
        .dataset(label: arguments["label"], target: arguments["target"])
    }
    if let saved = Dataset(saved: arrays) {
      try refuse(
        ["labels", "targets", "graph", "part"], arguments, "“\(path)” holds a saved data set")
      return saved
    }
    if let only = arrays[""] { return try single(only, path, arguments) }
    try refuse(["labels", "targets", "graph"], arguments, "“\(path)” holds arrays by name")
    let keyed = KeyedArrays(arrays: arrays, path: path)
    let names = try keyed.find(part: arguments.text("part"))
    let reading = ArrayReading(path: path)
    guard let x = arrays[names.inputs] else { throw FileError(path, "holds no arrays") }
    let graph = keyed.graph(part: arguments.text("part"), inputs: names.inputs)
    let (inputs, shape) = try examples(
      reading, x, names.inputs, graph: graph.flatMap { arrays[$0] },
      GraphArrays(path: path, name: graph ?? ""))
    let targets = try names.targets.flatMap { name in
      try arrays[name].map {
        try reading.targets(
          $0, named: name, examples: inputs.rows, asClasses: name.contains("label"))
      }
    }
    let part = arguments.text("part").map { ", \($0) part" } ?? ""
    return Dataset(
      inputs: inputs, shape: shape, targets: targets ?? .none, source: "file “\(path)”\(part)")
  }

  /// One array without a name, and perhaps a second file for the targets.
  private static func single(
    _ array: NDArray, _ path: String, _ arguments: Arguments
  ) throws -> Dataset {
    try refuse(["part"], arguments, "“\(path)” holds one array")
    let graphPath = arguments.text("graph")
    let graph = try graphPath.map { other in
      guard let only = try Formats.read(other).only else {
        throw FileError(other, "holds several arrays, and graph= wants one")
      }
      return only
    }
    let (inputs, shape) = try examples(
      ArrayReading(path: path), array, "", graph: graph,
      GraphArrays(path: graphPath ?? "", name: ""))
    if arguments.has("labels"), arguments.has("targets") {
      throw ArgumentError(
        "labels= makes classes and targets= a regression, so only one of them can be said")
    }
    var targets = Targets.none
    for option in ["labels", "targets"] {
      guard let other = arguments.text(option) else { continue }
      guard let second = try Formats.read(other).only else {
        throw FileError(other, "holds several arrays, and \(option)= wants one")
      }
      // As targets, whole numbers are numbers.
      let values =
        option == "labels"
        ? second
        : NDArray(
          shape: second.shape, second.doubles.map { .double($0) } ?? second.elements)
      targets = try ArrayReading(path: other)
        .targets(values, named: "", examples: inputs.rows, asClasses: option == "labels")
    }
    return Dataset(inputs: inputs, shape: shape, targets: targets, source: "file “\(path)”")
  }

  /// Inputs, with the adjacency of graphs behind their features.
  private static func examples(
    _ reading: ArrayReading, _ array: NDArray, _ name: String, graph: NDArray?,
    _ graphs: GraphArrays
  ) throws(FileError) -> (StoredMatrix, Shape) {
    let (inputs, shape) = try reading.inputs(array, named: name, addingChannel: graph == nil)
    guard let graph else { return (inputs, shape) }
    return try graphs.join(graph, to: inputs, of: shape)
  }

  private static func refuse(
    _ options: [String], _ arguments: Arguments, _ why: String
  ) throws(ArgumentError) {
    for option in options where arguments.has(option) {
      throw ArgumentError("\(option)= has no meaning here: \(why)")
    }
  }
}
