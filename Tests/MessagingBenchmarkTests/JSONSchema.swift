import Foundation

@testable import MessagingBenchmark

/// Any JSON value.
indirect enum JSON: Decodable, Hashable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  var typeNames: Set<String> {
    switch self {
    case .null: ["null"]
    case .boolean: ["boolean"]
    case .number(let value): value == value.rounded() ? ["number", "integer"] : ["number"]
    case .string: ["string"]
    case .array: ["array"]
    case .object: ["object"]
    }
  }
}

/// Checks values against the part of JSON Schema that the schema in `Docs` uses. A keyword that is not known here is
/// reported, so that none is skipped.
struct JSONSchema {
  private let root: JSON

  init(_ data: Data) throws { root = try JSONDecoder().decode(JSON.self, from: data) }

  /// What is wrong with the value; empty when it is valid.
  func problems(with value: JSON) -> [String] { problems(with: value, schema: root, at: "$") }

  private func problems(with value: JSON, schema: JSON, at path: String) -> [String] {
    guard case .object(let keywords) = schema else { return ["\(path): a schema is an object"] }
    return keywords.sorted { $0.key < $1.key }.flatMap { keyword, argument -> [String] in
      problem(with: value, keyword, argument, siblings: keywords, at: path)
    }
  }

  private func problem(
    with value: JSON, _ keyword: String, _ argument: JSON, siblings: [String: JSON], at path: String
  ) -> [String] {
    func require(_ condition: Bool) -> [String] {
      condition ? [] : ["\(path): \(value) is not as \(keyword) \(argument) asks"]
    }
    switch (keyword, argument, value) {
    case ("$schema", _, _), ("title", _, _), ("description", _, _), ("$defs", _, _): return []
    case ("$ref", .string(let reference), _):
      let name = reference.replacingOccurrences(of: "#/$defs/", with: "")
      guard let target = root["$defs"]?[name] else { return ["\(path): there is no \(reference)"] }
      return problems(with: value, schema: target, at: path)
    case ("type", .string(let name), _): return require(value.typeNames.contains(name))
    case ("const", _, _): return require(value == argument)
    case ("enum", .array(let values), _): return require(values.contains(value))
    case ("minimum", .number(let least), .number(let number)): return require(number >= least)
    case ("minLength", .number(let least), .string(let text)):
      return require(Double(text.unicodeScalars.count) >= least)
    case ("minItems", .number(let least), .array(let items)):
      return require(Double(items.count) >= least)
    case ("minimum", _, _), ("minLength", _, _), ("minItems", _, _): return []
    case ("items", _, .array(let items)):
      return items.enumerated().flatMap {
        problems(with: $1, schema: argument, at: "\(path)[\($0)]")
      }
    case ("required", .array(let names), .object(let members)):
      return names.flatMap { name -> [String] in
        guard case .string(let name) = name, members[name] == nil else { return [] }
        return ["\(path): \(name) is missing"]
      }
    case ("properties", .object(let properties), .object(let members)):
      return properties.sorted { $0.key < $1.key }.flatMap { name, schema in
        members[name].map { problems(with: $0, schema: schema, at: "\(path).\(name)") } ?? []
      }
    case ("additionalProperties", _, .object(let members)):
      let known = siblings["properties"]
      return members.filter { known?[$0.key] == nil }.sorted { $0.key < $1.key }.flatMap { name, member in
        argument == .boolean(false)
          ? ["\(path): \(name) is not in the schema"]
          : problems(with: member, schema: argument, at: "\(path).\(name)")
      }
    case ("items", _, _), ("required", _, _), ("properties", _, _), ("additionalProperties", _, _): return []
    default: return ["\(path): the keyword \(keyword) is not known"]
    }
  }
}

/// The schema of reports.
extension JSONSchema {
  static func ofReports() throws -> JSONSchema {
    let path = "../../Docs/msgbench.schema.json"
    return try JSONSchema(
      Data(contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: path)))
  }

  /// What is wrong with a report; empty when it is as the schema says.
  static func problems(with report: Report) throws -> [String] {
    try ofReports().problems(with: JSONDecoder().decode(JSON.self, from: report.json()))
  }
}
