/// A zip of arrays and texts like ``NPZ``, of which there may be none, with members deflated where
/// that pays: the container of workspace files.
public enum ArrayArchive {
  /// Everything in the file, each member checked against its checksum (CRC-32).
  ///
  /// - Throws: ``FileError``: missing, no zip, cut short, damaged.
  public static func read(_ path: String) throws(FileError) -> NamedArrays {
    try NPZ.contents(of: path)
  }

  /// Writes all of it or nothing; the same content gives the same bytes.
  ///
  /// - Throws: ``FileError``: the place cannot be written, the disk is full, or an array is text.
  public static func write(
    _ arrays: NamedArrays, to path: String, replacing: Bool
  ) throws(FileError) {
    try NPZ.write(arrays, to: path, replacing: replacing, deflating: true)
  }
}
