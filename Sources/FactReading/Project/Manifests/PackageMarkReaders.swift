import FactModel
import SourceModel
import Syntax

/// Reads `Project.toml`: an environment, or with a name and an identity a package.
///
/// https://pkgdocs.julialang.org/v1/toml-files/
struct JuliaManifestReader: ManifestReader {
  let names: Set = ["Project.toml"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let root = TOML.parse(file.bytes).documents.first
    let isPackage = root?["name"]?.text != nil && root?["uuid"]?.text != nil
    guard let root, isPackage || root["deps"] != nil else { return FileFacts() }
    var draft = ManifestDraft("julia", file: file)
    draft.manifest.name = root["name"]?.text
    draft.manifest.isPublishable = isPackage
    let lock = LockFiles.find(["Manifest.toml"], in: file.path.folder, context)
    (draft.manifest.lock, draft.manifest.lockPlace) = (
      lock == nil ? .floating : .locked, lock ?? draft.manifest.place
    )
    return draft.facts
  }
}

/// Reads the manifest of a PowerShell module.
///
/// A module stands in a folder of its own below the root.
/// https://learn.microsoft.com/powershell/scripting/developer/module/how-to-write-a-powershell-module-manifest
struct PowerShellManifestReader: ManifestReader {
  let extensions: Set = ["psd1"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    // Settings and texts of other tools have the same form.
    let keys = Set(
      ByteLines(file.bytes).map { line in
        line.text.trimmingSpaces.prefix { $0.isLetter }.lowercased()
      })
    guard keys.contains("moduleversion"), keys.contains("guid") || keys.contains("rootmodule")
    else { return FileFacts() }
    let folder = file.path.folder
    var draft = ManifestDraft(
      "powershell", file: file, folder: folder.depth == 0 ? folder.folder : folder)
    draft.manifest.name = file.path.stem
    draft.manifest.isPublishable = true
    draft.manifest.lock = .noMechanism
    return draft.facts
  }
}

/// Reads the description of a pipe for the pipelines of others.
///
/// https://support.atlassian.com/bitbucket-cloud/docs/write-a-pipe-for-bitbucket-pipelines/
struct BitbucketPipeReader: ManifestReader {
  let names: Set = ["pipe.yml", "pipe.yaml"]

  func facts(in file: SourceFile, context: ReadingContext) -> FileFacts {
    let root = YAML.parse(file.bytes, manner: .tolerant).documents.first
    guard root?["name"]?.text != nil, root?["image"]?.text != nil else { return FileFacts() }
    var draft = ManifestDraft("bitbucket-pipe", file: file)
    draft.manifest.name = root?["name"]?.text
    draft.manifest.managesPackages = false
    draft.manifest.isPublishable = true
    return draft.facts
  }
}
