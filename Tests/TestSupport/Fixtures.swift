import Foundation

/// Where tests find things on disk, from this file's own place.
public enum Fixtures {
  /// The repository's top folder.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file under `Tests/Fixtures`.
  public static func url(_ path: String) -> URL {
    root.appendingPathComponent("Tests/Fixtures").appendingPathComponent(path)
  }

  /// The folder of real MNIST digits beside a checkout, or nil: tests that want it skip then.
  public static var mnist: URL? {
    let folder = root.deletingLastPathComponent().appendingPathComponent("shared/data/mnist")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  /// The real table of abalones beside a checkout, or nil: tests that want it skip then.
  public static var abalone: URL? {
    let file = root.deletingLastPathComponent()
      .appendingPathComponent("shared/data/abalone/abalone.data")
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }

  /// The names of the Swift files in a folder of `Sources`, without the table's own file: what a
  /// table of nameable things is compared with.
  public static func types(in folder: String, except table: String) throws -> Set<String> {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: root.appendingPathComponent("Sources").appendingPathComponent(folder).path)
    return Set(
      names.filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }
        .filter { $0 != table })
  }

  /// A fresh empty folder that is removed when `body` is done.
  public static func withTemporaryFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tangent-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}
