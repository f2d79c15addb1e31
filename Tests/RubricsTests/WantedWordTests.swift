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
      ("-f {$}", "kubectl apply -f ${file}.yml", "${file}.yml"),
      ("-f {$}", "kubectl apply -f ${file:-k8s}", nil),
      ("-f {$}", "kubectl apply -f $(cat,name)", nil),
      ("-f {}", "kubectl apply -f https://me:word@example.com/k8s.yml", nil),
      ("-f {}", "kubectl apply -f https://example.com/k8s.yml", "https://example.com/k8s.yml"),
      ("{}@*:*", "lftp ftp://deploy:word@ftp.example.com:21", nil),
      ("*@{}:*", "lftp ftp://deploy:word@ftp.example.com:21", nil),
      ("ssh *@{}", "ssh ftp://deploy:word@ftp.example.com", nil),
      ("{}@*:*", "scp cart deploy:word@cart.example.com:/srv/", nil),
      ("*@{}:*", "scp cart deploy:word@cart.example.com:/srv/", "cart.example.com"),
      ("--region {}", "gcloud run deploy cart --region --quiet", nil),
      ("service={}", "service=--cart", nil),
      ("service={}", "service=카트", "카트"),
      ("service={}", "service=cart\u{200B}", nil),
      ("service={}", "service=\u{3164}", nil),
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
