import Glibc
import Synchronization

/// From this size on memory comes straight from the system, on 2 MB boundaries.
private let large = 4 << 20
private let hugePage = 2 << 20
/// From this size on blocks are used again.
private let reusable = 64 << 10

/// Memory for a buffer, 64-byte aligned; zeroed unless `zeroed` is false.
///
/// Blocks from 64 kB up come from those given back before, where one fits: fresh pages cost 0.3 ns a
/// byte, which is more than the sums in a kernel of all outputs do. From 4 MB up fresh ones are mapped
/// on 2 MB boundaries with huge pages advised, which saves most of the page faults (28 ms a fresh
/// 100 MB buffer against 6), and the system's pages are zero already.
func allocate(bytes: Int, zeroed: Bool = true) -> UnsafeMutableRawPointer {
  let size = blockSize(bytes)
  if size >= reusable, let block = SpareBlocks.take(size) {
    if zeroed { memset(block, 0, bytes) }
    return block
  }
  if size >= large, let mapped = map(bytes: size) { return mapped }
  let raw = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
  if zeroed { memset(raw, 0, bytes) }
  return raw
}

/// Gives back what ``allocate(bytes:zeroed:)`` gave for the same number of bytes.
func release(_ raw: UnsafeMutableRawPointer, bytes: Int) {
  let size = blockSize(bytes)
  if size >= reusable && SpareBlocks.keep(raw, size) { return }
  free(raw, size)
}

private func free(_ raw: UnsafeMutableRawPointer, _ size: Int) {
  if size >= large { munmap(raw, size) } else { raw.deallocate() }
}

/// Few different sizes, so that blocks fit again: an eighth of the next power of two is the step.
private func blockSize(_ bytes: Int) -> Int {
  guard bytes >= reusable else { return bytes }
  let step = 1 << max(12, Int.bitWidth - bytes.leadingZeroBitCount - 4)
  return (bytes + step - 1) / step * step
}

/// Blocks given back and not yet used again, the latest last.
private enum SpareBlocks {
  private struct Block: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    let size: Int
  }

  /// What is kept at most, a sixteenth of the memory and no more than 1 GB; a block above half of it
  /// goes back to the system at once.
  private static let limit = min(1 << 30, Memory.physical / 16)
  private static let blocks = Mutex<[Block]>([])

  static func take(_ size: Int) -> UnsafeMutableRawPointer? {
    blocks.withLock { blocks in
      guard let index = blocks.lastIndex(where: { $0.size == size }) else { return nil }
      return blocks.remove(at: index).start
    }
  }

  static func keep(_ start: UnsafeMutableRawPointer, _ size: Int) -> Bool {
    guard size <= limit / 2 else { return false }
    let tooMany = blocks.withLock { blocks in
      blocks.append(Block(start: start, size: size))
      var total = blocks.reduce(0) { $0 + $1.size }
      var count = 0
      while total > limit {
        total -= blocks[count].size
        count += 1
      }
      defer { blocks.removeFirst(count) }
      return Array(blocks[..<count])
    }
    for block in tooMany { free(block.start, block.size) }
    return true
  }
}

/// Maps 2 MB more than asked for and gives the ends back, so that the rest begins on a boundary.
private func map(bytes: Int) -> UnsafeMutableRawPointer? {
  let whole = bytes + hugePage
  guard
    let raw = mmap(
      nil, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0),
    raw != MAP_FAILED
  else {
    preconditionFailure("no memory for \(bytes) bytes: sizes are to be checked before work starts")
  }
  let page = Int(sysconf(Int32(_SC_PAGESIZE)))
  let kept = (bytes + page - 1) / page * page
  let before = (hugePage - Int(bitPattern: raw) % hugePage) % hugePage
  if before > 0 { munmap(raw, before) }
  let start = raw + before
  if hugePage - before > kept - bytes { munmap(start + kept, whole - before - kept) }
  madvise(start, kept, MADV_HUGEPAGE)
  return start
}

/// What the machine has, for plans made before work starts.
public enum Memory {
  /// Bytes of physical memory.
  public static var physical: Int {
    Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
