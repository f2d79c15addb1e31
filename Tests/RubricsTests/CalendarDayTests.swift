import Rubrics
import Testing

@Suite struct CalendarDayTests {
  @Test(arguments: [
    "2027-01-31", "2028-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2026-11-30",
  ])
  func `A day is written as it is read`(_ text: String) {
    #expect(CalendarDay(text)?.description == text)
  }

  @Test(arguments: [
    "2027-02-29", "1900-02-29", "2027-13-01", "2027-00-10", "2027-04-31", "2027-01-00", "2027-1-1",
    "27-01-01", "2027/01/01", "2027-01-01T00:00:00Z", "tomorrow", "", "+027-01-01", "２027-01-01",
  ])
  func `What is no day is none`(_ text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test(arguments: [
    (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (-1, "1969-12-31"),
    (951_782_400, "2000-02-29"), (1_795_651_200, "2026-11-26"), (253_402_300_799, "9999-12-31"),
    (4_107_542_400, "2100-03-01"), (1_735_689_599, "2024-12-31"),
  ])
  func `Seconds since 1970 are a day in UTC`(_ seconds: Int, _ day: String) {
    #expect(CalendarDay(secondsSince1970: seconds).description == day)
  }

  @Test func `Days have an order`() throws {
    let days = ["2026-12-31", "2027-01-01", "2027-01-02", "2027-02-01"].compactMap {
      CalendarDay($0)
    }
    #expect(days.count == 4)
    #expect(days == days.sorted())
    #expect(days.reversed().sorted() == days)
  }
}
