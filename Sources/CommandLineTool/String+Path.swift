extension String {
  /// The path without parts that lead nowhere, `shop` for `./shop/`; empty for the current folder.
  var plainPath: String {
    let parts = split(separator: "/").filter { $0 != "." }
    return (hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
