extension TOML {
  /// Dates and times.
  ///
  /// See https://toml.io/en/v1.0.0#offset-date-time
  enum Moment {
    /// The tag of a word, `nil` where it is neither a date nor a time.
    static func tag(of word: ArraySlice<UInt8>) -> String? {
      guard word.count >= 8, let first = word.first, isDigit(first) else { return nil }
      if isDate(word.prefix(10)) {
        let rest = word.dropFirst(10)
        guard let separator = rest.first else { return "toml:date-local" }
        guard [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(separator),
          let offset = afterTime(rest.dropFirst())
        else { return nil }
        if offset.isEmpty { return "toml:datetime-local" }
        return isOffset(offset) ? "toml:datetime" : nil
      }
      return afterTime(word).map(\.isEmpty) == true ? "toml:time-local" : nil
    }

    /// Whether the text is `YYYY-MM-DD`, a day of the calendar.
    static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
      let start = text.startIndex
      guard text.count == 10, text[start + 4] == dash, text[start + 7] == dash,
        let year = number(text.prefix(4)), let month = number(text.dropFirst(5).prefix(2)),
        let day = number(text.dropFirst(8))
      else { return false }
      return day >= 1 && day <= dayCount(ofMonth: month, year: year)
    }

    static func isDigit(_ byte: UInt8) -> Bool {
      byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// What follows `hh:mm:ss` with an optional fraction; `nil` where that is not at the start.
    private static func afterTime(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
      let start = text.startIndex
      guard text.count >= 8, isHourAndMinute(text.prefix(5)), text[start + 5] == colon,
        // RFC 3339 allows the 60th second of a minute with a leap second.
        let second = number(text[(start + 6)..<(start + 8)]), second <= 60
      else { return nil }
      let rest = text.dropFirst(8)
      guard rest.first == UInt8(ascii: ".") else { return rest }
      let fraction = rest.dropFirst().prefix(while: isDigit)
      return fraction.isEmpty ? nil : rest.dropFirst(1 + fraction.count)
    }

    /// `Z` or `+hh:mm`.
    private static func isOffset(_ text: ArraySlice<UInt8>) -> Bool {
      switch text.first {
      case UInt8(ascii: "Z"), UInt8(ascii: "z"): text.count == 1
      case UInt8(ascii: "+"), dash: isHourAndMinute(text.dropFirst())
      default: false
      }
    }

    private static func isHourAndMinute(_ text: ArraySlice<UInt8>) -> Bool {
      guard text.count == 5, text[text.startIndex + 2] == colon,
        let hour = number(text.prefix(2)), let minute = number(text.dropFirst(3))
      else { return false }
      return hour < 24 && minute < 60
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
      var result = 0
      for byte in digits {
        guard isDigit(byte) else { return nil }
        result = result * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return result
    }

    private static func dayCount(ofMonth month: Int, year: Int) -> Int {
      switch month {
      case 1, 3, 5, 7, 8, 10, 12: return 31
      case 4, 6, 9, 11: return 30
      case 2:
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return isLeap ? 29 : 28
      default: return 0
      }
    }
  }
}

private let dash = UInt8(ascii: "-")
private let colon = UInt8(ascii: ":")
