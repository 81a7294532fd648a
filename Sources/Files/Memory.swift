import Glibc

/// How much memory there is, so that work too large for it is refused before it starts.
public enum Memory {
  /// Bytes that can be taken without swapping: `MemAvailable` of Linux, or else all there is.
  public static var available: Int {
    if let file = fopen("/proc/meminfo", "r") {
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 256)
      while fgets(&line, Int32(line.count), file) != nil {
        let text = String(
          decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard text.hasPrefix("MemAvailable:") else { continue }
        if let kilobytes = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) {
          return kilobytes << 10
        }
      }
    }
    return sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
  }

  /// Whether that many bytes can be had; nil stands for a number too large to say.
  public static func holds(_ bytes: Int?) -> Bool {
    guard let bytes else { return false }
    // Small requests are not worth asking the system.
    return bytes < 64 << 20 || bytes <= available
  }

  /// A size for a reader: `812 bytes`, `3.1 GB` (10^9 bytes).
  public static func describe(_ bytes: Double) -> String {
    if bytes < 1000 { return bytes == 1 ? "1 byte" : "\(Int(bytes)) bytes" }
    var value = bytes / 1000
    var units = ["kB", "MB", "GB", "TB", "PB", "EB"][...]
    while value >= 999.95, units.count > 1 {
      value /= 1000
      units.removeFirst()
    }
    let tenths = (value * 10).rounded()
    let whole = tenths >= 100 || tenths.truncatingRemainder(dividingBy: 10) == 0
    let text = whole ? "\(Int(value.rounded()))" : "\(tenths / 10)"
    return "\(text) \(units[units.startIndex])"
  }
}
