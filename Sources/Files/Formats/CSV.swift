import Catalog

/// Tables as text.
public enum CSV: Format {
  /// The entry of the catalog.
  public static let entry = Entry(
    "csv", .format, summary: "a table as text, one row a line",
    usage: "save VALUE to \"FILE.csv\"",
    details: """
      Fields may be separated by commas, semicolons or tabs (found by looking) and may stand in \
      quotes; numbers have a decimal point. The first line names the columns when none of its \
      fields is a number; columns without a name are called 0, 1, … An empty field of a numeric \
      column is nan; a column with anything else than numbers is text. Written numbers have the \
      shortest form that reads back the same; a matrix becomes one column for each of its columns.
      """,
    examples: [
      Example("save fit to \"fit.csv\"", "the recorded columns of a run"),
      Example(
        "save seen to \"seen.csv\"\nagain = load file from \"seen.csv\" with label=\"label\""),
    ],
    searchTerms: ["table", "spreadsheet", "text", "comma", "tsv", "export"])

  /// The endings of its files.
  public static let extensions = ["csv", "tsv"]

  /// Also tables that are called .txt or .data, as those of the UCI repository are.
  public static func recognises(_ name: String) -> Bool {
    (extensions + ["txt", "data"]).contains { name.hasSuffix(".\($0)") }
  }

  /// What the file holds; see ``Format/read(_:)``.
  public static func read(_ path: String) throws(FileError) -> NamedArrays {
    try read(path, quotedIsText: false)
  }

  /// The same; with `quotedIsText` a field in quotes makes its column text even if it looks like a
  /// number, unless every field of the file stands in quotes: then they say nothing.
  public static func read(
    _ path: String, quotedIsText: Bool
  ) throws(FileError) -> NamedArrays {
    let bytes = try FileContents.read(path)
    if bytes.contains(0) { throw FileError(path, "is not a text file") }
    do {
      return try table(CSVScanner(bytes), quotedIsText)
    } catch {
      throw FileError(path, error.problem)
    }
  }

  /// Writes all or nothing; see ``Format/write(_:to:replacing:)``.
  public static func write(
    _ arrays: NamedArrays, to path: String, replacing: Bool
  ) throws(FileError) {
    let columns = columns(of: arrays)
    let rows = columns.first?.cells.count ?? 0
    for column in columns where column.cells.count != rows {
      throw FileError(
        path,
        "can hold columns of one length, but “\(columns[0].name)” has \(rows) rows "
          + "and “\(column.name)” \(column.cells.count)")
    }
    var names: Set<String> = []
    for column in columns where !names.insert(column.name).inserted {
      throw FileError(path, "cannot hold two columns named “\(column.name)”")
    }
    for (name, array) in arrays.pairs {
      if case .text(let list) = array.elements, list.contains(where: { $0.utf8.contains(0) }) {
        throw FileError(
          path, "cannot hold “\(name)”: one of its texts has a zero byte",
          suggestion: "save to .json instead")
      }
    }
    let separator = path.lowercased().hasSuffix(".tsv") ? "\t" : ","
    var text = ""
    // Columns that were never named stay so.
    let isNamed = !columns.enumerated().allSatisfy { $1.name == "\($0)" }
    if isNamed {
      text += columns.map { quoted($0.name) }.joined(separator: separator) + "\n"
    }
    for row in 0..<rows {
      text += columns.map { $0.cells[row] }.joined(separator: separator) + "\n"
    }
    try AtomicFile.write(Array(text.utf8), to: path, replacing: replacing)
  }

  // MARK: Reading

  /// What a column holds; a later case holds everything an earlier one does.
  private enum Kind: Int {
    case integer, number, text
  }

  fileprivate enum Cells {
    case integer([Int64])
    case number([Double])
    case text([String])
  }

