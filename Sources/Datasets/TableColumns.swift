import Catalog
import Files
import LinearAlgebra

/// A table as a data set: one column (or several) is what should be learned, the other columns are
/// features, words among them one-hot.
struct TableColumns {
  let table: NamedArrays
  let path: String

  /// - Throws: `ArgumentError` for a column that is not there; `FileError` for one that cannot be
  ///   what it should be.
  func dataset(label: ArgumentValue?, target: ArgumentValue?) throws -> Dataset {
    if label != nil, target != nil {
      throw ArgumentError(
        "label= makes classes and target= a regression, so only one of them can be said")
    }
    var labels = try label.map { try columns($0, "label") } ?? []
    var targets = try target.map { try columns($0, "target") } ?? []
    // The columns that a saved data set has; nobody wants them among the inputs.
    if label == nil, target == nil {
      labels = table["label"] == nil ? [] : ["label"]
      targets = labels.isEmpty && table["target"] != nil ? ["target"] : []
    }
    let taken = Set(labels + targets)
    var features: [(name: String, array: NDArray)] = []
    for (name, array) in table.pairs where !taken.contains(name) {
      features += try inputs(array, named: name)
    }
    guard let rows = table.pairs.first?.array.count, rows > 0 else {
      throw FileError(path, "has no rows")
    }
    guard !features.isEmpty else {
      throw FileError(path, "has no column left to be an input")
    }
    let inputs = try matrix(features.map { ($0.name, $0.array) }, rows)
    var names: [String]?
    var found = Targets.none
    if let name = labels.first, let array = table[name] {
      if case .text(let words) = array.elements {
        (found, names) = ArrayReading.classes(words)
      } else {
        found = try ArrayReading(path: path)
          .targets(array, named: name, examples: rows, asClasses: true)
      }
    } else if !targets.isEmpty {
      found = .values(
        .double(try matrix(targets.compactMap { n in table[n].map { (n, $0) } }, rows)))
    }
    return Dataset(
      inputs: .double(inputs), shape: Shape(features.count), targets: found, classNames: names,
      source: "file “\(path)”")
  }

  /// The most words that a column of categories may have.
  private static let categoryLimit = 100

  /// A column as inputs: numbers as they are, words one-hot, one input a word in alphabetical order.
  /// A column of numbers with a word among them is a mistake, and no category.
  private func inputs(
    _ array: NDArray, named name: String
  ) throws(FileError) -> [(name: String, array: NDArray)] {
    guard case .text(let words) = array.elements else { return [(name, array)] }
    if words.contains(where: { Double($0) != nil }),
      let row = words.firstIndex(where: { Double($0) == nil })
    {
      throw FileError(
        path,
        "has “\(words[row])” in column “\(name)”, row \(row), counted from 0, where a number belongs"
      )
    }
    let categories = Set(words).sorted()
    guard categories.count <= Self.categoryLimit else {
      throw FileError(
        path,
        "has \(categories.count) different words in column “\(name)”, too many to be categories",
        suggestion: "leave the column out of the file")
    }
    return categories.map { category in
      ("\(name)=\(category)", NDArray(.double(words.map { $0 == category ? 1 : 0 })))
    }
  }

  /// Columns side by side, [rows x columns].
  private func matrix(
    _ columns: [(String, NDArray)], _ rows: Int
  ) throws(FileError) -> Matrix<Double> {
    var result = Matrix<Double>(rows: rows, columns: columns.count)
    for (j, (name, array)) in columns.enumerated() {
      guard let values = array.doubles else {
        throw FileError(
          path, "cannot be a regression's data: column “\(name)” is text",
          suggestion: "label=\(name) makes classes of it")
      }
      guard values.count == rows else {
        throw FileError(
          path, "is no table: “\(name)” has \(values.count) values, but there are \(rows) rows")
      }
      if let row = values.firstIndex(where: { !$0.isFinite }) {
        throw FileError(
          path,
          "has \(values[row].isNaN ? "nan or nothing" : "inf") in column “\(name)”, row \(row), "
            + "counted from 0")
      }
      result.withMutableView { view in
        for i in 0..<rows { view.base[i * columns.count + j] = values[i] }
      }
    }
    return result
  }

  /// The names of the columns an option means: a name, a place (−1 is the last), several places, or
  /// several names with commas between.
  private func columns(_ value: ArgumentValue, _ option: String) throws(ArgumentError) -> [String] {
    switch value {
    case .number(let x): return [try column(at: x, option)]
    case .numbers(let list):
      var names: [String] = []
      for x in list { names.append(try column(at: x, option)) }
      return names
    case .text(let text):
      if table[text] != nil { return [text] }
      var names: [String] = []
      for part in text.split(separator: ",") {
        let name = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        guard table[name] != nil else {
          throw ArgumentError(
            "“\(path)” has no column “\(name)”",
            suggestion: didYouMean(name, among: table.names)
              ?? "its columns are \(table.names.prefix(12).joined(separator: ", "))"
              + (table.count > 12 ? " …" : ""))
        }
        names.append(name)
      }
      return names
    default: throw ArgumentError("\(option) must be the name or the place of a column")
    }
  }

  private func column(at x: Double, _ option: String) throws(ArgumentError) -> String {
    guard let k = Int(exactly: x), (-table.count..<table.count).contains(k) else {
      throw ArgumentError(
        "“\(path)” has no column \(shortest(x)): it has \(table.count), counted from 0")
    }
    return table.names[k < 0 ? table.count + k : k]
  }
}
