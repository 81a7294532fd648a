import Language

/// A statement with what was decided while it ran written into it: the seeds that it did not say,
/// and `for 57 of 200 epochs` for a training that was stopped.
///
/// In a loop a call runs many times, each with its own seed, so loops stay as they are: replayed,
/// the session's seed and the loop row are mixed in again.
struct WrittenOut {
  let seeds: [(range: SourceRange, seed: UInt64)]
  let stopped: (range: SourceRange, done: Int)?

  func statement(_ statement: Statement) -> Statement {
    var written = Rewriting(entersLoops: false, command: command, network: network)
      .statement(statement)
    written.timed = false
    return written
  }

  private func network(_ syntax: NetworkSyntax) -> NetworkSyntax {
    var written = syntax
    written.options = options(syntax.options, at: syntax.range)
    return written
  }

  private func command(_ command: Command) -> Command {
    var written = command
    if let stopped, same(stopped.range, command.range) {
      written.clauses = command.clauses.map { clause in
        guard case .epochs(let count, let total) = clause.phrase else { return clause }
        let done = Expression(.number(Double(stopped.done)))
        return Command.Clause(
          clause.preposition, .epochs(done, of: total ?? count), range: clause.range)
      }
    }
    let options = options(command.options, at: command.range)
    if options.count > command.options.count {
      written.clauses.removeAll { $0.preposition == .with }
      written.clauses.append(.init(.with, .options(options)))
    }
    return written
  }

  private func options(_ options: [Option], at range: SourceRange) -> [Option] {
    guard let drawn = seeds.first(where: { same($0.range, range) }) else { return options }
    return options + [Option(Name("seed"), Expression(.number(Double(drawn.seed))))]
  }

  private func same(_ a: SourceRange, _ b: SourceRange) -> Bool {
    a.lower == b.lower && a.upper == b.upper
  }
}

extension Command {
  /// The options after `with`.
  var options: [Option] {
    if case .options(let options)? = self[.with] { options } else { [] }
  }
}
