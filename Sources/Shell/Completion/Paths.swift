import Glibc

/// Files and folders, for completion inside quotes.
enum Paths {
  /// The files that what is typed after the quote may become; a folder goes on with `/`, a file
  /// ends with the closing quote.
  static func completion(_ typed: String) -> Completion {
    let slash = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let (folder, beginning) = (String(typed[..<slash]), typed[slash...])
    let candidates = contents(of: folder.isEmpty ? "." : folder)
      .filter { $0.name.hasPrefix(beginning) && ($0.name.first != "." || beginning.first == ".") }
      .sorted { $0.name < $1.name }
      .map { entry in
        Completion.Candidate(
          text: folder + entry.name, summary: entry.isFolder ? "folder" : "",
          suffix: entry.isFolder ? "/" : "\"")
      }
    return Completion(prefix: typed, candidates: candidates)
  }

  private static func contents(of folder: String) -> [(name: String, isFolder: Bool)] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      var about = stat()
      // Through links: a link to a folder is a folder.
      stat("\(folder)/\(name)", &about)
      found.append((name, about.st_mode & S_IFMT == S_IFDIR))
    }
    return found
  }
}
