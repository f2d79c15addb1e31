extension TOML {
  /// Numbers and truth values.
  enum Numeral {
    /// The tag of a word, `nil` where it is none of them.
    static func tag(of word: ArraySlice<UInt8>) -> String? {
      guard let first = word.first else { return nil }
      if first == UInt8(ascii: "t") || first == UInt8(ascii: "f") {
        let isFlag = word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8)
        return isFlag ? "toml:bool" : nil
      }
      if isInteger(word) { return "toml:integer" }
      return isFloat(word) ? "toml:float" : nil
    }

    /// Whole numbers of 64 bits.
    ///
    /// See https://toml.io/en/v1.0.0#integer
    private static func isInteger(_ word: ArraySlice<UInt8>) -> Bool {
      if let radix = radix(of: word) {
        let digits = word.dropFirst(2)
        return isGroup(digits) { isDigit($0, radix: radix) } && fits(digits, radix: radix)
      }
      let digits = unsigned(word)
      return isDecimal(digits) && fits(digits, radix: 10, isNegative: word.first == minus)
    }

    /// Numbers like `3.14`, `5e+22`, `inf` and `nan`.
    ///
    /// See https://toml.io/en/v1.0.0#float
    private static func isFloat(_ word: ArraySlice<UInt8>) -> Bool {
      let number = unsigned(word)
      if number.elementsEqual("inf".utf8) || number.elementsEqual("nan".utf8) { return true }
      let mantissa = number.prefix { $0 | 0x20 != UInt8(ascii: "e") }
      let whole = mantissa.prefix { $0 != UInt8(ascii: ".") }
      guard isDecimal(whole) else { return false }
      if whole.count < mantissa.count {
        guard isGroup(mantissa[(whole.endIndex + 1)...], isDigit) else { return false }
      }
      guard mantissa.count < number.count else { return whole.count < mantissa.count }
      return isGroup(unsigned(number[(mantissa.endIndex + 1)...]), isDigit)
    }

    private static func radix(of word: ArraySlice<UInt8>) -> UInt32? {
      guard word.count > 2, word.first == zero else { return nil }
      switch word[word.startIndex + 1] {
      case UInt8(ascii: "x"): return 16
      case UInt8(ascii: "o"): return 8
      case UInt8(ascii: "b"): return 2
      default: return nil
      }
    }

    private static func unsigned(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      word.first == minus || word.first == UInt8(ascii: "+") ? word.dropFirst() : word
    }

    /// Digits without a needless 0 at the start.
    private static func isDecimal(_ digits: ArraySlice<UInt8>) -> Bool {
      isGroup(digits, isDigit) && (digits.first != zero || digits.count == 1)
    }

    /// One or more digits, with single underscores between them.
    private static func isGroup(
      _ digits: ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool
    ) -> Bool {
      var wasDigit = false
      for byte in digits {
        if byte == underscore {
          guard wasDigit else { return false }
          wasDigit = false
        } else {
          guard isDigit(byte) else { return false }
          wasDigit = true
        }
      }
      return wasDigit
    }

    private static func isDigit(_ byte: UInt8) -> Bool { isDigit(byte, radix: 10) }

    private static func isDigit(_ byte: UInt8, radix: UInt32) -> Bool {
      HexDigits.value(of: byte).map { $0 < radix } ?? false
    }

    private static func fits(
      _ digits: ArraySlice<UInt8>, radix: UInt32, isNegative: Bool = false
    ) -> Bool {
      var number: Int64 = 0
      for byte in digits where byte != underscore {
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: Int64(radix))
        let digit = Int64(HexDigits.value(of: byte) ?? 0)
        // Counting down reaches one further: the smallest number has no positive counterpart.
        let (sum, isOver) = product.subtractingReportingOverflow(digit)
        guard !isTooLarge, !isOver else { return false }
        number = sum
      }
      return isNegative || number != .min
    }
  }
}

private let minus = UInt8(ascii: "-")
private let zero = UInt8(ascii: "0")
private let underscore = UInt8(ascii: "_")
