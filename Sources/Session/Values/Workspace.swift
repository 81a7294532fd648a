/// The bound names, innermost scope last: names bound in a loop are local to it.
struct Workspace: Sendable {
  private var scopes: [[String: Value]] = [[:]]
  /// The top-level names in the order they were first bound.
  private(set) var order: [String] = []
  /// The last value: `it`.
  var last: Value = .nothing
  /// The top-level names that the statement being run has bound, forgotten or renamed.
  var changed: Set<String> = []

  subscript(name: String) -> Value? {
    for scope in scopes.reversed() {
      if let value = scope[name] { return value }
    }
    return nil
  }

  /// The value of a top-level name.
  subscript(top name: String) -> Value? { scopes[0][name] }

  mutating func bind(_ name: String, to value: Value) {
    if scopes.count == 1 {
      if scopes[0][name] == nil { order.append(name) }
      changed.insert(name)
    }
    scopes[scopes.count - 1][name] = value
  }

  /// Takes a top-level name away.
  mutating func forget(_ name: String) {
    scopes[0][name] = nil
    order.removeAll { $0 == name }
    changed.insert(name)
  }

  /// Gives the value of a top-level name another name, in the same place of the order.
  ///
  /// - Precondition: the first is bound, the second is not.
  mutating func rename(_ name: String, to other: String) {
    precondition(scopes[0][name] != nil && scopes[0][other] == nil)
    scopes[0][other] = scopes[0].removeValue(forKey: name)
    order = order.map { $0 == name ? other : $0 }
    changed.formUnion([name, other])
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

  /// Every name that can be seen, without duplicates.
  var names: [String] { Array(Set(scopes.flatMap(\.keys))).sorted() }

  /// True between the braces of a loop.
  var isInLoop: Bool { scopes.count > 1 }
}
