/// Comma-separated values, quoted as in RFC 4180; lines end with a line feed.
enum CSV {
  /// A record in a line. What is missing is an empty field.
  static func line(_ fields: [String?]) -> String {
    fields.map { $0.map(quoted) ?? "" }.joined(separator: ",") + "\n"
  }

  private static func quoted(_ field: String) -> String {
    // By scalars: a carriage return and a line feed together are one character.
    let isSpecial = field.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
    return isSpecial ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
  }
}
