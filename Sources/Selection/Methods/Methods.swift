/// The table of selection methods: one file in this folder and one line here each.
public enum Methods {
  /// One line each.
  public static let all: [any Method.Type] = [
    All.self,
    First.self,
    Random.self,
    Stratified.self,
    RND.self,
  ]

  /// The method a user names, or nil.
  public static func named(_ name: String) -> (any Method.Type)? {
    all.first { $0.entry.name == name }
  }
}
