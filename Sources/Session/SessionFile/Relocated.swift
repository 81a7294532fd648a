import Catalog
import Datasets
import Language

/// A statement whose relative paths are seen from another folder than the one it ran in.
struct Relocated {
  /// Where the statement's paths start from.
  let base: String
  /// Where they are to start from.
  let folder: String
  /// A path that is no plain text was absolute when it was used: such are left as they are.
  private let leavesComputed: Bool

  init(_ entry: Notebook.Entry, to folder: String) {
    base = Paths.absolute(entry.folder)
    self.folder = Paths.absolute(folder)
    leavesComputed = entry.paths.contains { $0.hasPrefix("/") || $0.hasPrefix("~") }
  }

  func statement(_ statement: Statement) -> Statement {
    guard base != folder else { return statement }
    return Rewriting(entersLoops: true, command: command, network: network).statement(statement)
  }

  private func command(_ command: Command) -> Command {
    var written = command
    switch command.word.text {
    case Load.entry.name:
      written.clauses = command.clauses.map { clause in
        switch (clause.preposition, clause.phrase) {
        case (.from, .value(let path)): Command.Clause(.from, .value(moved(path)))
        case (.with, .options(let options)):
          Command.Clause(.with, .options(options.map { option(Self.pathOptions, $0) }))
        default: clause
        }
      }
    case Save.entry.name, Plot.entry.name:
      written.clauses = command.clauses.map { clause in
        guard clause.preposition == .to, case .value(let path) = clause.phrase else {
          return clause
        }
        return Command.Clause(.to, .value(moved(path)))
      }
    case RunScript.entry.name:
      written.operands = command.operands.map { operand in
        if case .value(let path) = operand { .value(moved(path)) } else { operand }
      }
    default: break
    }
    return written
  }

  private func network(_ syntax: NetworkSyntax) -> NetworkSyntax {
    var written = syntax
    written.options = syntax.options.map { option(["weights"], $0) }
    return written
  }

  private static let pathOptions = Set(Sources.all.flatMap { $0.pathOptions })

  private func option(_ names: Set<String>, _ option: Option) -> Option {
    names.contains(option.name.text) ? Option(option.name, moved(option.value)) : option
  }

  private func moved(_ path: Expression) -> Expression {
    if case .text(let parts) = path.kind {
      guard case .literal(let first)? = parts.first else {
        return parts.isEmpty ? path : computed(parts, path)
      }
      if first.hasPrefix("/") || first.hasPrefix("~") { return path }
      guard parts.count == 1 else { return computed(parts, path) }
      let whole = Paths.relative(Paths.absolute("\(base)/\(first)"), from: folder)
      return Expression(.text([.literal(whole)]), range: path.range)
    }
    return computed([.value(path)], path)
  }

  /// A path that is made of values: the way to the old folder goes before it.
  private func computed(_ parts: [Expression.TextPart], _ path: Expression) -> Expression {
    guard !leavesComputed else { return path }
    let way = Paths.relative(base, from: folder) + "/"
    var moved = parts
    if case .literal(let first)? = parts.first {
      moved[0] = .literal(way + first)
    } else {
      moved.insert(.literal(way), at: 0)
    }
    return Expression(.text(moved), range: path.range)
  }
}
