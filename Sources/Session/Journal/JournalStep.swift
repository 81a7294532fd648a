import Language

/// What a statement leaves to a journal.
public struct JournalStep: Sendable {
  /// When the whole workspace has to be kept beside the statement.
  enum Snapshot: Sendable {
    /// Running the statement again gives the same.
    case never
    /// It goes back to a state that a snapshot does not hold.
    case whereThereIsOne
    /// Running it again may give something else: a file may have changed, a loop was stopped.
    case always
  }

  /// The statement with its seeds written out, and its results below it.
  let text: String
  let snapshot: Snapshot
  /// The journal that was recovered, which is done with once its values are kept elsewhere.
  let recovered: JournalFile?

  /// - Parameter entries: the places of the notebook it filled.
  init?(_ statement: Statement, in session: Session, _ entries: Range<Int>) {
    recovered = session.current.recovered
    if session.current.isUndo {
      snapshot = .whereThereIsOne
    } else if session.current.isBeyondReplay || session.current.isPartial {
      snapshot = .always
    } else if let entry = session.notebook.entries[entries].last, !entry.isView {
      var noted = entry.statement
      noted.results = entry.results
      (text, snapshot) = (noted.description, .never)
      return
    } else {
      return nil
    }
    var bare = statement
    bare.results = []
    text = bare.description
  }

  /// Says whose values are kept here: a kill before the other journal is closed must not have it
  /// offered once more.
  var succession: String {
    recovered.map { "\n\(JournalFile.successionMark)\($0.name)" } ?? ""
  }
}
