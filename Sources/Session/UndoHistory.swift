import Datasets
import Kernels
import LinearAlgebra
import Networks

/// The states that `undo` goes back to, the latest last.
struct UndoHistory: Sendable {
  /// The state before a statement that changed what names stand for.
  struct Level: Sendable {
    /// The names and values before it.
    let workspace: Workspace
    /// Which entries of the notebook had given them.
    let origins: [String: Int]
    /// The names it changed.
    let names: Set<String>
    /// Its places in the notebook; none for a statement that was not noted.
    let entries: Range<Int>
    /// Bytes of the values that only this level keeps, about.
    let bytes: Int
  }

  /// So many can be undone one after the other …
  static let limit = 20
  /// … as long as the values they keep alive are not larger than this together; the last one always.
  static let byteLimit = 1 << 30

  private(set) var levels: [Level] = []

  mutating func push(_ level: Level) {
    levels.append(level)
    while levels.count > Self.limit
      || (levels.count > 1 && levels.reduce(0) { $0 + $1.bytes } > Self.byteLimit)
    {
      levels.removeFirst()
    }
  }

  mutating func pop() -> Level? { levels.popLast() }
}

extension Value {
  /// The size of its numbers in memory, about; shared ones count everywhere.
  var bytes: Int {
    switch self {
    case .numbers(let list): list.values.count * 8
    case .list(let values): values.reduce(0) { $0 + $1.bytes }
    case .table(let table): table.rows * table.columns.count * MemoryLayout<Value>.size
    case .data(let data): data.inputs.bytes
    case .network(let network): network.parameters.bytes
    case .run(let run): 2 * run.run.network.parameters.bytes
    case .kernel(let kernel): kernel.matrix.bytes
    case .text(let text), .page(let text): text.utf8.count
    case .nothing, .number, .boolean, .size, .ratio, .fragment: 0
    }
  }
}

extension StoredMatrix {
  fileprivate var bytes: Int { rows * columns * (precision == .double ? 8 : 4) }
}
