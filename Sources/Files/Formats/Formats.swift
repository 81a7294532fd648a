import Catalog

/// The table of file formats.
public enum Formats {
  /// Every format.
  public static let all: [any Format.Type] = [
    NPY.self, NPZ.self, CSV.self, JSON.self, Safetensors.self, IDX.self,
  ]

  /// The format a path's ending names, or nil.
  public static func format(of path: String) -> (any Format.Type)? {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    return all.first { $0.recognises(name) }
  }

  /// The format a path's ending names.
  ///
  /// - Throws: ``FileError`` with the endings there are.
  public static func named(by path: String) throws(FileError) -> any Format.Type {
    if let format = format(of: path) { return format }
    let endings = all.flatMap { $0.extensions }.map { ".\($0)" }
    let name = path.split(separator: "/").last ?? ""
    let ending = name.contains(".") ? name.split(separator: ".").last : nil
    if ending == "ntk" {
      throw FileError(
        path, "is a script and holds no arrays", suggestion: "write run \"\(path)\"")
    }
    throw FileError(
      path,
      ending == nil
        ? "has no ending that would name its format" : "has an ending that names no format",
      suggestion: ending.flatMap { didYouMean(".\($0)", among: endings) }
        ?? "the endings are \(endings.joined(separator: ", "))")
  }

  /// The format a path's ending names, of a file that is to be read.
  ///
  /// - Throws: ``FileError``, for a file that is not there too: its ending is then not the point.
  public static func reading(_ path: String) throws(FileError) -> any Format.Type {
    if let format = format(of: path) { return format }
    _ = try FileContents.size(path)
    return try named(by: path)
  }

  /// The format of a file that is to be read: the one of that name, or the one its ending names.
  ///
  /// - Throws: ``FileError``; every name that may be said and is no format is one of sessions'.
  public static func reading(
    _ path: String, as name: String?
  ) throws(FileError) -> any Format.Type {
    guard let name else { return try reading(path) }
    guard let said = all.first(where: { $0.entry.name == name }) else {
      throw FileError(path, "cannot be read as \(name): that is a form of sessions")
    }
    return said
  }

  /// Reads a file of the format its ending names.
  public static func read(_ path: String) throws(FileError) -> NamedArrays {
    try reading(path).read(path)
  }

  /// Writes a file in the format its ending names.
  public static func write(
    _ arrays: NamedArrays, to path: String, replacing: Bool = false
  ) throws(FileError) {
    try named(by: path).write(arrays, to: path, replacing: replacing)
  }
}
