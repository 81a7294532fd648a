import Catalog
import Files
import Glibc
import LinearAlgebra

/// A folder of four IDX files: images and labels of a `train` and a test (`t10k`) part.
struct MNISTFolder {
  let path: String

  /// The choice every such source has.
  static var partParameter: Parameter {
    Parameter(
      "part", .choice(["train", "test"]), default: .text("train"),
      summary: "the training or the test images")
  }

  /// Images as [N x H·W] of value/255 with their labels.
  ///
  /// - Parameter name: what the source is called, for messages and provenance.
  /// - Throws: `FileError` naming the file that is missing or wrong.
  func load(_ name: String, part: String, classNames: [String]? = nil) throws(FileError) -> Dataset
  {
    let stem = part == "test" ? "t10k" : "train"
    let imagesPath = try find("\(stem)-images", "idx3-ubyte", "\(part) images")
    let labelsPath = try find("\(stem)-labels", "idx1-ubyte", "\(part) labels")
    guard let images = try IDX.read(imagesPath).only, images.shape.count == 3,
      case .byte(let pixels) = images.elements
    else {
      throw FileError(imagesPath, "does not hold images: its magic number is not 00 00 08 03")
    }
    guard let labelArray = try IDX.read(labelsPath).only, labelArray.shape.count == 1,
      case .byte(let labels) = labelArray.elements
    else {
      throw FileError(labelsPath, "does not hold labels: its magic number is not 00 00 08 01")
    }
    let count = images.shape[0]
    guard labels.count == count else {
      throw FileError(
        labelsPath, "has \(labels.count) labels, but “\(imagesPath)” has \(count) images")
    }
    guard count > 0, !pixels.isEmpty else { throw FileError(imagesPath, "holds no images") }
    if let place = labels.firstIndex(where: { $0 > 9 }) {
      throw FileError(
        labelsPath, "is damaged: label \(place) is \(labels[place]), and classes are 0 to 9")
    }
    guard Memory.holds(pixels.count * 4) else {
      let size = Memory.describe(Double(pixels.count) * 4)
      throw FileError(imagesPath, "needs \(size), more than the memory there is")
    }
    var digest = Digest()
    digest.add(pixels)
    digest.add(labels)
    return Dataset(
      inputs: .single(ImageBytes.matrix(pixels, rows: count)),
      shape: Shape(images.shape[1], images.shape[2], 1),
      targets: .classes(labels.map(Int.init), count: 10), classNames: classNames,
      source: "\(name) “\(path)”, \(part) part", digest: digest.value)
  }

  /// Images and labels of a part, as far as they are there.
  func files(part: String) -> [String] {
    let stem = part == "test" ? "t10k" : "train"
    return [("images", "idx3-ubyte"), ("labels", "idx1-ubyte")]
      .compactMap { spelling("\(stem)-\($0)", $1) }
  }

  /// The first spelling of a name that is there.
  private func find(_ stem: String, _ ending: String, _ what: String) throws(FileError) -> String {
    var info = stat()
    guard stat(path, &info) == 0 else { throw FileError.missing(path) }
    guard info.st_mode & S_IFMT == S_IFDIR else {
      throw FileError(
        path, "is not a folder", suggestion: "give the folder that holds \(stem)-\(ending)")
    }
    if let found = spelling(stem, ending) { return found }
    // Of a folder with one part the other is the likely wish.
    let other = stem.hasPrefix("train") ? "test" : "train"
    let isThere = spelling(other == "test" ? "t10k-images" : "train-images", "idx3-ubyte") != nil
    throw FileError(
      path, "holds no \(what): neither \(stem)-\(ending) nor \(stem).\(ending), plain or .gz",
      suggestion: isThere && ending == "idx3-ubyte" ? "with part=\(other), which is there" : nil)
  }

  private func spelling(_ stem: String, _ ending: String) -> String? {
    for name in ["\(stem)-\(ending)", "\(stem).\(ending)"] {
      for suffix in ["", ".gz"] where access("\(path)/\(name)\(suffix)", F_OK) == 0 {
        return "\(path)/\(name)\(suffix)"
      }
    }
    return nil
  }
}
