/// An element of a picture, with what is in it.
public struct SVGElement: Sendable {
  /// Its name, such as `path`.
  public var name: String
  /// In the order in which they are written.
  public var attributes: [(name: String, value: String)]
  /// What is in it.
  public var children: [Node]

  /// What can be in an element.
  public enum Node: Sendable {
    /// Another element.
    case element(SVGElement)
    /// Text, which is escaped when it is written.
    case text(String)
    /// Text that is written as it is, such as a stylesheet.
    case verbatim(String)
  }

  /// An element.
  public init(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], children: [SVGElement] = []
  ) {
    self.name = name
    self.attributes = attributes.map { (name: $0.key, value: $0.value) }
    self.children = children.map(Node.element)
  }

  /// An element with text in it.
  public init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
    self.init(name, attributes)
    children = [.text(text)]
  }

  /// Adds an element at the end.
  public mutating func append(_ element: SVGElement) { children.append(.element(element)) }

  /// The element as text.
  public var markup: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    output += "<\(name)"
    for attribute in attributes { output += " \(attribute.name)=\"\(Self.escape(attribute.value))\"" }
    guard !children.isEmpty else {
      output += "/>"
      return
    }
    output += ">"
    for child in children {
      switch child {
      case .element(let element): element.write(to: &output)
      case .text(let text): output += Self.escape(text)
      case .verbatim(let text): output += text
      }
    }
    output += "</\(name)>"
  }

  private static func escape(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      // XML has no way to write other control characters.
      case "\0"..<"\t", "\u{B}"..<"\r", "\u{E}"..<" ", "\u{FFFE}"..."\u{FFFF}": output += "\u{FFFD}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}

extension Double {
  /// As a coordinate, to a tenth.
  var coordinate: String {
    let tenths = (self * 10).rounded()
    let whole = Int(tenths / 10)
    let rest = abs(Int(tenths) % 10)
    if rest == 0 { return "\(whole)" }
    return (tenths < 0 ? "-" : "") + "\(abs(whole)).\(rest)"
  }
}
