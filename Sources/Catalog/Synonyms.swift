/// What other tools call the things that are nameable here. Did-you-mean looks here before it counts
/// letters, since `lr` and `rate` have none in common.
public enum Synonyms {
  /// A word without what only spelling decides: case, `_`, `-` and blanks.
  static func key(_ word: String) -> String {
    String(word.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " })
  }

  /// Whether a word is a near spelling of a name, rather than another word for it.
  public static func isSpelling(_ word: String, of name: String) -> Bool {
    let (a, b) = (Array(key(word).unicodeScalars), Array(key(name).unicodeScalars))
    return alignmentDistance(a, b) <= max(1, a.count / 3)
  }

  /// The candidate that another tool's word stands for, with what else has to be said (`pool max`).
  static func phrase(for key: String, among candidates: [String]) -> String? {
    guard let phrases = meanings[key] else { return nil }
    return phrases.first { phrase in
      candidates.contains(String(phrase.prefix { $0 != " " }))
    }
  }

  /// Words of PyTorch, Keras, JAX, NumPy, R and the papers. The first meaning that could stand there
  /// is the one that is suggested.
  private static let meanings: [String: [String]] = {
    let table: [([String], String)] = [
      (["predict", "forward", "infer", "call"], "outputs"),
      (["evaluate", "score", "acc"], "accuracy"),
      (["fit", "learn", "optimize", "optimise"], "train"),
      (["delete", "del", "remove", "rm", "drop", "unset", "clear"], "forget"),
      (["open", "read", "readcsv", "loadtxt"], "load"),
      (["write", "export", "dump", "store"], "save"),
      (["man", "doc", "docs", "apropos", "usage", "info"], "help"),
      (["ntk", "gram", "grammatrix", "tangentkernel"], "kernel"),
      (
        ["eigenvalues", "eigenvalue", "eigvals", "eigvalsh", "eig", "eigs", "eigh", "eigen"],
        "spectrum"
      ),
      (["vonneumann", "vonneumannentropy", "effectiverank"], "entropy"),
      (["tr"], "trace"), (["cost", "error", "objective"], "loss"),
      (["hist", "draw", "graph", "figure", "chart", "imshow", "scatter"], "plot"),
      (["list", "ls", "whos", "who", "vars", "dir", "view", "inspect", "head", "summary"], "show"),
      (["assert", "check"], "expect"), (["source", "execute", "exec"], "run"),
      (["normalise", "normalize", "standardise", "standardize", "rescale"], "scale"),
      (["sample", "choose", "subset", "filter", "pick"], "select"),
      (["make", "create", "simulate"], "generate"), (["quit", "bye", "logout"], "exit"),
      (["revert"], "undo"), (["mv"], "rename"), (["option", "settings", "config"], "set"),
      // Layers.
      (["linear", "fc", "fullyconnected", "affine", "mlp"], "dense"),
      (["conv1d", "conv2d", "convolution", "convolution2d"], "conv"),
      (["maxpool", "maxpool2d", "maxpooling", "maxpooling2d"], "pool max 2x2"),
      (["avgpool", "avgpool2d", "meanpool", "averagepooling2d"], "pool mean 2x2"),
      (["globalaveragepooling2d", "adaptiveavgpool2d", "globalavgpool"], "pool mean"),
      (["batchnorm", "batchnorm1d", "batchnorm2d", "batchnormalization"], "groupnorm"),
      (["embedding"], "embed"), (["multiheadattention", "selfattention", "mha"], "attention"),
      (["upsample2d", "unpool"], "upsample"), (["view", "unflatten"], "reshape"),
      (["skip", "resblock", "shortcut"], "residual"), (["gcn", "gcnconv"], "graphconv"),
      (["concat", "concatenate", "parallel"], "branch"), (["activation"], "activate"),
      (["swish", "silu"], "gelu"), (["leakyrelu", "elu", "selu", "prelu"], "relu"),
      (["logistic"], "sigmoid"), (["none", "id"], "identity"),
      // Options.
      (["lr", "learningrate", "eta", "stepsize", "alpha"], "rate"),
      (["batchsize", "bs", "minibatch"], "batch"), (["randomstate", "rng", "randomseed"], "seed"),
      (["units", "outfeatures", "nout", "features"], "width"),
      (["filters", "outchannels"], "channels"),
      (["kernelsize", "poolsize", "window"], "size"), (["strides"], "stride"),
      (["act"], "activation"), (["usebias"], "bias"), (["nheads", "numheads"], "heads"),
      (["p", "prob", "probability"], "share"), (["dtype"], "precision"),
      (["model", "net"], "network"), (["initialization", "initialisation", "initializer"], "init"),
      (["lossfn", "criterion"], "loss"), (["overwrite", "force"], "replace"),
      (["logx", "logy", "logscale", "loglog"], "log"), (["labelcolumn", "classes"], "label"),
      (["class", "target", "y"], "label"), (["normed"], "normalised"), (["filename"], "weights"),
      // Choices.
      (["xavier", "xavieruniform", "xaviernormal"], "glorot"),
      (["kaiming", "kaimingnormal"], "he"),
      (["gaussian", "randn"], "normal"), (["float32", "float", "f32", "fp32"], "single"),
      (["float64", "f64", "fp64"], "double"), (["avg", "average"], "mean"),
      (["maximum", "amax"], "max"), (["minimum", "amin"], "min"),
      (["variance", "stdev", "sd"], "std"),
      (["true", "on", "y", "t"], "yes"), (["false", "off", "n", "f"], "no"),
      (["zscore", "standardise", "standardized"], "standard"), (["minmax", "0..1"], "unit"),
      (
        ["nll", "nllloss", "ce", "bce", "categoricalcrossentropy", "crossentropyloss", "logloss"],
        "crossentropy"
      ),
      (["mseloss", "l2", "squared", "meansquarederror", "quadratic"], "mse"),
      (["gd", "gradientdescent"], "sgd"), (["adamw"], "adam"), (["nesterov"], "momentum"),
      (["uniform", "shuffle"], "random"), (["distillation"], "rnd"), (["stratify"], "stratified"),
      (["loglinear", "both"], "xy"), (["line"], "lines"), (["dots", "scatter"], "points"),
      (["fashionmnist"], "fashion"), (["cifar"], "cifar10"), (["csv", "npz", "npy"], "file"),
      (["blobs"], "gaussians"), (["moons", "rings"], "circles"),
      // Functions.
      (["ln", "loge"], "log"), (["len", "length", "shape", "numel"], "size"), (["sorted"], "sort"),
      (["average"], "mean"), (["fabs"], "abs"), (["frobenius"], "norm"),
    ]
    var meanings: [String: [String]] = [:]
    for (words, phrase) in table {
      for word in words { meanings[word, default: []].append(phrase) }
    }
    return meanings
  }()
}
