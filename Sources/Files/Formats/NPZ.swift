import Catalog

/// NumPy's zip of arrays.
public enum NPZ: Format {
  /// The entry of the catalog.
  public static let entry = Entry(
    "npz", .format, summary: "several named arrays in one file, as NumPy saves them",
    usage: "save VALUE to \"FILE.npz\"",
    details: """
      A zip whose members NAME.npy are arrays; other members are kept as text. Members may be \
      stored or deflated (np.savez, np.savez_compressed) and their checksums are verified. Written \
      members are stored, with one date for all: the same content gives the same bytes.
      """,
    examples: [
      Example(
        "save seen to \"seen.npz\"\nagain = load file from \"seen.npz\"",
        "a data set with its labels, and back")
    ],
    searchTerms: ["numpy", "arrays", "zip", "binary"])

  /// The endings of its files.
  public static let extensions = ["npz"]

  /// What the file holds; see ``Format/read(_:)``.
  public static func read(_ path: String) throws(FileError) -> NamedArrays {
    let result = try contents(of: path)
    guard result.count > 0 else {
      throw FileError(path, "holds no arrays: none of its members ends in .npy")
    }
    return result
  }

  /// Its arrays and texts, of which there may be none.
  static func contents(of path: String) throws(FileError) -> NamedArrays {
    let archive = try ZipReader(path)
    var result = NamedArrays()
    for member in archive.members where !member.name.hasSuffix("/") {
      let bytes = try archive.read(member)
      guard member.name.hasSuffix(".npy") else {
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw FileError(path, "holds “\(member.name)”, which is neither an array nor text")
        }
        result.texts[member.name] = text
        continue
      }
      do {
        result[String(member.name.dropLast(4))] = try bytes.withRawBytes {
          (raw) throws(NPYHeader.Failure) in try NPY.array(raw)
        }
      } catch {
        throw FileError(path, "holds “\(member.name)”, which \(error.problem)")
      }
    }
    return result
  }

  /// Writes all or nothing; see ``Format/write(_:to:replacing:)``.
  public static func write(
    _ arrays: NamedArrays, to path: String, replacing: Bool
  ) throws(FileError) {
    try write(arrays, to: path, replacing: replacing, deflating: false)
  }

  /// Members that become smaller by it are deflated if asked.
  static func write(
    _ arrays: NamedArrays, to path: String, replacing: Bool, deflating: Bool
  ) throws(FileError) {
    for (name, array) in arrays.pairs {
      if case .text = array.elements {
        throw FileError(
          path, "can hold numbers, but “\(name)” is text",
          suggestion: "save to .csv or .json instead")
      }
    }
    for name in arrays.texts.keys where name.hasSuffix(".npy") {
      throw FileError(path, "cannot hold a text named “\(name)”: such members are arrays")
    }
    try AtomicFile.write(to: path, replacing: replacing) { (temporary) throws(FileError) in
      let archive = try ZipWriter(temporary, as: path, deflates: deflating)
      for (name, array) in arrays.pairs {
        guard let header = NPYHeader.bytes(for: array) else { continue }
        // NumPy's own name for an array without one.
        try archive.add((name.isEmpty ? "arr_0" : name) + ".npy", head: header, array.elements)
      }
      for (name, text) in arrays.texts.sorted(by: { $0.key < $1.key }) {
        try archive.add(name, Array(text.utf8))
      }
      try archive.finish()
    }
  }
}
