import Testing

@testable import Language

@Test func scratch() throws {
  let text = """
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
  do {
    let program = try Parser(TestVocabulary.vocabulary).parse(text)
    print(program.statements.count)
  } catch { print(error) }
}
