@main
struct Tangent {
  static func main() {}
}
