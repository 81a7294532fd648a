import Catalog
import Files
import Glibc
import LinearAlgebra

/// Small colour photographs.
public enum CIFAR10: Source {
  /// The entry of the catalog.
  public static let entry = Entry(
    "cifar10", .source, summary: "small colour photographs of ten classes, 32x32x3",
    usage: "load cifar10 from FOLDER [with part=train|test]",
    details: """
      The folder holds the binary version: data_batch_1.bin … data_batch_5.bin (as many of them as \
      are there) and test_batch.bin. Images are value/255, height x width x channels; the ten \
      classes are \(names.joined(separator: ", ")). Krizhevsky, Learning multiple layers of features \
      from tiny images, 2009.
      """,
    parameters: [MNISTFolder.partParameter],
    examples: [
      // There is nothing the shell could write in this form.
      Example("? cifar10", "the classes and where the files are from")
    ],
    searchTerms: ["images", "colour", "photographs", "cifar", "cifar-10", "krizhevsky"])

  private static let names = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]
  private static let (side, channels) = (32, 3)
  /// A label, then the red, the green and the blue plane.
  private static let recordSize = 1 + channels * side * side

  /// One part of the folder.
  public static func load(from path: String, _ arguments: Arguments) throws -> Dataset {
    let part = arguments.text("part") ?? "train"
    var (pixels, labels): ([UInt8], [Int]) = ([], [])
    var digest = Digest()
    for file in try files(in: path, part) {
      let bytes = try FileContents.read(file)
      guard bytes.count > 0, bytes.count % recordSize == 0 else {
        throw FileError(
          file,
          "is not a file of CIFAR-10 images: \(bytes.count) bytes are not whole records of "
            + "\(recordSize)")
      }
      guard Memory.holds((pixels.count + bytes.count) * 5) else {
        let size = Memory.describe(Double(pixels.count + bytes.count) * 5)
        throw FileError(file, "needs \(size), more than the memory there is")
      }
      digest.add(bytes)
      try append(bytes, of: file, &pixels, &labels)
    }
    return Dataset(
      inputs: .single(ImageBytes.matrix(pixels, rows: labels.count)),
      shape: Shape(side, side, channels), targets: .classes(labels, count: names.count),
      classNames: names, source: "cifar10 “\(path)”, \(part) part", digest: digest.value)
  }

  /// The batches of the part.
  public static func files(at path: String, _ arguments: Arguments) -> [String] {
    (try? files(in: path, arguments.text("part") ?? "train")) ?? []
  }

  /// Records with planes of channels become rows with the channels of a pixel together.
  private static func append(
    _ bytes: [UInt8], of file: String, _ pixels: inout [UInt8], _ labels: inout [Int]
  ) throws(FileError) {
    let plane = side * side
    pixels.reserveCapacity(pixels.count + bytes.count)
    for begin in stride(from: 0, to: bytes.count, by: recordSize) {
      let label = Int(bytes[begin])
      guard label < names.count else {
        throw FileError(
          file,
          "is damaged: label \(begin / recordSize) is \(label), and classes are 0 to 9")
      }
      labels.append(label)
      for k in 0..<plane {
        for c in 0..<channels { pixels.append(bytes[begin + 1 + c * plane + k]) }
      }
    }
  }

  private static func files(in path: String, _ part: String) throws(FileError) -> [String] {
    var info = stat()
    guard stat(path, &info) == 0 else { throw FileError.missing(path) }
    guard info.st_mode & S_IFMT == S_IFDIR else {
      throw FileError(
        path, "is not a folder", suggestion: "give the folder that holds the files ending in .bin")
    }
    let names = part == "test" ? ["test_batch.bin"] : (1...5).map { "data_batch_\($0).bin" }
    let found = names.map { "\(path)/\($0)" }.filter { (file: String) in access(file, F_OK) == 0 }
    guard !found.isEmpty else {
      let other = part == "test" ? "data_batch_1.bin" : "test_batch.bin"
      let isThere = access("\(path)/\(other)", F_OK) == 0
      throw FileError(
        path, "holds no \(part) images: \(names[0]) is missing",
        suggestion: isThere ? "with part=\(part == "test" ? "train" : "test"), which is there" : nil
      )
    }
    return found
  }
}
