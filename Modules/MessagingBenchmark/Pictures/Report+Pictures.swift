import Plotting

extension Report {
  /// A picture as a file.
  public struct PictureFile: Sendable {
    /// The file's name, such as `findings.svg`.
    public var name: String
    /// What it shows, in a line.
    public var title: String { drawing.title }
    /// What it holds: SVG that can be read on light and on dark backgrounds, with its title.
    public var contents: String { drawing.standaloneSVG() }

    let drawing: Drawing
    /// The heading of what it shows; `nil` where that is not one section.
    let heading: String?
  }

  /// The pictures of the report, as files.
  ///
  /// - Parameter selection: ``Selection/summary`` leaves out those of each comparison, where there are findings or
  ///   explanations.
  public func pictureFiles(showing selection: Selection = .everything) -> [PictureFile] {
    let galleries = galleries
    let showsAll = selection != .summary || !galleries.contains(where: \.isMain)
    return galleries.filter { showsAll || $0.isMain }.flatMap(\.pictures).map {
      PictureFile(name: "\($0.name).svg", drawing: $0.drawing, heading: $0.heading)
    }
  }

  /// The pictures that there is something to show in.
  var galleries: [Gallery] {
    var galleries =
      [findingGallery, changeGallery, sizeGallery, percentileGallery, explanationGallery] + ratioGalleries
      + [scalingGallery, memoryGallery, selfTestGallery]
    galleries.removeAll { $0.pictures.isEmpty }
    // Names are made from what may come from a file, and could be alike.
    var taken: Set<String> = []
    for gallery in galleries.indices {
      for picture in galleries[gallery].pictures.indices {
        let name = Self.fileName(galleries[gallery].pictures[picture].name)
        var unique = name
        var number = 2
        while !taken.insert(unique).inserted {
          unique = "\(name)-\(number)"
          number += 1
        }
        galleries[gallery].pictures[picture].name = unique
      }
    }
    return galleries
  }

  /// The text with nothing but small letters, digits and hyphens.
  private static func fileName(_ text: String) -> String {
    let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.isEmpty ? "picture" : words.joined(separator: "-")
  }

  /// What decides a transport's color and shape: the same in all pictures.
  func style(ofTransport name: String) -> Int {
    let known = configuration.transports
    if let index = known.firstIndex(of: name) { return index }
    let others = results.flatMap(\.arms).map(\.transport).filter { !known.contains($0) }
    return known.count + Set(others).sorted().firstIndex(of: name, default: 0)
  }
}

extension [String] {
  fileprivate func firstIndex(of name: String, default other: Int) -> Int { firstIndex(of: name) ?? other }
}

extension Axis {
  /// Sizes of messages.
  static func sizes(_ sizes: some Sequence<Int>) -> Axis {
    let sizes = Set(sizes).sorted().map(Double.init)
    return Axis("size of a message", Scale(.binary, over: sizes), values: sizes) { Figures.size(Int($0)) }
  }
}
