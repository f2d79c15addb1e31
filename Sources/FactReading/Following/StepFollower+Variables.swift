import SourceModel

extension StepFollower {
  /// The variables around a job or step with its own laid over them; without such the same, which all share.
  func joined(
    _ variables: [String: String], with own: [String: String], at place: Place
  ) -> [String: String] {
    guard !own.isEmpty, mayCopy(variables: variables.count + own.count, at: place) else {
      return variables
    }
    return variables.merging(own) { $1 }
  }

  /// Takes variables off the limit on those that a command, step or job does not share; `false` at its end.
  func mayCopy(variables count: Int, at place: Place) -> Bool {
    let left = context.memory.copiesLeft
    guard left > 0 else { return false }
    context.memory.copiesLeft = left - count
    if left <= count {
      note(
        "found that commands which set variables have more than \(Self.copyLimit) variables; "
          + "from here on those that they set are not read",
        "변수를 정하는 명령의 변수가 모두 \(Self.copyLimit)개보다 많아서 여기부터는 명령이 정하는 변수를 읽지 않았습니다",
        at: place)
    }
    return true
  }
}
