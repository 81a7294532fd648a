import CZlib

/// CRC-32 (ISO-HDLC, as in zip and gzip), by zlib: finds a torn end or a flipped byte.
public enum Checksum {
  /// The checksum of some bytes.
  public static func crc32(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    return UInt32(truncatingIfNeeded: crc32_z(0, start, bytes.count))
  }

  /// The checksum of the UTF-8 of a text.
  public static func crc32(_ text: String) -> UInt32 {
    Array(text.utf8).withUnsafeBytes(crc32)
  }
}
