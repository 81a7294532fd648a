/// Which statements a value depends on.
extension Notebook {
  /// The shortest script that makes a name again: the entry that made it, those it took values
  /// from, and so on, in the order they ran. Nil when nothing made it.
  func lineage(of name: String) -> [Entry]? {
    guard let last = origins[name], entries.contains(where: { $0.id == last }) else { return nil }
    return lineage(of: [last])
  }

  private func lineage(of ids: Set<Int>) -> [Entry] {
    var needed = ids
    // What an entry uses came before it.
    for entry in entries.reversed() where needed.contains(entry.id) {
      needed.formUnion(entry.uses)
    }
    return entries.filter { needed.contains($0.id) && !$0.isView }
  }

  /// The entries that run again to the same values: neither loops that were stopped nor what was
  /// made of them.
  var repeatable: [Entry] {
    var lost: Set<Int> = []
    return entries.filter { entry in
      guard entry.isPartial || !lost.isDisjoint(with: entry.uses) else { return true }
      lost.insert(entry.id)
      return false
    }
  }

  /// How many statements a saved session leaves out because of stopped loops.
  var lostCount: Int { entries.count - repeatable.count }
}
