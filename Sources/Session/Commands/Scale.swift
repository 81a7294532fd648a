import Catalog
import Datasets
import Language

/// `scale seen to standard`, `scale unseen like seen`
enum Scale: SessionCommand {
  static let givesValue = true

  static let entry = Entry(
    "scale", .command, summary: "bring the inputs of a data set to a common scale",
    usage: "scale DATA to unit|standard, or scale DATA like DATA",
    details: """
      `unit`: the smallest input becomes 0 and the largest 1, over the whole set. `standard`: each
      feature gets mean 0 and standard deviation 1 (population); constant features are only centred.
      `like` applies what was done to another set: scale test data like the training data, so that
      nothing of the test data leaks into training.
      """,
    returns: "A data set; the one given stays as it was.",
    grammar: Grammar([.value], clauses: [.init(.to), .init(.like)]),
    examples: [
      Example("s = scale seen to standard\nu = scale unseen like s"), Example("scale seen to unit"),
    ],
    searchTerms: [
      "normalise", "standardise", "z-score", "whiten", "preprocess", "inputs", "features",
    ])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let data = try session.data(try call.required(0, "a data set"))
    switch (call.phrase(.to), call.phrase(.like)) {
    case (let to?, nil):
      let kind = Parameter.Kind.choice(Scaling.Form.allCases.map(\.rawValue))
      let value = try session.argument(to, for: kind)
      guard case .text(let word)? = kind.accept(value), let scaling = Scaling.Form(rawValue: word)
      else {
        throw Diagnostic(
          .failure, "scale goes to \(kind.description), not to \(value.description)", at: to.range,
          suggestion: kind.near(value))
      }
      return .data(try data.scaled(to: scaling))
    case (nil, let like?):
      let other = try session.data(like)
      return .data(
        try session.located(like.range) { _ in try data.scaled(like: other) })
    case (nil, nil):
      throw call.failure("scale needs a goal", suggestion: "add: to standard, or like OTHER")
    default:
      throw call.failure("scale takes either to or like, not both")
    }
  }
}
