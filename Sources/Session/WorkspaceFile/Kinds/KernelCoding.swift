import Files

/// A kernel or another matrix: one array [rows, columns].
enum KernelCoding: ValueCoding {
  static let kind = "kernel"

  static func encode(
    _ value: Value, as key: String, into file: inout WorkspaceWriter
  ) -> [JSONValue.Member]? {
    guard case .kernel(let kernel) = value else { return nil }
    return [.init("array", file.add(kernel.matrix, as: key))] + file.measured(kernel.measured)
  }

  static func decode(_ entry: JSONValue, from file: inout WorkspaceReader) throws -> Value {
    let array = try file.array(entry)
    guard array.shape.count == 2, let measured = try file.measured(entry) else {
      throw WorkspaceDamage("is no kernel")
    }
    return .kernel(
      KernelValue(
        matrix: try WorkspaceReader.matrix(array, rows: array.shape[0], columns: array.shape[1]),
        measured: measured))
  }
}
