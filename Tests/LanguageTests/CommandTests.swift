import Catalog
import Testing

@testable import Language

struct CommandTests {
  private static let (net, d, fit) = (name("net"), name("d"), name("fit"))

  static let queries: [(String, Expression)] = [
    ("entropy net on d", query("entropy", net, on: d)), ("entropy net", query("entropy", net)),
    ("entropy (net) on d", query("entropy", net, on: d)),
    ("entropy(net) on d", query("entropy", net, on: d)),
    (
      "entropy fit.network on d[0..9]",
      query(
        "entropy", field(fit, "network"), on: Expression(.index(d, range(number(0), number(9)))))
    ),
    (
      "trace net on seen with outputs=mean",
      command(
        "trace", .value(net), clauses: [.on(name("seen")), .with(("outputs", name("mean")))])
    ),
    (
      "kernel net on a with other=b, layer=2",
      command(
        "kernel", .value(net),
        clauses: [.on(name("a")), .with(("other", name("b")), ("layer", number(2)))])
    ),
    (
      "entropy (net with seed=3) on d",
      query(
        "entropy", network(named("net"), with: [("seed", number(3))]), on: d)
    ),
    (
      "(entropy net on seen) / log(size(seen))",
      binary(
        .over, query("entropy", net, on: name("seen")), call("log", call("size", name("seen"))))
    ),
    ("log(entropy net on d)", call("log", query("entropy", net, on: d))),
    ("[entropy net on d, 3]", list(query("entropy", net, on: d), number(3))),
    ("spectrum (kernel net on d)", query("spectrum", query("kernel", net, on: d))),
    (
      "entropy net on (select 3 from d)",
      query(
        "entropy", net, on: command("select", .value(number(3)), clauses: [.value(.from, d)]))
    ),
  ]

