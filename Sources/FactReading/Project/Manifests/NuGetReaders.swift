import FactModel
import SourceModel
import Syntax

/// Reads projects of MSBuild and what they share.
///
/// https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files
/// https://learn.microsoft.com/nuget/consume-packages/central-package-management
struct MSBuildReader: ManifestReader {
  let names: Set = ["Directory.Packages.props", "Directory.Build.props"]
  let extensions: Set = ["csproj", "fsproj", "vbproj"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let (root, faults) = XML.parse(file.bytes)
    var draft = ManifestDraft("nuget", file: file)
    draft.addFaults(faults, in: file)
    guard let root else { return draft.facts }
    let items = root.children("ItemGroup").flatMap(\.children)
    let isShared = names.contains(file.path.name)
    func property(_ name: String) -> String? {
      root.children("PropertyGroup").lazy.compactMap { $0.child(name)?.text }.first
    }
    func isTrue(_ name: String) -> Bool? { property(name).map { $0.lowercased() == "true" } }
    let isTest = isTrue("IsTestProject") ?? false
    let framework = property("TargetFramework") ?? ""
    if framework.hasPrefix("net"), framework.contains(".") {
      draft.addRuntime("dotnet", framework, at: draft.manifest.place)
    }
    draft.dependencies = items.compactMap { item in
      Self.dependency(item, isTest ? .development : .runtime, file)
    }
    if let sdk = root.attribute("Sdk"), sdk.contains(".") {
      let parts = sdk.split(separator: "/")
      draft.dependencies.append(
        Dependency(
          ecosystem: "nuget", name: String(parts.first ?? ""), version: parts[at: 1],
          scope: isTest ? .development : .runtime, place: file.place(root.position)))
    }
    if !isShared {
      let isPackable = isTrue("IsPackable")
      draft.manifest.name = property("PackageId") ?? file.path.stem
      draft.manifest.offersCommands = isTrue("PackAsTool") ?? false
      draft.manifest.isApplication = isPackable == false
      draft.manifest.isPublishable =
        isPackable
        ?? (property("PackageId") != nil || isTrue("GeneratePackageOnBuild") ?? false
          || draft.manifest.offersCommands
          || Self.describesPackage(property))
    } else if draft.dependencies.isEmpty, !items.contains(where: Self.isCentralVersion) {
      return FileFacts()
    }
    let central = items.filter(Self.isCentralVersion).compactMap { item in
      Self.package(item, .runtime, file)
    }
    draft.settleLock(
      lockFile: LockFiles.find(["packages.lock.json"], in: file.path.folder, context),
      counted: draft.dependencies + central, isExact: { NuGetVersion.isFixed($0.version) })
    return draft.facts
  }

  /// Whether the project says what the registry shows of a package, and is no program.
  ///
  /// https://learn.microsoft.com/dotnet/core/project-sdk/msbuild-props#package-properties
  private static func describesPackage(_ property: (String) -> String?) -> Bool {
    let isLibrary = property("OutputType").map { $0.lowercased() == "library" } ?? true
    let shown = [
      "PackageTags", "PackageLicenseExpression", "PackageProjectUrl", "PackageReadmeFile",
      "PackageIcon", "PackageReleaseNotes",
    ]
    return isLibrary && shown.contains { property($0) != nil }
  }

  private static func isCentralVersion(_ item: XMLElement) -> Bool {
    item.localName == "PackageVersion"
  }

  private static func dependency(
    _ item: XMLElement, _ scope: ToolUse.Scope, _ file: SourceFile
  ) -> Dependency? {
    switch item.localName {
    case "PackageReference", "FrameworkReference":
      let assets = item.attribute("PrivateAssets") ?? item.child("PrivateAssets")?.text
      return package(item, assets?.lowercased() == "all" ? .development : scope, file)
    case "GlobalPackageReference": return package(item, .development, file)
    default: return nil
    }
  }

  private static func package(
    _ item: XMLElement, _ scope: ToolUse.Scope, _ file: SourceFile
  ) -> Dependency? {
    guard let name = item.attribute("Include") else { return nil }
    let version =
      item.attribute("Version") ?? item.child("Version")?.text ?? item.attribute("VersionOverride")
    return Dependency(
      ecosystem: "nuget", name: name, version: version, scope: scope,
      place: file.place(item.position))
  }
}

/// Reads `packages.config`.
///
/// https://learn.microsoft.com/nuget/reference/packages-config
struct PackagesConfigReader: ManifestReader {
  let names: Set = ["packages.config"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let (root, faults) = XML.parse(file.bytes)
    var draft = ManifestDraft("nuget", file: file)
    draft.addFaults(faults, in: file)
    draft.dependencies = (root?.children("package") ?? []).compactMap { item in
      guard let name = item.attribute("id") else { return nil }
      let isDevelopment = item.attribute("developmentDependency") == "true"
      return Dependency(
        ecosystem: "nuget", name: name, version: item.attribute("version"),
        scope: isDevelopment ? .development : .runtime, place: file.place(item.position))
    }
    draft.settleLock(lockFile: nil) { NuGetVersion.isFixed($0.version) }
    return draft.facts
  }
}

/// What versions of NuGet look like.
///
/// https://learn.microsoft.com/nuget/concepts/package-versioning
private enum NuGetVersion {
  /// Whether the version is one; a missing one is given centrally.
  static func isFixed(_ version: String?) -> Bool {
    guard let version else { return true }
    return !version.contains("*") && !VersionText.isMovingForJVM(version)
  }
}

extension Array where Element == Substring {
  fileprivate subscript(at index: Int) -> String? {
    indices.contains(index) ? String(self[index]) : nil
  }
}
