/// Cuts the bytes of a table into rows and fields (RFC 4180, with either kind of line end).
struct CSVScanner {
  /// A field: where it is, without its quotes.
  struct Field {
    let range: Range<Int>
    let isQuoted: Bool
  }

  /// What is wrong: the rest of a sentence that begins with the file's name.
  struct Failure: Error {
    let problem: String
  }

  let bytes: [UInt8]
  let separator: UInt8
  private let start: Int

  static let quote = UInt8(ascii: "\"")
  static let candidates = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark, as spreadsheets write it.
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    separator = Self.separator(of: bytes[start...])
  }

  /// Calls `body` with the fields of every row that is not blank and the line it begins in.
  func forEachRow(
    _ body: (_ line: Int, _ fields: [Field]) throws(Failure) -> Void
  ) throws(Failure) {
    var at = start
    var line = 1
    var fields: [Field] = []
    while at < bytes.count {
      fields.removeAll(keepingCapacity: true)
      let first = line
      while true {
        let field = try field(&at, &line)
        fields.append(field)
        guard at < bytes.count, bytes[at] == separator else { break }
        at += 1
      }
      if at < bytes.count, bytes[at] == 0x0D { at += 1 }
      if at < bytes.count, bytes[at] == 0x0A { at += 1 }
      line += 1
      if fields.count == 1, fields[0].range.isEmpty, !fields[0].isQuoted { continue }
      try body(first, fields)
    }
  }

  /// The text of a field; in quotes a doubled quote stands for one.
  func text(_ field: Field) -> String {
    let content = bytes[field.range]
    guard field.isQuoted, content.contains(Self.quote) else {
      return String(decoding: content, as: UTF8.self)
    }
    var result: [UInt8] = []
    var isDoubled = false
    for byte in content {
      if byte == Self.quote, !isDoubled {
        isDoubled = true
        continue
      }
      isDoubled = false
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func field(_ at: inout Int, _ line: inout Int) throws(Failure) -> Field {
    guard at < bytes.count, bytes[at] == Self.quote else {
      let begin = at
      while at < bytes.count, bytes[at] != separator, bytes[at] != 0x0A, bytes[at] != 0x0D {
        at += 1
      }
      return Field(range: begin..<at, isQuoted: false)
    }
    let opened = line
    let begin = at + 1
    at = begin
    while at < bytes.count {
      if bytes[at] == 0x0A { line += 1 }
      if bytes[at] == Self.quote {
        guard at + 1 < bytes.count, bytes[at + 1] == Self.quote else { break }
        at += 1
      }
      at += 1
    }
    guard at < bytes.count else {
      throw Failure(problem: "is damaged: the quote opened in line \(opened) is never closed")
    }
    let range = begin..<at
    at += 1
    guard at == bytes.count || [separator, 0x0A, 0x0D].contains(bytes[at]) else {
      throw Failure(problem: "is damaged: text follows a closing quote in line \(line)")
    }
    return Field(range: range, isQuoted: true)
  }

  /// The separator that occurs equally often in each of the first lines; tabs and semicolons
  /// first, since a comma may also be part of a text.
  private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
    var counts: [[Int]] = [[0, 0, 0]]
    var isQuoted = false
    for byte in bytes {
      if byte == quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A {
        if counts.count == 20 { break }
        counts.append([0, 0, 0])
      } else if let k = candidates.firstIndex(of: byte) {
        counts[counts.count - 1][k] += 1
      }
    }
    let lines = counts.filter { $0 != [0, 0, 0] }
    let regular = candidates.indices.first { k in
      lines.first.map { $0[k] > 0 } == true && lines.allSatisfy { $0[k] == lines[0][k] }
    }
    let commonest = candidates.indices.max { (lines.first?[$0] ?? 0) < (lines.first?[$1] ?? 0) }
    return candidates[regular ?? commonest ?? 2]
  }
}
