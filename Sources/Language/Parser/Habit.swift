/// A word of another language that people type from habit, and what to do here.
public struct Habit: Sendable {
  /// One sentence, no full stop.
  public let message: String
  /// What to do instead.
  public let suggestion: String?

  private init(_ message: String, _ suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }

  /// What is to be said to somebody who types this word where it means nothing; nil for words that
  /// are nobody's habit.
  public static func of(_ word: String) -> Habit? {
    switch word {
    case "print", "echo", "disp", "cat", "puts", "printf":
      Habit("there is no “\(word)”: a value by itself is printed", "write the value alone")
    case "if", "elif", "else", "while", "switch", "try":
      Habit(
        "there is no “\(word)”: conditions stand after where, until and expect",
        "loops are for NAME in … { … }")
    case "def", "lambda", "func", "function", "fn", "class":
      Habit("there is no “\(word)”: functions cannot be defined", "a loop repeats statements")
    case "import", "using", "include", "require":
      Habit("there is no “\(word)”: nothing needs to be imported", "help says what there is")
    case "let", "var", "const", "val", "set!":
      Habit("names are bound without “\(word)”", "such as x = 3")
    case "return", "yield":
      Habit("there is no “\(word)”: a loop yields what it collects", "such as collect n, loss")
    case "range", "seq", "arange", "linspace":
      Habit("there is no “\(word)”: a range is written 1..9", "such as for n in 1..9 step 2")
    case "len", "length", "count", "shape", "numel":
      Habit("there is no “\(word)”", "write size(…)")
    case "ln": Habit("there is no “ln”", "log is the natural logarithm")
    case "cos", "tan":
      Habit("there is no “\(word)” among the functions", "help functions lists them")
    case "quit", "q", "wq", "bye", "logout", "stop":
      Habit("there is no “\(word)”", "write exit, or press Ctrl-D on an empty line")
    case "whos", "who", "vars", "dir":
      Habit("there is no “\(word)”", "show lists the values there are")
    case "ls":
      Habit("there is no “ls”: Tangent runs no programs", "show lists the values there are")
    case "cd", "pwd", "rm", "cp", "mkdir", "python", "python3", "pip", "git", "sudo", "bash", "vim":
      Habit("there is no “\(word)”: Tangent runs no programs", "exit leads back to the shell")
    case "clear", "cls": Habit("there is no “\(word)”", "Ctrl-L clears the screen")
    case "man", "info", "apropos", "usage": Habit("there is no “\(word)”", "write help")
    case "is", "be":
      Habit("there is no “\(word)”: a name is bound with =", "a comparison is written ==")
    case "backward", "zero_grad", "optimizer", "optim":
      Habit(
        "there is no “\(word)”: training is one command",
        "such as train net on d for 20 epochs using adam")
    case "timeit": Habit("there is no “timeit”", "time STATEMENT says how long it took")
    case "Sequential", "sequential", "mlp", "MLP", "Module", "Model":
      Habit(
        "a network is written without “\(word)”: its stages are joined with |",
        "such as input 784 | dense 128 relu | dense 10")
    case "softmax", "Softmax", "LogSoftmax", "log_softmax":
      Habit(
        "there is no “\(word)”: a network ends with its outputs before any softmax",
        "leave it out; the loss crossentropy takes the softmax itself")
    case "DataLoader", "dataloader":
      Habit("there is no “\(word)”: training takes a data set", "write train … with batch=32")
    case "True", "true", "TRUE": Habit("true is written yes")
    case "False", "false", "FALSE": Habit("false is written no")
    case "None", "null", "nil", "NULL":
      Habit("there is no “\(word)”: what is not said is left out")
    case "pi", "PI": Habit("there is no “\(word)”", "bind it: pi = 3.141592653589793")
    case "nan", "NaN", "inf", "Inf", "infinity":
      Habit("there is no “\(word)” to be written: numbers are finite")
    default: nil
    }
  }

  /// Whether a word is what people call a module of Python by.
  static func isModule(_ word: String) -> Bool {
    [
      "np", "numpy", "torch", "nn", "F", "optim", "tf", "keras", "jax", "jnp", "plt", "pyplot",
      "matplotlib", "sns", "pd", "pandas", "math", "random", "scipy", "sklearn", "os", "sys",
      "neural_tangents", "nt", "stax", "eqx", "flax", "torchvision", "datasets",
    ].contains(word)
  }
}
