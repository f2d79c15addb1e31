import FactModel
import SourceModel

enum ManifestReaders { static let all: [any FileReader] = [] }
enum ProjectReaders {
  static let all: [any FileReader] = []
  static func blemishes(among paths: [RelativePath]) -> [Blemish] { [] }
}
