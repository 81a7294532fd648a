import Foundation

extension Gnuplot {
  /// Draws `figure` into a file, in the format its extension names. The file is complete or not
  /// there: it is drawn under a temporary name beside it and then renamed.
  ///
  /// - Throws: ``PlotError`` when there is nothing to draw, the folder cannot be written, the
  ///   extension is unknown or gnuplot is missing or fails.
  public static func draw(_ figure: Figure, to path: String) throws(PlotError) {
    let format = try Format(path: path)
    let target = URL(fileURLWithPath: path)
    let folder = target.deletingLastPathComponent()
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
      isFolder.boolValue
    else { throw PlotError("there is no folder “\(folder.relativePath)” to draw in") }

    let temporary = folder.appendingPathComponent(".\(UUID().uuidString).\(format.rawValue)")
    defer { try? FileManager.default.removeItem(at: temporary) }
    let script = try script(figure, as: format, output: temporary.path)
    if format == .gp {
      let head = "# Drawn by Tangent. To see it: gnuplot -p \(target.lastPathComponent)\n"
      do { try Data((head + script).utf8).write(to: temporary) } catch {
        throw PlotError("“\(path)” cannot be written")
      }
    } else {
      try run(script)
    }
    guard rename(temporary.path, target.path) == 0 else {
      throw PlotError("“\(path)” cannot be written")
    }
  }

  /// The program's place on the path; nil when it is not installed.
  public static var program: String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/gnuplot" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func run(_ script: String) throws(PlotError) {
    guard let program else {
      throw PlotError(
        "figures are written by gnuplot, which is not installed",
        suggestion: "install the package gnuplot-nox, or write the figure's script to a .gp file")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["-d"]  // no settings files of the user's: a figure looks the same anywhere
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    let said: Data
    do {
      try process.run()
      // When gnuplot gives up early it says why, and that matters more than the broken pipe.
      try? input.fileHandleForWriting.write(contentsOf: Data(script.utf8))
      try? input.fileHandleForWriting.close()
      said = try output.fileHandleForReading.readToEnd() ?? Data()
    } catch {
      throw PlotError("gnuplot (\(program)) cannot be started")
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && $0 != "^" }
      throw PlotError(
        "gnuplot could not draw the figure: \(lines.last ?? "it stopped without a word")")
    }
  }
}
