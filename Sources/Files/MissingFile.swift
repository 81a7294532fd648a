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
      if let near = nearest(part, among: names(in: begin.isEmpty ? "." : begin)) {
        return "did you mean “\(begin + near + rest)”?"
      }
      return rest.isEmpty ? nil : "there is no folder “\(here)”"
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
