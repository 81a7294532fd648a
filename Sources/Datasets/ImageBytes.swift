import LinearAlgebra

/// Bytes as inputs: value / 255.
enum ImageBytes {
  /// [rows x bytes.count / rows]
  ///
  /// - Precondition: the bytes are whole rows.
  static func matrix(_ bytes: [UInt8], rows: Int) -> Matrix<Float> {
    // Each value divided once: the same float wherever the byte occurs.
    let values = (0...255).map { Float($0) / 255 }
    return Matrix(rows: rows, columns: bytes.count / max(rows, 1)) { view in
      for k in bytes.indices { view.base[k] = values[Int(bytes[k])] }
    }
  }
}
