import Glibc

/// Another program, run to its end. (Foundation's `Process` would cost every start of this one the
/// loading of Foundation.)
struct ChildProcess {
  /// What a program gave.
  struct Result {
    let output: [UInt8]
    let errors: String
    /// The exit status; 128 and more when a signal ended it.
    let status: Int32
  }

  /// A program that could not be run, with the system's reason.
  struct Failure: Error {
    let reason: String
    init() { reason = String(cString: strerror(errno)) }
  }

  let path: String
  let arguments: [String]
  /// Variables set besides those of this process.
  let variables: [String: String]

  /// Seconds after which it is stopped, whatever it does.
  var patience = 60

  /// Runs it with `input` as its standard input.
  func run(_ input: String) throws(Failure) -> Result {
    // Files that have no name any more, rather than pipes: none of them can fill up and stop it.
    let (stdin, stderr) = (try Self.unnamedFile(), try Self.unnamedFile())
    defer {
      close(stdin)
      close(stderr)
    }
    try Self.write(Array(input.utf8), to: stdin)
    lseek(stdin, 0, SEEK_SET)
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Failure() }
    defer { close(ends[0]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }

    let child: pid_t
    do {
      defer { close(ends[1]) }
      child = try spawn(stdin: stdin, stdout: ends[1], stderr: stderr)
    }
    let output = Self.read(ends[0], of: child, within: .seconds(patience))
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    lseek(stderr, 0, SEEK_SET)
    return Result(
      output: output, errors: String(decoding: Self.read(stderr), as: UTF8.self),
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F)
  }

  private func spawn(stdin: Int32, stdout: Int32, stderr: Int32) throws(Failure) -> pid_t {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for (from, to) in [(stdin, STDIN_FILENO), (stdout, STDOUT_FILENO), (stderr, STDERR_FILENO)] {
      posix_spawn_file_actions_adddup2(&files, from, to)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own does not hear the Ctrl-C that is meant for this process, and the signals
    // that this one ignores must not be lost on the other.
    var (none, pipes) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&pipes)
    sigaddset(&pipes, SIGPIPE)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &pipes)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] =
      Self.environment(variables).map { strdup($0) } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var child: pid_t = 0
    errno = posix_spawn(&child, path, &files, &attributes, &argv, &envp)
    guard errno == 0 else { throw Failure() }
    return child
  }

  private static func environment(_ added: [String: String]) -> [String] {
    var lines: [String] = []
    var place = environ
    while let line = place.pointee {
      lines.append(String(cString: line))
      place += 1
    }
    let kept = lines.filter { line in !added.keys.contains { line.hasPrefix("\($0)=") } }
    return kept + added.map { "\($0)=\($1)" }
  }

  private static func unnamedFile() throws(Failure) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(folder)/tangent-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw Failure() }
    unlink(name)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  private static func write(_ bytes: [UInt8], to file: Int32) throws(Failure) {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        Glibc.write(file, raw.baseAddress.map { $0 + start }, raw.count - start)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure() }
      start += count
    }
  }

  /// What a program writes up to its end; one that does not come to it in time is killed.
  private static func read(_ pipe: Int32, of child: pid_t, within time: Duration) -> [UInt8] {
    let deadline = ContinuousClock.now + time
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var input = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      let left = max(0, (deadline - .now) / .milliseconds(1))
      let ready = poll(&input, 1, Int32(min(left.rounded(.up), 1e6)))
      if ready < 0, errno == EINTR { continue }
      if ready <= 0 {
        kill(child, SIGKILL)
        return bytes
      }
      let count = Glibc.read(pipe, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  private static func read(_ file: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }
}
