import Glibc

/// Paths as text: where a file is, seen from a folder.
enum Paths {
  /// The path from the root; links of the part that exists are followed.
  static func absolute(_ path: String) -> String {
    let whole = path.hasPrefix("/") ? path : "\(workingFolder)/\(path)"
    var (head, tail) = (whole, "")
    while true {
      if let found = realpath(head, nil) {
        defer { free(found) }
        return normalised(String(cString: found) + tail)
      }
      guard let slash = head.lastIndex(of: "/"), slash != head.startIndex else {
        return normalised(whole)
      }
      tail = head[slash...] + tail
      head = String(head[..<slash])
    }
  }

  /// A path from the root as seen from a folder; itself when both share nothing but the root.
  static func relative(_ path: String, from folder: String) -> String {
    let (to, from) = (path.split(separator: "/"), absolute(folder).split(separator: "/"))
    let shared = zip(to, from).prefix { $0 == $1 }.count
    guard shared > 0 || from.isEmpty else { return path }
    let up = Array(repeating: Substring(".."), count: from.count - shared)
    let steps = up + to.dropFirst(shared)
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }

  private static var workingFolder: String {
    guard let folder = getcwd(nil, 0) else { return "." }
    defer { free(folder) }
    return String(cString: folder)
  }

  private static func normalised(_ path: String) -> String {
    var steps: [Substring] = []
    for step in path.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return "/" + steps.joined(separator: "/")
  }
}