  private static func table(
    _ scanner: CSVScanner, _ quotedIsText: Bool
  ) throws(CSVScanner.Failure) -> NamedArrays {
    var header: [CSVScanner.Field]?
    var hasBareField = false
    var hasQuotes: Set<Int> = []
    var kinds: [Kind] = []
    var firstLine = 0
    var rows = 0
    // Once to see what each column is …
    try scanner.forEachRow { (line, fields) throws(CSVScanner.Failure) in
      hasBareField = hasBareField || fields.contains { !$0.isQuoted && !$0.range.isEmpty }
      if firstLine == 0 {
        firstLine = line
        kinds = Array(repeating: .integer, count: fields.count)
        let isNumber = { (field: CSVScanner.Field) in
          !field.isQuoted && NumberText.read(scanner.bytes[field.range]).isNumber
        }
        if !fields.contains(where: isNumber) {
          header = fields
          return
        }
      }
      guard fields.count == kinds.count else {
        throw CSVScanner.Failure(
          problem: "is damaged: line \(line) has \(counted(fields.count)), "
            + "but line \(firstLine) has \(kinds.count)")
      }
      rows += 1
      for (k, field) in fields.enumerated() where kinds[k] != .text {
        if field.isQuoted { hasQuotes.insert(k) }
        switch NumberText.read(scanner.bytes[field.range]) {
        case .integer: break
        case .number, .missing: kinds[k] = .number
        case .text: kinds[k] = .text
        }
      }
    }
    guard firstLine > 0 else { throw CSVScanner.Failure(problem: "is empty") }
    if quotedIsText, hasBareField { for k in hasQuotes { kinds[k] = .text } }
    let names = try names(header, kinds.count, scanner)
    // … and once to read it.
    var columns = kinds.map { kind in
      switch kind {
      case .integer: Cells.integer([])
      case .number: Cells.number([])
      case .text: Cells.text([])
      }
    }
    var isHeader = header != nil
    try scanner.forEachRow { (_, fields) throws(CSVScanner.Failure) in
      if isHeader {
        isHeader = false
        return
      }
      for (k, field) in fields.enumerated() { columns[k].append(field, scanner, rows) }
    }
    return NamedArrays(zip(names, columns).map { ($0, NDArray($1.elements)) })
  }

  private static func names(
    _ header: [CSVScanner.Field]?, _ count: Int, _ scanner: CSVScanner
  ) throws(CSVScanner.Failure) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for k in 0..<count {
      let given =
        header.map { $0[k].isQuoted ? scanner.text($0[k]) : trimmed(scanner.text($0[k])) } ?? ""
      let name = given.isEmpty ? "\(k)" : given
      guard seen.insert(name).inserted else {
        throw CSVScanner.Failure(problem: "has two columns named “\(name)”")
      }
      names.append(name)
    }
    return names
  }

  private static func trimmed(_ text: String) -> String {
    let blanks: Set<Character> = [" ", "\t"]
    return String(
      text.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
  }

  private static func counted(_ fields: Int) -> String {
    fields == 1 ? "1 field" : "\(fields) fields"
  }

  // MARK: Writing

  private struct Column {
    let name: String
    let cells: [String]
  }

  private static func columns(of arrays: NamedArrays) -> [Column] {
    var columns: [Column] = []
    for (name, array) in arrays.pairs {
      let rows = array.shape.first ?? 1
      let width = rows == 0 ? 1 : array.count / rows
      let cells = cells(of: array.elements)
      let isList = array.shape.count <= 1
      for k in 0..<width {
        let title = isList ? (name.isEmpty ? "value" : name) : name.isEmpty ? "\(k)" : "\(name)\(k)"
        columns.append(
          Column(
            name: title,
            cells: cells.isEmpty ? [] : isList ? cells : (0..<rows).map { cells[$0 * width + k] }))
      }
    }
    return columns
  }

  private static func cells(of elements: NDArray.Elements) -> [String] {
    switch elements {
    case .float(let list): list.map { NumberText.write($0) }
    case .double(let list): list.map { NumberText.write($0) }
    case .integer(let list): list.map { String($0) }
    case .byte(let list): list.map { String($0) }
    case .text(let list): list.map { quoted($0) }
    }
  }

  /// Text in quotes where a reader would not see it as that text otherwise: also what looks like a
  /// number.
  private static func quoted(_ text: String) -> String {
    let special = Set("\",;\t\r\n".utf8)
    let mustQuote =
      text.isEmpty || text.utf8.contains { special.contains($0) } || text.first == " "
      || text.last == " " || NumberText.read(Array(text.utf8)[...]) != .text
    guard mustQuote else { return text }
    let doubled = text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"")
    return "\"\(doubled)\""
  }
}

extension CSV.Cells {
  fileprivate mutating func append(
    _ field: CSVScanner.Field, _ scanner: CSVScanner, _ rows: Int
  ) {
    switch self {
    case .integer(var list):
      self = .integer([])
      if list.isEmpty { list.reserveCapacity(rows) }
      if case .integer(let n) = NumberText.read(scanner.bytes[field.range]) { list.append(n) }
      self = .integer(list)
    case .number(var list):
      self = .number([])
      if list.isEmpty { list.reserveCapacity(rows) }
      switch NumberText.read(scanner.bytes[field.range]) {
      case .integer(let n): list.append(Double(n))
      case .number(let x): list.append(x)
      case .missing, .text: list.append(.nan)
      }
      self = .number(list)
    case .text(var list):
      self = .text([])
      list.append(scanner.text(field))
      self = .text(list)
    }
  }

  fileprivate var elements: NDArray.Elements {
    switch self {
    case .integer(let list): .integer(list)
    case .number(let list): .double(list)
    case .text(let list): .text(list)
    }
  }
}
