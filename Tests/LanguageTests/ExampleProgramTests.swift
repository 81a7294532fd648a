import Testing

@testable import Language

/// The design's example program, whole, against its tree.
struct ExampleProgramTests {
  static let source = """
    digits = generate digits 1200 with seed=1            # built-in handwriting-like digits, 28x28x1
    real   = load mnist from "data/mnist" with part=test # IDX files, plain or .gz
    seen, unseen = split digits 80:20 with seed=1
    seen   = scale seen to standard
    unseen = scale unseen like seen
    pair   = select all from real where label in [3, 8]

    net  = input 28x28x1 | flatten | dense 128 relu | dense 128 relu | dense 10 with seed=7
    cnn  = input 28x28x1 | conv 16 3x3 relu | pool max 2x2 | conv 32 3x3 relu | pool mean 2x2 | flatten | dense 10
    body = dense 128 relu | dense 128 relu               # a fragment; reuse: input 784 | body | dense 10
    twin = net with seed=8                               # same architecture, another draw
    given = net with weights="net.safetensors"           # or .npz; shapes must agree
    mine  = load file from "x.npy" with labels="y.npy"   # or one .npz, or .csv with label=rings

    entropy net on seen
    trace net on seen with outputs=mean
    lambda = spectrum net on seen
    (entropy net on seen) / log(size(seen))

    core = select 64 from seen using rnd with network=net, seed=3
    base = select 64 from seen using random with seed=3
    fit  = train net on core for 200 epochs using adam with rate=1e-3, loss=crossentropy, batch=32
           recording loss, entropy, trace, loss on unseen, accuracy on unseen every 10 epochs
    accuracy fit on unseen
    plot fit.loss, fit.entropy against fit.epoch
    plot spectrum net on core, spectrum fit on core with log=xy to "spectrum.svg"

    sizes = for how in ["rnd", "random"], n in [16, 32, 64], s in 1..5 {
      chosen = select n from seen using how with network=net, seed=s
      fit    = train (net with seed=s) on chosen for 200 epochs using adam with rate=1e-3
      collect how, n, s, entropy net on chosen as entropy, loss fit on unseen as loss
    }
    plot loss against n by how from sizes with error=std

    expect entropy net on core ~ 3.21 +- 0.01
    save sizes to "sizes.csv"
    save session to "lab.ntk"
    """

  private static let (net, fit, seen, unseen) = (
    name("net"), name("fit"), name("seen"), name("unseen")
  )
  private static let (core, n, s) = (name("core"), name("n"), name("s"))

  private static let dense128 = layer("dense", .number(128), .word("relu"))

  static let data: [Statement] = [
    bind(
      "digits",
      to: command(
        "generate", .word(Name("digits")), .value(number(1200)),
        clauses: [.with(("seed", number(1)))])),
    bind(
      "real",
      to: command(
        "load", .word(Name("mnist")),
        clauses: [.value(.from, text("data/mnist")), .with(("part", name("test")))])),
    bind(
      "seen", "unseen",
      to: command(
        "split", .value(name("digits")), .value(Expression(.ratio([80, 20]))),
        clauses: [.with(("seed", number(1)))])),
    bind("seen", to: command("scale", .value(seen), clauses: [.value(.to, name("standard"))])),
    bind("unseen", to: command("scale", .value(unseen), clauses: [.value(.like, seen)])),
    bind(
      "pair",
      to: command(
        "select", .value(name("all")),
        clauses: [
          .value(.from, name("real")),
          .condition(.where, compare(.among, name("label"), list(number(3), number(8)))),
        ])),
  ]

  static let networks: [Statement] = [
    bind(
      "net",
      to: network(
        layer("input", .size(28, 28, 1)), layer("flatten"), dense128, dense128,
        layer("dense", .number(10)), with: [("seed", number(7))])),
    bind(
      "cnn",
      to: network(
        layer("input", .size(28, 28, 1)),
        layer("conv", .number(16), .size(3, 3), .word("relu")),
        layer("pool", .word("max"), .size(2, 2)),
        layer("conv", .number(32), .size(3, 3), .word("relu")),
        layer("pool", .word("mean"), .size(2, 2)), layer("flatten"),
        layer("dense", .number(10)))),
    bind("body", to: network(dense128, dense128)),
    bind("twin", to: network(named("net"), with: [("seed", number(8))])),
    bind("given", to: network(named("net"), with: [("weights", text("net.safetensors"))])),
    bind(
      "mine",
      to: command(
        "load", .word(Name("file")),
        clauses: [.value(.from, text("x.npy")), .with(("labels", text("y.npy")))])),
  ]

