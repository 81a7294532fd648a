import Foundation

/// Runs this program again for one workload, or another program.
enum Child {
  static func figures(of name: String) throws -> Figures {
    let output = try run(
      Bundle.main.executablePath ?? CommandLine.arguments[0], ["--child", name])
    guard let line = output.split(separator: "\n").last else {
      throw Failure(description: "\(name) printed nothing")
    }
    return try Figures(line: String(line))
  }

  /// Standard output of a program.
  ///
  /// - Throws: ``Failure`` when it does not end with 0.
  static func run(
    _ program: String, _ arguments: [String], environment: [String: String]? = nil
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(program) ended with \(process.terminationStatus)")
    }
    return String(decoding: data, as: UTF8.self)
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}
