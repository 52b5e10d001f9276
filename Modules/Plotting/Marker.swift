/// The shape of a point, so that it can be told from others without color.
public enum Marker: Int, CaseIterable, Hashable, Sendable {
  /// A filled circle.
  case circle
  /// A filled square.
  case square
  /// A filled triangle that points up.
  case up
  /// A filled square that stands on a corner.
  case diamond
  /// A cross.
  case cross
  /// A circle that is not filled.
  case ring
  /// A filled triangle that points to the left.
  case left
  /// A filled triangle that points to the right.
  case right
  /// A short line.
  case dash

  /// That of a series: those that come one after the other look different.
  public static func ofSeries(_ index: Int) -> Marker {
    let markers: [Marker] = [.circle, .square, .up, .diamond, .ring, .cross]
    return markers[index % markers.count]
  }

  /// The shape around a point.
  func element(x: Double, y: Double, radius r: Double = 4, title: String? = nil) -> SVGElement {
    func path(_ commands: String, _ kind: String = "m") -> SVGElement {
      SVGElement("path", ["class": kind, "d": "M\(x.coordinate),\(y.coordinate)\(commands)"])
    }
    func text(_ factor: Double) -> String { (r * factor).coordinate }
    var element =
      switch self {
      case .circle:
        SVGElement(
          "circle", ["class": "m", "cx": x.coordinate, "cy": y.coordinate, "r": r.coordinate])
      case .ring:
        SVGElement(
          "circle", ["class": "m o", "cx": x.coordinate, "cy": y.coordinate, "r": (r - 0.5).coordinate])
      case .square: path("m\(text(-0.9)),\(text(-0.9))h\(text(1.8))v\(text(1.8))h\(text(-1.8))z")
      case .diamond:
        path(
          "m0,\(text(-1.25))l\(text(1.25)),\(text(1.25))l\(text(-1.25)),\(text(1.25))l\(text(-1.25)),\(text(-1.25))z"
        )
      case .up: path("m0,\(text(-1.2))l\(text(1.2)),\(text(2.1))h\(text(-2.4))z")
      case .left: path("m\(text(-1.2)),0l\(text(2.1)),\(text(-1.2))v\(text(2.4))z")
      case .right: path("m\(text(1.2)),0l\(text(-2.1)),\(text(-1.2))v\(text(2.4))z")
      case .cross:
        path(
          "m\(text(-0.9)),\(text(-0.9))l\(text(1.8)),\(text(1.8))m0,\(text(-1.8))l\(text(-1.8)),\(text(1.8))",
          "m o")
      case .dash: path("m\(text(-1)),0h\(text(2))", "m o")
      }
    if let title { element.append(SVGElement("title", text: title)) }
    return element
  }
}
