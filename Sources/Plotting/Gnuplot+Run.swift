import Foundation
import Synchronization

extension Gnuplot {
  /// The bytes of `figure` as a file of that format. Nothing is written: the caller decides where
  /// the file goes and makes sure that it appears whole.
  ///
  /// - Throws: ``PlotError`` when there is nothing to draw, or gnuplot is missing or fails.
  public static func render(_ figure: Figure, as format: Format) throws(PlotError) -> [UInt8] {
    let script = try script(figure, as: format)
    return format == .gp ? Array(script.utf8) : try run(script)
  }

  /// The program's place on the path; nil when it is not installed.
  public static var program: String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/gnuplot" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func run(_ script: String) throws(PlotError) -> [UInt8] {
    guard let program else {
      throw PlotError(
        "figures are written by gnuplot, which is not installed",
        suggestion: "install the package gnuplot-nox, or write the figure's script to a .gp file")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["-d"]  // no settings files of the user's: a figure looks the same anywhere
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }
    let (input, output, complaints) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = complaints
    do { try process.run() } catch {
      throw PlotError("gnuplot (\(program)) cannot be started")
    }
    // Complaints are read at the same time: a full pipe would stop gnuplot.
    let said = Reader(complaints)
    // When gnuplot gives up early it says why, and that matters more than the broken pipe.
    try? input.fileHandleForWriting.write(contentsOf: Data(script.utf8))
    try? input.fileHandleForWriting.close()
    let drawn = (try? output.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0, !drawn.isEmpty else {
      let lines = said.text.split(separator: "\n")
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && $0 != "^" }
      throw PlotError(
        "gnuplot could not draw the figure: \(lines.last ?? "it stopped without a word")")
    }
    return [UInt8](drawn)
  }
}

/// Reads a pipe to its end on another thread.
private final class Reader: Sendable {
  private let bytes = Mutex(Data())
  private let done = DispatchGroup()

  init(_ pipe: Pipe) {
    let descriptor = pipe.fileHandleForReading
    DispatchQueue.global().async(group: done) { [self] in
      let data = (try? descriptor.readToEnd()) ?? Data()
      bytes.withLock { $0 = data }
    }
  }

  /// What was read; waits for the end.
  var text: String {
    done.wait()
    return bytes.withLock { String(decoding: $0, as: UTF8.self) }
  }
}
