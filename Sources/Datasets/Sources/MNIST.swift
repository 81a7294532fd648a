import Catalog

/// Scanned handwritten digits.
public enum MNIST: Source {
  /// The entry of the catalog.
  public static let entry = Entry(
    "mnist", .source, summary: "handwritten digits from a folder of IDX files, 28x28x1",
    usage: "load mnist from FOLDER [with part=train|test]",
    details: """
      The folder holds train-images-idx3-ubyte and train-labels-idx1-ubyte (60,000 digits) or \
      t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte (10,000), also spelled with a point instead \
      of the last dash, plain or with .gz. Images are value/255; ten classes. LeCun, Cortes and \
      Burges, The MNIST database of handwritten digits.
      """,
    parameters: [MNISTFolder.partParameter],
    examples: [
      Example(
        "save digits to \"t10k-images.idx3-ubyte\"\nsave digits to \"t10k-labels.idx1-ubyte\"\n"
          + "real = load mnist from \".\" with part=test",
        "written in MNIST's form first, then read as it")
    ],
    searchTerms: ["digits", "handwriting", "handwritten digits", "images", "idx", "lecun"])

  /// One part of the folder.
  public static func load(from path: String, _ arguments: Arguments) throws -> Dataset {
    try MNISTFolder(path: path).load("mnist", part: arguments.text("part") ?? "train")
  }

  /// Images and labels of the part.
  public static func files(at path: String, _ arguments: Arguments) -> [String] {
    MNISTFolder(path: path).files(part: arguments.text("part") ?? "train")
  }
}
