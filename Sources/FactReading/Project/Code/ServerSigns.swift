import FactModel
import SourceModel

/// Finds servers that need no framework: code that starts to listen for requests.
enum ServerSigns {
  // https://pkg.go.dev/net/http#ListenAndServe
  // https://nodejs.org/api/http.html#httpcreateserveroptions-requestlistener
  // https://docs.aiohttp.org/en/stable/web_quickstart.html
  // https://docs.python.org/3/library/http.server.html
  // https://docs.oracle.com/en/java/javase/21/docs/api/jdk.httpserver/com/sun/net/httpserver/HttpServer.html
  private static let calls = [
    "http.ListenAndServe(", "http.ListenAndServeTLS(", "http.Server{",
    "http.createServer(", "https.createServer(", "http2.createServer(", "Bun.serve(",
    "Deno.serve(",
    "web.run_app(", "web.Application(", "HTTPServer((",
    "HttpServer.create(", "HttpsServer.create(",
    "new HttpListener(",
    "asio_http2::server::http2", "httplib::Server", "crow::SimpleApp", "drogon::app(",
  ]
  private static let needles = NeedleSet(calls)

  /// Where a file starts to listen first.
  ///
  /// Programs of any sort may listen beside what they are for, so the sign is an inferred one.
  static func use(in file: SourceFile) -> ToolUse? {
    guard needles.isAny(in: file.bytes),
      let style = CodeStyle.style(ofExtension: file.path.fileExtension)
    else { return nil }
    var lines = CodeLines(file.bytes, style)
    while lines.advance() {
      guard needles.isAny(in: lines.code) else { continue }
      return ToolUse(
        tool: "server-code", name: "HTTP server", category: "web framework",
        capabilities: [.serves], origin: .content, confidence: .inferred,
        place: file.place(line: lines.number), excerpt: Excerpt.code(lines.code))
    }
    return nil
  }

  private static let settings = [
    "next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs",
  ]

  /// Whether the front end of a route is exported to static files, its routes called once at build.
  ///
  /// https://nextjs.org/docs/app/guides/static-exports
  static func isExported(_ file: SourceFile, _ context: ReadingContext) -> Bool {
    for folder in file.path.folder.withAncestors {
      guard let name = settings.first(where: { context.has($0, in: folder) }),
        let path = folder.appending(name)
      else { continue }
      guard let file = context.read(path) else { return false }
      var lines = CodeLines(file.bytes, .javaScript, keepsStrings: true)
      while lines.advance() {
        let words = String(decoding: lines.code, as: UTF8.self).nameWords
        if zip(words, words.dropFirst()).contains(where: { $0 == "output" && $1 == "export" }) {
          return true
        }
      }
      return false
    }
    return false
  }
}
