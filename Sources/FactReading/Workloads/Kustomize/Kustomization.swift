package import FactModel
import SourceModel

/// What a kustomization builds from and what it changes, kept until all files are read.
///
/// https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
package struct Kustomization: Hashable, Sendable {
  /// The file.
  var path: RelativePath
  /// The folder that it is the kustomization of.
  var folder: RelativePath
  /// Manifests, and the folders of other kustomizations.
  var resources: [RelativePath]
  /// The folders of components, which change what stands here.
  var components: [RelativePath]
  /// Files of patches.
  var patches: [RelativePath]
  /// What it puts in the place of images.
  package var images: [ImageOverride]
}

extension Kustomization {
  /// How many files and folders it names.
  var fileCount: Int { resources.count + components.count + patches.count }

  /// Leaves out what is over a number of images and of files.
  mutating func keep(images most: Int, files: Int) {
    images.keep(first: most)
    resources.keep(first: files)
    components.keep(first: files - resources.count)
    patches.keep(first: files - resources.count - components.count)
  }

  /// What an object of a controller puts over the kustomization of a folder.
  init(path: RelativePath, over folder: RelativePath, images: [ImageOverride]) {
    self.init(
      path: path, folder: RelativePath("\(path.text)#\(folder.text)"), resources: [folder],
      components: [], patches: [], images: images)
  }
}

/// The entry of an image that a kustomization, or a command for it, puts over those of manifests.
///
/// https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/
package struct ImageOverride: Hashable, Sendable {
  /// The image in the manifests.
  var name: String
  /// Another repository.
  var repository: String?
  /// What the tag or digest makes of it; `nil` where only the repository changes.
  package var version: ImageReference?

  /// Reads an entry of one word: `shop=ghcr.io/acme/shop:1.4.2`, `ghcr.io/acme/shop:1.4.2`,
  /// `shop=*:1.4.2`, `shop@sha256:…`; `nil` where it changes nothing.
  init?(_ word: String, at place: Place) {
    let equals = Placeholder.lastIndex(of: "=", in: word)
    let image = ImageText(equals.map { String(word[word.index(after: $0)...]) } ?? word)
    guard image.pinning != .absent || equals != nil else { return nil }
    name = equals.map { String(word[..<$0]) } ?? image.repository
    repository = image.repository == "*" ? nil : image.repository
    guard image.pinning != .absent else { return }
    version = image.reference(.deployed, at: place)
    version?.repository = repository ?? name
  }

  /// Makes an entry.
  init(name: String, repository: String?) {
    self.name = name
    self.repository = repository
  }

  /// An image with the entry over it.
  func applied(to image: ImageReference) -> ImageReference {
    guard image.repository == name else { return image }
    guard var result = version else {
      var renamed = image
      renamed.repository = repository ?? name
      return renamed
    }
    result.repository = repository ?? name
    return result
  }
}
