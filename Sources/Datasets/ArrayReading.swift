import Files
import LinearAlgebra

/// Arrays of a file as inputs and targets. Messages name the file.
struct ArrayReading {
  let path: String

  /// Inputs of N examples and the shape of one: N numbers are one feature each; N x d features;
  /// N x H x W images (a channel axis is added) or N x H x W x C. Bytes become value/255, other
  /// numbers stay as they are; floats are kept in single precision, the rest in double.
  ///
  /// - Parameter addingChannel: whether N x H x W are images; they are nodes with features otherwise.
  func inputs(
    _ array: NDArray, named name: String, addingChannel: Bool = true
  ) throws(FileError) -> (StoredMatrix, Shape) {
    let subject = subject(name)
    guard (1...4).contains(array.shape.count) else {
      throw FileError(
        path, "cannot be inputs: \(subject) has \(array.shape.count) axes, and 1 to 4 are wanted")
    }
    guard array.count > 0 else { throw FileError(path, "holds no examples: \(subject) is empty") }
    let rows = array.shape[0]
    var axes = Array(array.shape.dropFirst())
    if axes.isEmpty || (axes.count == 2 && addingChannel) { axes.append(1) }
    guard Memory.holds(array.count * 8) else {
      let size = Memory.describe(Double(array.count) * 8)
      throw FileError(path, "needs \(size), more than the memory there is")
    }
    let matrix: StoredMatrix
    switch array.elements {
    case .byte(let list): matrix = .single(ImageBytes.matrix(list, rows: rows))
    case .float(let list): matrix = .single(try finite(list, rows, subject))
    case .double, .integer:
      matrix = .double(try finite(array.doubles ?? [], rows, subject))
    case .text: throw FileError(path, "cannot be inputs: \(subject) is text")
    }
    return (matrix, Shape(axes))
  }

  /// Targets of as many examples. Whole numbers are classes where `asClasses` says so or their type
  /// is an integer one (one number per example, or one-hot rows); other numbers are regression
  /// targets.
  func targets(
    _ array: NDArray, named name: String, examples: Int, asClasses: Bool
  ) throws(FileError) -> Targets {
    let subject = subject(name)
    guard let rows = array.shape.first, rows == examples else {
      let held = array.shape.first ?? 1
      throw FileError(
        path,
        "does not fit: \(subject) has \(held) \(held == 1 ? "row" : "rows"), "
          + "but there are \(examples) examples")
    }
    guard array.shape.count <= 2, array.count > 0 else {
      throw FileError(path, "cannot be targets: \(subject) is not a list and not a matrix")
    }
    if case .text(let words) = array.elements { return Self.classes(words).targets }
    let columns = array.count / rows
    let isInteger =
      switch array.elements {
      case .integer, .byte: true
      default: false
      }
    if asClasses || isInteger {
      let numbers = try whole(array, subject)
      if columns == 1 {
        return .classes(try labels(numbers, subject), count: (numbers.max() ?? 0) + 1)
      }
      if let classes = Self.oneHot(numbers, columns) { return .classes(classes, count: columns) }
      if asClasses {
        throw FileError(
          path, "cannot be labels: \(subject) has \(columns) columns that are not one-hot")
      }
    }
    if case .float(let list) = array.elements {
      return .values(.single(try finite(list, rows, subject)))
    }
    return .values(.double(try finite(array.doubles ?? [], rows, subject)))
  }

  /// Categories as classes, numbered in alphabetical order.
  static func classes(_ words: [String]) -> (targets: Targets, names: [String]) {
    let names = Set(words).sorted()
    let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    return (.classes(words.map { place[$0] ?? 0 }, count: names.count), names)
  }

  private func subject(_ name: String) -> String { name.isEmpty ? "its array" : "“\(name)”" }

  private func finite<S: Scalar>(
    _ list: [S], _ rows: Int, _ subject: String
  ) throws(FileError) -> Matrix<S> {
    let matrix = Matrix(rows: rows, columns: list.count / rows, elements: list)
    if let (row, column) = matrix.withView({ $0.firstNotFinite() }) {
      throw notFinite(Double(matrix[row, column]), subject, row: row, column: column)
    }
    return matrix
  }

  private func notFinite(_ x: Double, _ subject: String, row: Int, column: Int) -> FileError {
    FileError(
      path,
      "has \(x.isNaN ? "nan" : "inf") in \(subject), row \(row), column \(column), "
        + "counted from 0")
  }

  private func whole(_ array: NDArray, _ subject: String) throws(FileError) -> [Int] {
    if let numbers = array.integers { return numbers }
    let values = array.doubles ?? []
    let columns = max(1, values.count / max(array.shape[0], 1))
    let place = values.firstIndex { Int(exactly: $0) == nil } ?? 0
    if !values[place].isFinite {
      throw notFinite(values[place], subject, row: place / columns, column: place % columns)
    }
    throw FileError(
      path,
      "cannot be labels: \(subject) has \(values[place]) in row \(place / columns), "
        + "and classes are whole numbers")
  }

  private func labels(_ numbers: [Int], _ subject: String) throws(FileError) -> [Int] {
    if let row = numbers.firstIndex(where: { $0 < 0 || $0 >= Targets.classLimit }) {
      throw FileError(
        path,
        "cannot be labels: \(subject) has \(numbers[row]) in row \(row), "
          + "and classes are counted from 0 to at most \(Targets.classLimit - 1)")
    }
    return numbers
  }

  private static func oneHot(_ numbers: [Int], _ columns: Int) -> [Int]? {
    var classes: [Int] = []
    for row in stride(from: 0, to: numbers.count, by: columns) {
      let values = numbers[row..<(row + columns)]
      guard let one = values.firstIndex(of: 1), values.count(where: { $0 != 0 }) == 1 else {
        return nil
      }
      classes.append(one - row)
    }
    return classes
  }
}
