// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "devops-assess",
  products: [
    .executable(name: "devops-assess", targets: ["devops-assess"])
  ],
  targets: [
    .target(name: "SourceModel"),
    .target(name: "Syntax", dependencies: ["SourceModel"]),
    .target(name: "Inventory", dependencies: ["SourceModel"]),
    .target(name: "FactModel", dependencies: ["SourceModel"]),
    .target(name: "Catalogue", dependencies: ["SourceModel", "Syntax", "FactModel"]),
    .target(
      name: "FactReading",
      dependencies: ["SourceModel", "Syntax", "Inventory", "FactModel", "Catalogue"]),
    .target(name: "Rubrics", dependencies: ["SourceModel", "Syntax", "FactModel"]),
    .target(name: "Reports", dependencies: ["SourceModel", "FactModel", "Rubrics"]),
    .target(name: "BuiltInRubrics", plugins: ["EmbedRubrics"]),
    .target(
      name: "CommandLineTool",
      dependencies: [
        "SourceModel", "Syntax", "Inventory", "FactModel", "Catalogue", "FactReading", "Rubrics",
        "Reports", "BuiltInRubrics",
      ]),
    .executableTarget(name: "devops-assess", dependencies: ["CommandLineTool"]),
    .executableTarget(name: "syntax-dump", dependencies: ["SourceModel", "Syntax"]),
    .executableTarget(
      name: "embed-rubrics", dependencies: ["SourceModel", "Syntax", "FactModel", "Catalogue"],
      path: "Sources/Plugins/embed-rubrics"),
    .plugin(
      name: "EmbedRubrics", capability: .buildTool(), dependencies: ["embed-rubrics"],
      path: "Sources/Plugins/EmbedRubrics"),
    .target(
      name: "TestSupport",
      dependencies: [
        "SourceModel", "Syntax", "Inventory", "FactModel", "Catalogue", "FactReading", "Rubrics",
        "BuiltInRubrics",
      ],
      path: "Tests/TestSupport"),
    .testTarget(name: "SyntaxTests", dependencies: ["SourceModel", "Syntax", "TestSupport"]),
    .testTarget(name: "InventoryTests", dependencies: ["SourceModel", "Inventory", "TestSupport"]),
    .testTarget(
      name: "FactReadingTests",
      dependencies: [
        "SourceModel", "Syntax", "Inventory", "FactModel", "Catalogue", "FactReading",
        "TestSupport",
      ]),
    .testTarget(
      name: "RubricsTests",
      dependencies: ["SourceModel", "Syntax", "FactModel", "Rubrics", "TestSupport"]),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["SourceModel", "FactModel", "Rubrics", "Reports", "TestSupport"]),
    .testTarget(
      name: "CommandLineToolTests",
      dependencies: [
        "SourceModel", "Syntax", "Inventory", "FactModel", "Catalogue", "FactReading", "Rubrics",
        "BuiltInRubrics", "CommandLineTool", "TestSupport",
      ]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .plugin {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // What waits for nothing stays on the first thread, whose memory grows by larger pieces.
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
