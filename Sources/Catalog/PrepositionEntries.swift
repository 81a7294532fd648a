extension Preposition {
  /// The prepositions as entries, so that each has a help page.
  public static var entries: [Entry] { allCases.map(\.entry) }

  private var entry: Entry {
    let page = page
    return Entry(
      rawValue, .preposition, summary: summary, usage: page.usage, details: page.details,
      examples: page.examples.map { Example($0) }, searchTerms: page.terms, related: page.related)
  }

  /// The forms of the phrase, what it means, and statements that show it.
  private struct Page {
    var usage: String
    var details: String
    var examples: [String]
    var terms: [String] = []
    var related: [String] = []
  }

  private var page: Page {
    switch self {
    case .on:
      Page(
        usage: "QUANTITY NETWORK on DATA, or train NETWORK on DATA for N epochs",
        details: """
          The data set whose examples go through the network. A run may leave it out: it is then
          asked on the data it was trained on. In `recording`, `on` belongs to the quantity before it,
          so the command's own comes first.
          """,
        examples: [
          "entropy net on seen", "loss fit",
          "train net on seen for 3 epochs recording loss, loss on unseen",
        ], terms: ["data", "evaluate"], related: ["from", "recording", "values"])
    case .from:
      Page(
        usage:
          "load SOURCE from \"PATH\", or select N from DATA, or plot COLUMN … from TABLE, or load workspace from \"PATH\"",
        details: """
          Behind `load` a file or folder in quotes, relative to the script, at a prompt to the current
          folder; behind `select` the data set or table that is chosen from; behind `plot` the table or
          run whose columns are drawn.
          """,
        examples: [
          "select 10 from seen", "plot loss against epoch from fit",
          "save seen to \"seen.npz\"\nmine = load file from \"seen.npz\"",
        ], terms: ["source", "path", "file", "read", "where data comes from"],
        related: ["on", "to", "sources"])
    case .to:
      Page(
        usage:
          "save VALUE to \"FILE\", or plot VALUES to \"FILE.svg\", or scale DATA to unit|standard, or rename NAME to NAME",
        details: """
          Where something goes, a file in quotes whose ending says the format, or what it becomes. An
          existing file is kept unless replace=yes is said; at a prompt you are asked. Files appear
          whole or not at all.
          """,
        examples: [
          "save fit to \"fit.csv\"", "s = scale seen to standard", "history fit to \"fit.ntk\"",
        ], terms: ["path", "file", "write", "output file", "target"],
        related: ["as", "formats", "pictures", "from"])
    case .for:
      Page(
        usage: "train NETWORK on DATA for N epochs, or … for N of M epochs",
        details: """
          How long: an epoch shows every example once. `for 57 of 200 epochs` stops after 57 on the
          recording schedule of 200; interrupted training is saved so. At the beginning of a value,
          `for NAME in LIST { … }` is a loop (`help loops`).
          """,
        examples: [
          "train net on seen for 5 epochs",
          "train net on seen for 5 of 20 epochs recording loss at log 4",
        ], terms: ["epochs", "how long", "duration", "iterations", "steps"],
        related: ["until", "loops", "train"])
    case .using:
      Page(
        usage: "train … using OPTIMISER, or select … using METHOD",
        details: """
          Which optimiser or which method, a word of its table or a name whose value is such a word in
          quotes, as in a loop. Its options follow `with`. Without `using`, training takes `adam` and
          selecting a number of examples takes `random`.
          """,
        examples: [
          "train net on seen for 3 epochs using sgd with rate=0.1",
          "select 5 from seen using rnd with network=net, seed=3",
          "for how in [\"first\", \"random\"] {\n  collect how, trace net on (select 5 from seen using how) as trace\n}",
        ], terms: ["method", "optimiser", "algorithm", "choose"],
        related: ["with", "optimisers", "methods"])
    case .with:
      Page(
        usage: "… with NAME=VALUE, NAME=VALUE, …",
        details: """
          Options by name, in any order, for the command and for what `using` names. A name of a choice
          needs no quotes: loss=mse. Each command's page lists its options with what they take and
          their defaults; Tab offers them. Behind a network they are the network's, in parentheses
          where a command follows: `train (net with seed=8) on …`.
          """,
        examples: [
          "train net on seen for 3 epochs using adam with rate=1e-2, batch=16, loss=mse",
          "entropy net on seen with outputs=all, precision=double", "twin = net with seed=8",
        ], terms: ["options", "option", "parameters", "arguments", "keyword", "named"],
        related: ["using", "network"])
    case .until:
      Page(
        usage: "train … until CONDITION",
        details: """
          Training stops as soon as the condition holds. It may speak of the recorded columns and of
          epoch, and is looked at after each record, so `recording … every 1 epochs` watches closely.
          """,
        examples: [
          "train net on seen for 50 epochs using sgd with rate=0.5 recording loss until loss < 2",
          "train net on seen for 20 epochs recording loss, accuracy on unseen as right until right > 0.9",
        ], terms: ["stop", "early stopping", "converge", "condition", "threshold"],
        related: ["where", "recording", "interrupting"])
    case .where:
      Page(
        usage: "select N|all from DATA where CONDITION",
        details: """
          Only what fulfils the condition. Of a data set it may speak of label, index and target
          (target0, target1 … of several); of a table, of its columns. Conditions compare with < <= > >=
          == != and in, and are joined by and, or, not.
          """,
        examples: [
          "select all from seen where label in [3, 8]",
          "select 5 from seen where not label == 0 and index < 30",
          "t = for n in 1..5 { collect n, n^2 as square }\nselect all from t where square > 8",
        ], terms: ["filter", "condition", "subset", "only", "query"],
        related: ["select", "values", "until"])
    case .recording:
      Page(
        usage:
          "train … recording QUANTITY [on DATA] [as NAME], … [every K epochs|at [0, 1, 10]|at log N]",
        details: """
          What to note while training, each a column of the run. The state before the first step and
          the one after the last are always there; between them every epoch unless a schedule is said:
          `every 10 epochs`, `at` a list of epochs, or `at log 30`, thirty epochs evenly spaced in the
          logarithm. A quantity on other data is the column loss_unseen, or as `as` says. Options of a
          quantity stand with it in parentheses: (entropy with normalised=yes).
          """,
        examples: [
          "log = train net on seen for 20 epochs recording loss, entropy, accuracy on unseen as test at log 5\nlog.test",
          "train net on seen for 6 epochs recording (entropy with normalised=yes) every 3 epochs",
        ],
        terms: [
          "record", "log", "every", "at", "schedule", "callback", "metrics", "monitor", "history",
          "columns",
        ],
        related: ["train", "quantities", "dynamics", "until"])
    case .against:
      Page(
        usage: "plot VALUES against X",
        details: """
          The x axis: a list as long as the plotted ones, or with `from` a column's name. Without it a
          list is drawn over its places and a run over its epochs.
          """,
        examples: [
          "plot fit.loss against fit.epoch", "plot loss against entropy from fit with style=points",
        ], terms: ["x axis", "abscissa", "versus", "vs"], related: ["plot", "by", "from"])
    case .by:
      Page(
        usage: "plot COLUMN against X by COLUMN from TABLE",
        details: """
          One curve for each value of a column, named in the legend. Rows of a curve that share an x
          are averaged with error=std or error=sem.
          """,
        examples: [
          "t = for how in [\"first\", \"random\"], n in [10, 20, 30] {\n  collect how, n, trace net on (select n from seen using how) as trace\n}\nplot trace against n by how from t"
        ], terms: ["group", "legend", "curves", "hue", "compare", "colour"],
        related: ["plot", "loops", "against"])
    case .like:
      Page(
        usage: "scale DATA like DATA",
        details: """
          The same as was done to another data set, with its numbers: test data is scaled by the mean
          and deviation of the training data, so that nothing of it leaks into training.
          """,
        examples: ["s = scale seen to standard\nu = scale unseen like s"],
        terms: ["same", "leak", "test data", "normalise"], related: ["scale", "to", "split"])
    case .as:
      Page(
        usage:
          "save VALUE to \"FILE\" as FORMAT, or collect VALUE as NAME, or … recording QUANTITY as NAME",
        details: """
          The format of a file, where its ending does not say it, or the name of a column. In `collect`
          anything but a name needs one, or takes the quantity's word.
          """,
        examples: [
          "save fit to \"records.txt\" as csv",
          "for n in 1..3 { collect n, n^2 as square }",
          "train net on seen for 2 epochs recording loss on unseen as test",
        ], terms: ["name", "column", "rename", "format", "call"],
        related: ["formats", "collect", "recording"])
    }
  }
}
