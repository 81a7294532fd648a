import Catalog
import Glibc

extension FileError {
  /// The error for a path at which there is nothing: it suggests the nearest name in its folder, or
  /// in the first folder on the way that is there.
  public static func missing(_ path: String) -> FileError {
    FileError(path, "does not exist", suggestion: instead(of: path))
  }

  private static func instead(of path: String) -> String? {
    var begin = path.hasPrefix("/") ? "/" : ""
    let parts = path.split(separator: "/").map(String.init)
    for (i, part) in parts.enumerated() {
      let here = begin + part
      if isThere(here), i < parts.count - 1 {
        begin = here + "/"
        continue
      }
      let rest = parts[(i + 1)...].map { "/" + $0 }.joined()
      if let near = near(part, among: names(in: begin.isEmpty ? "." : begin)) {
        return "did you mean “\(begin + near + rest)”?"
      }
      return rest.isEmpty ? nil : "there is no folder “\(here)”"
    }
    return nil
  }

  /// The name nearest to one, of those with the same ending first. Endings are not compared by
  /// letters, since they are most of a short name.
  private static func near(_ name: String, among names: [String]) -> String? {
    func parts(_ name: String) -> (stem: String, ending: Substring) {
      let dot = name.dropFirst().firstIndex(of: ".") ?? name.endIndex
      return (String(name[..<dot]), name[dot...])
    }
    let wanted = parts(name)
    let alike = names.filter { parts($0).ending == wanted.ending }
    if let same = names.first(where: { parts($0).stem == wanted.stem }) { return same }
    for group in [alike, names] {
      if let stem = nearest(wanted.stem, among: group.map { parts($0).stem }) {
        return group.first { parts($0).stem == stem }
      }
    }
    return nil
  }

  private static func isThere(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0
  }

  /// The names in a folder, as many as are worth comparing; hidden ones are left out.
  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < 2000, let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    // The order of a folder is nobody's.
    return names.sorted()
  }
}
