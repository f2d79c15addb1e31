import Rubrics

extension Console {
  /// Today in UTC: the day that waivers and attestations are compared with.
  ///
  /// https://reproducible-builds.org/specs/source-date-epoch/
  func today() throws(UsageError) -> CalendarDay {
    guard let text = environment["SOURCE_DATE_EPOCH"], !text.isEmpty else {
      return CalendarDay(secondsSince1970: clock())
    }
    guard let seconds = Int(text), (0...253_402_300_799).contains(seconds) else {
      throw UsageError(
        message: "found `\(text)` in `SOURCE_DATE_EPOCH`, expected the seconds since 1970")
    }
    return CalendarDay(secondsSince1970: seconds)
  }
}
