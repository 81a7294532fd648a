import Glibc

/// A colour of a screen.
struct Colour: Equatable {
  let red: UInt8
  let green: UInt8
  let blue: UInt8
  /// What stands for it where there are 256 colours; nil for the nearest one.
  private var substitute: Int?

  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Shares of full light, held between 0 and 1.
  init(red: Double, green: Double, blue: Double) {
    func byte(_ share: Double) -> UInt8 { UInt8((min(max(share, 0), 1) * 255).rounded()) }
    self.init(byte(red), byte(green), byte(blue))
  }

  private init(code: UInt32) {
    self.init(UInt8(code >> 16 & 255), UInt8(code >> 8 & 255), UInt8(code & 255))
  }

  /// Black at 0, white at 1.
  static func grey(_ share: Double) -> Colour { Colour(red: share, green: share, blue: share) }

  /// What is not a number, in every picture.
  static let undefined = Colour(code: 0xD5_4E_4E)

  /// Smith and van der Walt's viridis, 16 of its colours: equal steps look equal, also in grey and to
  /// colour-blind readers.
  static let viridis = [
    0x44_01_54, 0x48_1A_6C, 0x47_2F_7D, 0x41_44_87, 0x39_56_8C, 0x31_68_8E, 0x2A_78_8E, 0x23_88_8E,
    0x1F_98_8B, 0x22_A8_84, 0x35_B7_79, 0x54_C5_68, 0x7A_D1_51, 0xA5_DB_36, 0xD2_E2_1B, 0xFD_E7_25,
  ].map { Colour(code: $0) }

  /// The colour of a share from 0 to 1, dark to light.
  static func viridis(_ share: Double) -> Colour {
    let place = min(max(share, 0), 1) * Double(viridis.count - 1)
    let below = min(Int(place), viridis.count - 2)
    let (a, b, rest) = (viridis[below], viridis[below + 1], place - Double(below))
    func mixed(_ a: UInt8, _ b: UInt8) -> Double {
      (Double(a) * (1 - rest) + Double(b) * rest) / 255
    }
    var colour = Colour(
      red: mixed(a.red, b.red), green: mixed(a.green, b.green), blue: mixed(a.blue, b.blue))
    colour.substitute = few[Int((min(max(share, 0), 1) * Double(few.count - 1)).rounded())]
    return colour
  }

  /// Of xterm's 256 colours some that follow viridis and grow lighter step by step; the nearest ones
  /// would not.
  private static let few = [53, 54, 55, 24, 30, 36, 71, 77, 113, 149, 184, 226]

  /// `#440154`
  var code: String {
    let digits = Array("0123456789abcdef")
    return [red, green, blue].reduce(into: "#") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }

  /// Whether dark text is read better on it than light text (luminance, Rec. 601).
  var isLight: Bool { 299 * Int(red) + 587 * Int(green) + 114 * Int(blue) > 128_000 }

  /// The nearest of xterm's 256 colours: of its 6 x 6 x 6 cube and its 24 greys.
  var xterm: Int {
    if let substitute { return substitute }
    let levels = [0, 95, 135, 175, 215, 255]
    func nearest(_ byte: UInt8) -> Int {
      levels.indices.min { abs(levels[$0] - Int(byte)) < abs(levels[$1] - Int(byte)) } ?? 0
    }
    let cube = (nearest(red), nearest(green), nearest(blue))
    let mean = (Int(red) + Int(green) + Int(blue)) / 3
    let grey = min(max((mean - 3) / 10, 0), 23)
    func distance(_ r: Int, _ g: Int, _ b: Int) -> Int {
      let (x, y, z) = (r - Int(red), g - Int(green), b - Int(blue))
      return x * x + y * y + z * z
    }
    let light = 8 + 10 * grey
    return distance(light, light, light)
      < distance(levels[cube.0], levels[cube.1], levels[cube.2])
      ? 232 + grey : 16 + 36 * cube.0 + 6 * cube.1 + cube.2
  }
}

/// What a picture of characters is made with.
struct Ink: Equatable {
  /// ASCII only.
  var ascii: Bool
  /// By ANSI escapes; shades otherwise.
  var colour: Bool
  /// 16 million colours; 256 otherwise.
  var fullColour: Bool

  /// How many pixels stand above each other in a line: two where half a block can be coloured.
  var pixelsPerLine: Int { colour && !ascii ? 2 : 1 }

  /// A character for a share from 0 to 1.
  func shade(_ share: Double) -> Character {
    let shades: [Character] = ascii ? Array(" .:-=+*#%@") : Array(" ░▒▓█")
    let last = Double(shades.count - 1)
    return shades[Int((min(max(share, 0), 1) * last).rounded())]
  }

  func foreground(_ colour: Colour) -> String { escape(38, colour) }
  func background(_ colour: Colour) -> String { escape(48, colour) }

  static let plain = "\u{1B}[0m"

  private func escape(_ ground: Int, _ colour: Colour) -> String {
    fullColour
      ? "\u{1B}[\(ground);2;\(colour.red);\(colour.green);\(colour.blue)m"
      : "\u{1B}[\(ground);5;\(colour.xterm)m"
  }
}
