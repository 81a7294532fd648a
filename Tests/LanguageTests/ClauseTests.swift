import Testing

@testable import Language

/// What stands after the prepositions.
struct ClauseTests {
  private func clauses(_ source: String) throws -> [Command.Clause] {
    guard case .command(let command) = try parsed(source).kind else { return [] }
    return command.clauses
  }

  private static let (n, d) = (name("n"), name("d"))

  @Test(
    arguments: [
      ("for 200 epochs", .epochs(number(200))), ("for 1 epoch", .epochs(number(1))),
      ("for n epochs", .epochs(n)), ("for 2 * n epochs", .epochs(binary(.times, number(2), n))),
      ("for 57 of 200 epochs", .epochs(number(57), of: number(200))),
      ("for of of epochs epochs", .epochs(name("of"), of: name("epochs"))),
      ("for epochs epochs", .epochs(name("epochs"))),
    ] as [(String, Command.Clause)])
  func epochs(source: String, expected: Command.Clause) throws {
    #expect(try clauses("train net on d \(source)") == [.on(Self.d), expected])
  }

  @Test(
    arguments: [
      ("loss", .recording([recorded("loss")])),
      ("loss, entropy", .recording([recorded("loss"), recorded("entropy")])),
      ("loss every 10 epochs", .recording([recorded("loss")], .every(number(10)))),
      ("loss every epoch", .recording([recorded("loss")], .every(number(1)))),
      ("loss every epoch epochs", .recording([recorded("loss")], .every(name("epoch")))),
      (
        "loss every n + 1 epochs",
        .recording([recorded("loss")], .every(binary(.plus, n, number(1))))
      ),
      (
        "loss at [0, 1, 10]",
        .recording([recorded("loss")], .at(list(number(0), number(1), number(10))))
      ),
      (
        "loss at 0..9 step 3",
        .recording([recorded("loss")], .at(range(number(0), number(9), step: number(3))))
      ),
      ("loss at when", .recording([recorded("loss")], .at(name("when")))),
      ("loss at log 30", .recording([recorded("loss")], .logarithmic(number(30)))),
      ("loss at log(30)", .recording([recorded("loss")], .logarithmic(number(30)))),
      ("loss at (log(30))", .recording([recorded("loss")], .at(call("log", number(30))))),
      ("loss at log", .recording([recorded("loss")], .at(name("log")))),
      (
        "loss on unseen as test, entropy",
        .recording([
          recorded("loss", on: name("unseen"), as: "test"), recorded("entropy"),
        ])
      ),
      (
        "(entropy with outputs=all, layer=2) as e",
        .recording([
          recorded("entropy", [("outputs", name("all")), ("layer", number(2))], as: "e")
        ])
      ),
      (
        "(loss on a with batch=2 as b), (loss)",
        .recording([
          recorded("loss", on: name("a"), [("batch", number(2))], as: "b"), recorded("loss"),
        ])
      ),
      (
        "at, (every) every 2 epochs",
        .recording([recorded("at"), recorded("every")], .every(number(2)))
      ),
    ] as [(String, Command.Clause)])
  func recording(source: String, expected: Command.Clause) throws {
    let all = try clauses("train net on d recording \(source) for 3 epochs")
    #expect(all == [.on(Self.d), expected, .epochs(number(3))])
  }

  @Test(
    arguments: [
      ("with a=1", .with(("a", number(1)))),
      (
        "with a=1, b=-2, c=no",
        .with(
          ("a", number(1)), ("b", negative(number(2))), ("c", Expression(.boolean(false))))
      ),
      (
        "with a = [1, 2], b=1..3",
        .with(
          ("a", list(number(1), number(2))), ("b", range(number(1), number(3))))
      ),
      (
        "with network=(dense 3 | relu), seed=n + 1",
        .with(
          ("network", network(layer("dense", .number(3)), layer("relu"))),
          ("seed", binary(.plus, n, number(1))))
      ),
      ("with a=(entropy net on d)", .with(("a", query("entropy", name("net"), on: d)))),
      (
        "where label == 3 or label > n",
        .condition(
          .where,
          Expression(
            .either(compare(.equal, name("label"), number(3)), compare(.greater, name("label"), n)))
        )
      ),
      ("where not wrong", .condition(.where, Expression(.not(name("wrong"))))),
      ("using how", .value(.using, name("how"))),
    ] as [(String, Command.Clause)])
  func phrases(source: String, expected: Command.Clause) throws {
    #expect(try clauses("select 3 from d \(source)") == [.value(.from, Self.d), expected])
  }

  /// `on` takes a single value, so that an operator after it is noticed.
  @Test func onTakesASingleValue() throws {
    let value = try clauses("train net on (a + b)[0].x for 3 epochs")[0]
    let sum = binary(.plus, name("a"), name("b"))
    #expect(value == .on(field(Expression(.index(sum, number(0))), "x")))
  }

  /// In a list the comma after an option's value ends the command unless an option follows.
  @Test func optionsInLists() throws {
    let seeded = network(named("net"), with: [("seed", number(1)), ("init", name("he"))])
    #expect(
      try parsed("[net with seed=1, init=he, x == 3]")
        == list(seeded, compare(.equal, name("x"), number(3))))
  }
}
