/// The bound names, innermost scope last: names bound in a loop are local to it.
struct Workspace: Sendable {
  private var scopes: [[String: Value]] = [[:]]
  /// The top-level names in the order they were first bound.
  private(set) var order: [String] = []
  /// The last value: `it`.
  var last: Value = .nothing
  /// The top-level names that the statement being run has bound.
  var written: Set<String> = []

  subscript(name: String) -> Value? {
    for scope in scopes.reversed() {
      if let value = scope[name] { return value }
    }
    return nil
  }

  mutating func bind(_ name: String, to value: Value) {
    if scopes.count == 1 {
      if scopes[0][name] == nil { order.append(name) }
      written.insert(name)
    }
    scopes[scopes.count - 1][name] = value
  }

  /// Keeps a value as the last one. Pages are read and gone, so that a session runs the same
  /// without them.
  mutating func remember(_ value: Value) {
    switch value {
    case .nothing, .page: break
    default: last = value
    }
  }

  mutating func openScope() { scopes.append([:]) }

  mutating func closeScope() { if scopes.count > 1 { scopes.removeLast() } }

  /// How many scopes are open.
  var depth: Int { scopes.count }

  /// Closes the scopes that an error left open.
  mutating func close(to depth: Int) {
    while scopes.count > max(1, depth) { scopes.removeLast() }
  }

  /// Every name that can be seen, without duplicates.
  var names: [String] { Array(Set(scopes.flatMap(\.keys))).sorted() }

  /// True between the braces of a loop.
  var isInLoop: Bool { scopes.count > 1 }
}