  static let commands: [(String, Expression)] = [
    (
      "generate digits 1200 with seed=1",
      command(
        "generate", .word(Name("digits")), .value(number(1200)),
        clauses: [.with(("seed", number(1)))])
    ),
    ("generate how n", command("generate", .word(Name("how")), .value(name("n")))),
    (
      #"load mnist from "data/mnist" with part=test"#,
      command(
        "load", .word(Name("mnist")),
        clauses: [.value(.from, text("data/mnist")), .with(("part", name("test")))])
    ),
    (
      "split digits 80:20",
      command(
        "split", .value(name("digits")), .value(Expression(.ratio([80, 20]))))
    ),
    (
      "split pool 80:20",
      command("split", .value(name("pool")), .value(Expression(.ratio([80, 20]))))
    ),
    (
      "split loss [1, 2]",
      command(
        "split", .value(name("loss")), .value(list(number(1), number(2))))
    ),
    (
      "scale seen to standard",
      command(
        "scale", .value(name("seen")), clauses: [.value(.to, name("standard"))])
    ),
    (
      "scale unseen like seen",
      command(
        "scale", .value(name("unseen")), clauses: [.value(.like, name("seen"))])
    ),
    (
      "select all from real where label in [3, 8]",
      command(
        "select", .value(name("all")),
        clauses: [
          .value(.from, name("real")),
          .condition(.where, compare(.among, name("label"), list(number(3), number(8)))),
        ])
    ),
    (
      "select n + 1 from d using how with network=net, seed=s",
      command(
        "select", .value(binary(.plus, name("n"), number(1))),
        clauses: [
          .value(.from, d), .value(.using, name("how")),
          .with(("network", net), ("seed", name("s"))),
        ])
    ),
    ("set seed 7", command("set", .word(Name("seed")), .value(number(7)))),
    ("set seed -7", command("set", .word(Name("seed")), .value(negative(number(7))))),
    (
      #"save session to "lab.ntk""#,
      command(
        "save", .value(name("session")), clauses: [.value(.to, text("lab.ntk"))])
    ),
    (
      #"save spectrum net on d to "s.csv" as csv"#,
      command(
        "save", .value(query("spectrum", net, on: d)),
        clauses: [.value(.to, text("s.csv")), .value(.as, name("csv"))])
    ),
    ("show [1, 2]", command("show", .value(list(number(1), number(2))))),
    (
      "show a < 3 and b",
      command(
        "show", .value(Expression(.both(compare(.less, name("a"), number(3)), name("b")))))
    ),
    ("help train", command("help", .words([Name("train")]))),
    ("help for", command("help", .words([Name("for")]))),
    ("?kernel drift", command("help", .words([Name("kernel"), Name("drift")]))),
    ("? with", command("help", .words([Name("with")]))), ("?", name("help")),
    ("history net", command("history", .value(net))),
    (#"history to "h.ntk""#, command("history", clauses: [.value(.to, text("h.ntk"))])),
  ]

  static let operands: [(String, Expression)] = [
    (
      "plot fit.loss, fit.entropy against fit.epoch",
      command(
        "plot", .items([item(field(fit, "loss")), item(field(fit, "entropy"))]),
        clauses: [.value(.against, field(fit, "epoch"))])
    ),
    (
      #"plot spectrum net on a, spectrum fit on b with log=xy to "s.svg""#,
      command(
        "plot",
        .items([
          item(query("spectrum", net, on: name("a"))), item(query("spectrum", fit, on: name("b"))),
        ]),
        clauses: [.with(("log", name("xy"))), .value(.to, text("s.svg"))])
    ),
    (
      "plot (spectrum net on a with precision=double), 2 * x as twice",
      command(
        "plot",
        .items([
          item(
            command(
              "spectrum", .value(net),
              clauses: [.on(name("a")), .with(("precision", name("double")))])),
          item(binary(.times, number(2), name("x")), as: "twice"),
        ]))
    ),
    (
      "plot loss against n by how from sizes with error=std",
      command(
        "plot", .items([item(name("loss"))]),
        clauses: [
          .value(.against, name("n")), .value(.by, name("how")), .value(.from, name("sizes")),
          .with(("error", name("std"))),
        ])
    ),
    (
      "collect how, n, entropy net on d as entropy, loss fit on d as loss",
      command(
        "collect",
        .items([
          item(name("how")), item(name("n")), item(query("entropy", net, on: d), as: "entropy"),
          item(query("loss", fit, on: d), as: "loss"),
        ]))
    ),
    (
      "expect entropy net on core ~ 3.21 +- 0.01",
      command(
        "expect", .value(near(query("entropy", net, on: name("core")), number(3.21), number(0.01))))
    ),
    (
      "expect accuracy fit on d > accuracy net on d and loss fit < 1",
      command(
        "expect",
        .value(
          Expression(
            .both(
              compare(.greater, query("accuracy", fit, on: d), query("accuracy", net, on: d)),
              compare(.less, query("loss", fit), number(1))))))
    ),
    (
      "expect not loss fit on d > 3",
      command(
        "expect", .value(Expression(.not(compare(.greater, query("loss", fit, on: d), number(3))))))
    ),
    ("expect yes", command("expect", .value(Expression(.boolean(true))))),
  ]

  @Test(arguments: queries + commands + operands)
  func tree(source: String, expected: Expression) throws {
    #expect(try parsed(source) == expected)
  }

  /// The parser says which table the word is from.
  @Test func kinds() throws {
    guard case .command(let query) = try parsed("entropy net on d").kind,
      case .command(let command) = try parsed("show net").kind
    else {
      Issue.record("not commands")
      return
    }
    #expect(query.kind == .quantity)
    #expect(command.kind == .command)
    #expect(query[.on] == .value(name("d")))
    #expect(query[.with] == nil)
  }

  /// Clauses are accepted in any order and kept in the order typed.
  @Test func anyOrder() throws {
    guard
      case .command(let command) =
        try parsed("train net until loss < 0.1 with rate=1 for 3 epochs using adam on d").kind
    else {
      Issue.record("not a command")
      return
    }
    #expect(command.clauses.map(\.preposition) == [.until, .with, .for, .using, .on])
  }

  /// A quantity whose entry says nothing is asked of a network, on data, with options.
  @Test func quantitiesNeedNoGrammar() {
    let entry = Entry("drift", .quantity, summary: "", usage: "")
    #expect(entry.callGrammar.operands == [.value])
    #expect(entry.callGrammar.allows(.on))
    #expect(entry.callGrammar.allows(.with))
    #expect(!entry.callGrammar.allows(.to))
  }
}
