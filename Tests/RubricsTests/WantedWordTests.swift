import Testing

@testable import Rubrics

/// Patterns that take a word out of a command.
@Suite struct WantedWordTests {
  @Test(
    arguments: [
      ("run deploy {}", "gcloud beta run deploy cart --region r", "cart"),
      ("run deploy {}", "gcloud run deploy --image x cart", "cart"),
      ("run deploy {}", "gcloud run deploy --quiet cart", "cart"),
      ("run deploy {}", "gcloud run deploy $NAME", nil),
      ("--region {}", "gcloud run deploy cart --region us-east1", "us-east1"),
      ("--region {}", "gcloud run deploy cart --region=us-east1", "us-east1"),
      ("--region {}", "gcloud run deploy cart --regions us-east1", nil),
      ("helm upgrade {} ./*", "helm upgrade -f values.yaml db vendor/db", nil),
      ("helm upgrade {} ./*", "helm upgrade -f values.yaml cart ./chart", "cart"),
      ("helm upgrade * ./{}", "helm upgrade cart ./charts/cart", "charts/cart"),
      ("*@{}:*", "rsync -a build/ deploy@cart.example.com:/srv/", "cart.example.com"),
      ("{}@*:*", "rsync -a build/ deploy@cart.example.com:/srv/", "deploy"),
      ("service={}", "service=cart region=r", "cart"),
      ("-f {}", "kubectl apply -f $file", nil),
      ("-f {$}", "kubectl apply -f $file", "$file"),
    ] as [(String, String, String?)])
  func `The wanted word is taken`(_ pattern: String, _ command: String, _ word: String?) throws {
    let words = command.split(separator: " ").map(String.init)
    let read = try #require(WantedWord(pattern, switches: ["--quiet"]))
    #expect(read.value(in: words) == word)
  }

  @Test func `A pattern says what is wanted`() {
    #expect(WantedWord("helm upgrade *") == nil)
  }
}
