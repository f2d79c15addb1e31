import Inventory

extension String {
  /// What tells whether two paths lead to the same file or folder, also where it is still to be made.
  var realPlace: [UInt8] { RealPath.bytes(of: self) ?? Array(plainPath.utf8) }

  /// The path without parts that lead nowhere, `shop` for `./shop/`; empty for the current folder.
  var plainPath: String {
    let parts = split(separator: "/").filter { $0 != "." }
    return (hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
