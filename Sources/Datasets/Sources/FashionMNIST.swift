import Catalog

/// Photographs of clothes in the form of MNIST.
public enum FashionMNIST: Source {
  /// The entry of the catalog.
  public static let entry = Entry(
    "fashion", .source, summary: "photographs of clothes from a folder of IDX files, 28x28x1",
    usage: "load fashion from FOLDER [with part=train|test]",
    details: """
      The same files as mnist has, with clothes of ten classes: \(names.joined(separator: ", ")). \
      Xiao, Rasul and Vollgraf, Fashion-MNIST, arXiv:1708.07747.
      """,
    parameters: [MNISTFolder.partParameter],
    examples: [
      Example(
        "save digits to \"t10k-images.idx3-ubyte\"\nsave digits to \"t10k-labels.idx1-ubyte\"\n"
          + "clothes = load fashion from \".\" with part=test",
        "any files of that form are read")
    ],
    searchTerms: ["mnist", "clothes", "images", "idx", "zalando"])

  private static let names = [
    "T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
    "ankle boot",
  ]

  /// One part of the folder.
  public static func load(from path: String, _ arguments: Arguments) throws -> Dataset {
    try MNISTFolder(path: path)
      .load("fashion", part: arguments.text("part") ?? "train", classNames: names)
  }

  /// Images and labels of the part.
  public static func files(at path: String, _ arguments: Arguments) -> [String] {
    MNISTFolder(path: path).files(part: arguments.text("part") ?? "train")
  }
}
