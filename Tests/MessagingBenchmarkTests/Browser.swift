import Foundation
import TestSupport

/// A browser without a window.
struct Browser {
  private let program: URL

  /// Found where `Tools/setup --tests` installs it.
  init() throws {
    let folders = ProcessInfo.processInfo.environment["PATH", default: ""].split(separator: ":")
    let candidates =
      folders.flatMap { folder in
        ["chromium", "chromium-browser", "google-chrome"].map { "\(folder)/\($0)" }
      } + [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
      ]
    guard let path = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw Missing()
    }
    program = URL(filePath: path)
  }

  struct Missing: Error, CustomStringConvertible {
    var description: String { "there is no Chromium; ./Tools/setup --tests installs it" }
  }

  /// What a page is after its scripts ran, as HTML.
  func contents(of page: URL, isDark: Bool) throws -> String {
    try run(["--dump-dom", "--virtual-time-budget=5000"], page, isDark: isDark).output
  }

  /// A picture of the top of a page, as PNG.
  func screenshot(of page: URL, width: Int, height: Int, isDark: Bool) throws -> Data {
    let file = page.deletingLastPathComponent().appending(path: "\(UUID().uuidString).png")
    _ = try run(
      ["--hide-scrollbars", "--window-size=\(width),\(height)", "--screenshot=\(file.path())"], page,
      isDark: isDark)
    return try Data(contentsOf: file)
  }

  private func run(_ arguments: [String], _ page: URL, isDark: Bool) throws -> Child.Outcome {
    let profile = page.deletingLastPathComponent().appending(path: "profile-\(UUID().uuidString)")
    let scheme = isDark ? ["--blink-settings=preferredColorScheme=0"] : []
    return try Child(
      program,
      ["--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(profile.path())"] + scheme
        + arguments
        + [page.absoluteString]
    ).finish()
  }
}
