import Catalogue
import FactModel
import FactReading
import SourceModel
import Syntax
import TestSupport
import Testing

/// How many tools the catalogue knows by the names of packages: none may get lost.
@Suite struct CataloguePackagesTests {
  /// Tools by what their packages give, and by the ecosystem of the packages.
  private static let table = """
                            npm     pypi    maven       go    cargo rubygems    nuget composer      hex    swift
    metrics                  34       32       24       26        5       23       18       11       10        3
    logs                     21       17       12       13        8       12       15        9        4        1
    traces                   33       30       18       21        5       21       16       11        6        1
    tracks-errors            41       30       20       22        3       22       19       16       10        2
    alerts                    4        3        2        2        0        3        0        0        0        0
    pings                     2        3        1        1        0        5        1        5        1        0
    flags                    24       18       19       15        8       15       13       12        6        3
    offers-health             2        2        6        2        2        2        2        1        1        1
    migrates                  6        3        4        6        3        2        4        2        0        0
    uses-database            13       13       14       11        9        5        9        2        5        2
    tests-load                4        2        2        1        1        1        1        1        0        0
    injects-faults            0        1        1        0        0        0        1        0        0        0
    backs-up                  0        1        0        0        0        1        0        1        0        0
    manages-secrets           4        3        4        3        0        3        3        0        0        0
    discovers-services        3        2        4        2        0        1        3        0        1        0
    measures-coverage         2        3        1        0        0        4        1        2        2        0
    web-analytics            23        8        5        4        0        7        0        2        0        3
    """

  /// An entry that names packages, with what each ecosystem's packages give.
  private struct Entry {
    var given: [String: Set<String>] = [:]
  }

  private static let entries: [Entry] = BuiltInKnowledge.catalogueFiles.flatMap { file in
    YAML.parse(file.bytes, manner: .tolerant).documents.flatMap(\.items).compactMap(entry)
  }

  private static func entry(_ tool: Node) -> Entry? {
    let packages = tool["dependencies"]?.items ?? []
    guard !packages.isEmpty else { return nil }
    return packages.reduce(into: Entry()) { entry, package in
      guard let name = package.text ?? package["on"]?.text else { return }
      let ecosystem = String(name.prefix { $0 != ":" })
      let gives = (package["gives"] ?? tool["gives"])?.texts ?? []
      entry.given[ecosystem, default: []].formUnion(gives)
    }
  }

  @Test func `At least 300 tools are known by the names of packages`() {
    #expect(Self.entries.count >= 300)
  }

  @Test func `Every ecosystem has its tools for every capability`() throws {
    let lines = Self.table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let ecosystems = try #require(lines.first)
    #expect(ecosystems.count == 10)
    for row in lines.dropFirst() {
      let capability = row[0]
      #expect(Capability(rawValue: capability) != nil)
      for (ecosystem, wanted) in zip(ecosystems, row.dropFirst()) {
        let count = Self.entries.count { $0.given[ecosystem]?.contains(capability) == true }
        #expect(count >= Int(wanted) ?? 0, "\(capability) for \(ecosystem)")
      }
    }
  }
}