  static let questions: [Statement] = [
    bind(to: query("entropy", net, on: seen)),
    bind(
      to: command("trace", .value(net), clauses: [.on(seen), .with(("outputs", name("mean")))])),
    bind("lambda", to: query("spectrum", net, on: seen)),
    bind(to: binary(.over, query("entropy", net, on: seen), call("log", call("size", seen)))),
    bind(
      "core",
      to: command(
        "select", .value(number(64)),
        clauses: [
          .value(.from, seen), .value(.using, name("rnd")),
          .with(("network", net), ("seed", number(3))),
        ])),
    bind(
      "base",
      to: command(
        "select", .value(number(64)),
        clauses: [
          .value(.from, seen), .value(.using, name("random")), .with(("seed", number(3))),
        ])),
    bind(
      "fit",
      to: command(
        "train", .value(net),
        clauses: [
          .on(core), .epochs(number(200)), .value(.using, name("adam")),
          .with(
            ("rate", number(1e-3)), ("loss", name("crossentropy")), ("batch", number(32))),
          .recording(
            [
              recorded("loss"), recorded("entropy"), recorded("trace"),
              recorded("loss", on: unseen), recorded("accuracy", on: unseen),
            ], .every(number(10))),
        ])),
    bind(to: query("accuracy", fit, on: unseen)),
    bind(
      to: command(
        "plot", .items([item(field(fit, "loss")), item(field(fit, "entropy"))]),
        clauses: [.value(.against, field(fit, "epoch"))])),
    bind(
      to: command(
        "plot",
        .items([
          item(query("spectrum", net, on: core)), item(query("spectrum", fit, on: core)),
        ]),
        clauses: [.with(("log", name("xy"))), .value(.to, text("spectrum.svg"))])),
  ]

  static let sweep: [Statement] = [
    bind(
      "sizes",
      to: Expression(
        .loop(
          Loop(
            [
              Loop.Variable(Name("how"), in: list(text("rnd"), text("random"))),
              Loop.Variable(Name("n"), in: list(number(16), number(32), number(64))),
              Loop.Variable(Name("s"), in: range(number(1), number(5))),
            ], body: body)))),
    bind(
      to: command(
        "plot", .items([item(name("loss"))]),
        clauses: [
          .value(.against, n), .value(.by, name("how")), .value(.from, name("sizes")),
          .with(("error", name("std"))),
        ])),
    bind(
      to: command(
        "expect", .value(near(query("entropy", net, on: core), number(3.21), number(0.01))))),
    bind(to: command("save", .value(name("sizes")), clauses: [.value(.to, text("sizes.csv"))])),
    bind(to: command("save", .value(name("session")), clauses: [.value(.to, text("lab.ntk"))])),
  ]

  private static let body = Program([
    bind(
      "chosen",
      to: command(
        "select", .value(n),
        clauses: [
          .value(.from, seen), .value(.using, name("how")), .with(("network", net), ("seed", s)),
        ])),
    bind(
      "fit",
      to: command(
        "train", .value(network(named("net"), with: [("seed", s)])),
        clauses: [
          .on(name("chosen")), .epochs(number(200)), .value(.using, name("adam")),
          .with(("rate", number(1e-3))),
        ])),
    bind(
      to: command(
        "collect",
        .items([
          item(name("how")), item(n), item(s),
          item(query("entropy", net, on: name("chosen")), as: "entropy"),
          item(query("loss", fit, on: unseen), as: "loss"),
        ]))),
  ])

  @Test func tree() throws {
    let program = try Parser(TestVocabulary.vocabulary).parse(Self.source)
    let expected = Self.data + Self.networks + Self.questions + Self.sweep
    #expect(program.statements.count == expected.count)
    for (made, wanted) in zip(program.statements, expected) {
      // The comments of the lines are compared in their own test.
      var made = made
      made.comments = []
      #expect(made == wanted)
    }
    #expect(program.closing.isEmpty)
  }

  @Test func comments() throws {
    let program = try Parser(TestVocabulary.vocabulary).parse(Self.source)
    #expect(program.statements[0].comments == ["built-in handwriting-like digits, 28x28x1"])
    #expect(program.statements[11].comments == ["or one .npz, or .csv with label=rings"])
    #expect(program.statements.filter { !$0.comments.isEmpty }.count == 6)
  }
}
