import Foundation
import Testing

/// The tags of a page in order, their attributes' names and what its scripts and styles hold.
struct HTMLOutline {
  /// A page that ends within a tag or an attribute.
  struct Unfinished: Error {}

  private(set) var tags: [String] = []
  private(set) var attributeNames: Set<String> = []
  private(set) var scripts: [String] = []
  /// The values of `id` and of links within the page.
  private(set) var ids: [String] = []
  private(set) var targets: [String] = []

  init(_ page: String) throws {
    var rest = Substring(page)
    while let open = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: open)...]
      if rest.first == "!" {
        rest = rest.drop { $0 != ">" }
        continue
      }
      let name = String(rest.prefix { $0 != " " && $0 != ">" })
      tags.append(name)
      rest = try attributes(rest.dropFirst(name.count))
      if name == "script" || name == "style" {
        let end = try #require(rest.range(of: "</\(name)>"))
        scripts.append(String(rest[..<end.lowerBound]))
        rest = rest[end.lowerBound...]
      }
    }
  }

  private mutating func attributes(_ text: Substring) throws -> Substring {
    var rest = text.drop { $0 == " " }
    while let first = rest.first, first != ">" {
      let name = String(rest.prefix { !" =>".contains($0) })
      attributeNames.insert(name)
      rest = rest.dropFirst(name.count)
      if rest.hasPrefix("=\"") {
        rest = rest.dropFirst(2)
        let value = rest.prefix { $0 != "\"" }
        if name == "id" { ids.append(String(value)) }
        if name == "href" { targets.append(String(value)) }
        rest = rest.dropFirst(value.count + 1)
      }
      rest = rest.drop { $0 == " " }
    }
    guard !rest.isEmpty else { throw Unfinished() }
    return rest.dropFirst()
  }
}
