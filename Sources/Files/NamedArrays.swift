/// What a file holds: arrays by name, in order, and texts by name.
public struct NamedArrays: Sendable, Equatable {
  /// The names, in the order of the file.
  public private(set) var names: [String] = []
  private var arrays: [String: NDArray] = [:]
  /// Text beside the arrays: text members of an npz, `__metadata__` of safetensors. Formats that
  /// have no place for it (npy, csv, idx) leave it out.
  public var texts: [String: String] = [:]

  /// Nothing yet.
  public init() {}

  /// Arrays by name, in this order.
  ///
  /// - Precondition: the names differ.
  public init(_ pairs: [(String, NDArray)], texts: [String: String] = [:]) {
    for (name, array) in pairs {
      precondition(arrays[name] == nil, "two arrays named \(name)")
      self[name] = array
    }
    self.texts = texts
  }

  /// One array without a name, as npy and idx files hold it.
  public init(_ array: NDArray) { self[""] = array }

  /// A new name goes to the end; nil takes the array away.
  public subscript(name: String) -> NDArray? {
    get { arrays[name] }
    set {
      if newValue == nil {
        names.removeAll { $0 == name }
      } else if arrays[name] == nil {
        names.append(name)
      }
      arrays[name] = newValue
    }
  }

  /// The number of arrays.
  public var count: Int { names.count }

  /// The array of a file that holds just one; nil otherwise.
  public var only: NDArray? { names.count == 1 ? arrays[names[0]] : nil }

  /// Names and arrays, in order.
  public var pairs: [(name: String, array: NDArray)] {
    names.compactMap { name in arrays[name].map { (name, $0) } }
  }
}
