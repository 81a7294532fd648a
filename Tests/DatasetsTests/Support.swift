import Catalog
import Datasets
import Files
import Foundation
import LinearAlgebra
import TestSupport

/// The elements of either precision as doubles.
func numbers(_ matrix: StoredMatrix) -> [Double] { matrix.matrix(of: Double.self).elements }

/// The arguments of a call with these options, checked against the entry as the session does.
func arguments(
  _ entry: Entry, _ options: [(name: String, value: ArgumentValue)] = []
) throws -> Arguments { try entry.check(options: options) }

/// A data set of `count` examples with `columns` inputs that count up, and these targets.
func counting(_ count: Int, columns: Int = 2, _ targets: Targets = .none) -> Dataset {
  Dataset(
    inputs: .double(
      Matrix(rows: count, columns: columns, elements: (0..<(count * columns)).map(Double.init))),
    shape: Shape(columns), targets: targets, source: "counting")
}

/// Everything a data set is, for comparison.
struct Content: Equatable {
  let precision: Precision
  let inputs: [UInt64]
  let shape: Shape
  let labels: [Int]?
  let classes: Int?
  let values: [UInt64]?
  let classNames: [String]?
  let provenance: Provenance
  let scalings: [Scaling]

  init(_ data: Dataset) {
    precision = data.inputs.precision
    inputs = numbers(data.inputs).map(\.bitPattern)
    shape = data.shape
    labels = data.labels
    classes = data.classes
    if case .values(let matrix) = data.targets {
      values = numbers(matrix).map(\.bitPattern) + [UInt64(matrix.columns)]
    } else {
      values = nil
    }
    classNames = data.classNames
    provenance = data.provenance
    scalings = data.scalings
  }
}

/// What an error says, with the folder left out; nil when there is none.
func message(_ folder: URL, _ body: () throws -> Void) rethrows -> String? {
  do {
    try body()
    return nil
  } catch let error as FileError {
    return error.message.replacingOccurrences(of: folder.path + "/", with: "")
      .replacingOccurrences(of: folder.path, with: "FOLDER")
  } catch let error as ArgumentError {
    return error.message.replacingOccurrences(of: folder.path + "/", with: "")
  } catch let error as ComputationError {
    return error.message
  }
}

/// An IDX file of bytes.
func idx(_ shape: [Int], _ bytes: [UInt8], type: UInt8 = 8) -> [UInt8] {
  [0, 0, type, UInt8(shape.count)]
    + shape.flatMap {
      [UInt8($0 >> 24 & 255), UInt8($0 >> 16 & 255), UInt8($0 >> 8 & 255), UInt8($0 & 255)]
    }
    + bytes
}
