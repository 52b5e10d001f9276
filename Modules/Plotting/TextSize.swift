/// How much room text takes. Fonts differ, so this is what a wide one takes.
public enum TextSize {
  /// The height of the letters in most text, in the units of the picture.
  public static let standard = 12.0

  /// The width of a line.
  public static func width(of text: String, size: Double = standard) -> Double {
    text.reduce(0) { $0 + share(of: $1) } * size
  }

  /// The text in lines that are no wider, broken at spaces and after plus signs, commas and hyphens.
  ///
  /// A part that is too long is broken anywhere.
  public static func lines(_ text: String, width: Double, size: Double = standard) -> [String] {
    var lines = [""]
    for part in parts(of: text) {
      if Self.width(of: trimmed(lines[lines.count - 1] + part), size: size) > width,
        !lines[lines.count - 1].isEmpty
      {
        lines.append("")
      }
      for character in part {
        let line = lines[lines.count - 1]
        if !line.isEmpty, character != " ", Self.width(of: line + String(character), size: size) > width {
          lines.append("")
        }
        lines[lines.count - 1].append(character)
      }
    }
    return lines.map(trimmed)
  }

  private static func parts(of text: String) -> [String] {
    text.reduce(into: [""]) { parts, character in
      parts[parts.count - 1].append(character)
      if " +,-".contains(character) { parts.append("") }
    }.filter { !$0.isEmpty }
  }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.first == " " { line.removeFirst() }
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  private static func share(of character: Character) -> Double {
    guard character.isASCII else { return character == "\u{2009}" ? 0.2 : 1 }
    return switch character {
    case "i", "j", "l", "I", "'", "|": 0.3
    case " ", ".", ",", ":", ";", "!", "(", ")", "[", "]", "-", "f", "r", "t", "/": 0.39
    case "m", "w", "M", "W", "%", "@": 0.98
    case "A"..."Z": 0.7
    case "+", "<", ">", "=", "~": 0.84
    default: 0.62
    }
  }
}
