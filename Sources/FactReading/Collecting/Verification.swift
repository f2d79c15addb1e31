import FactModel

extension Pipeline {
  /// Tests that run behind a deployment, in its job or in one that waits for it, verify it; so does
  /// a release's pipeline that runs the program that it built.
  mutating func markVerification() {
    let delivering = jobs.filter { $0.steps.contains(where: \.deploys) }.map(\.id)
    for index in jobs.indices {
      var isBehind = delivering.contains { other in
        other != jobs[index].id && job(jobs[index].id, waitsFor: other)
      }
      for at in jobs[index].steps.indices {
        let step = jobs[index].steps[at]
        if isBehind || step.isSmokeTest { jobs[index].steps[at].markTests() }
        if step.runsBuiltProgram { jobs[index].steps[at].uses.append(step.builtProgram) }
        isBehind = isBehind || step.deploys
      }
    }
  }
}

extension Step {
  /// Whether it deploys or hands a version over.
  fileprivate var deploys: Bool { uses.contains { $0.gives(.deploys) || $0.gives(.handsOver) } }

  /// Whether its name says that it tries what was deployed.
  fileprivate var isSmokeTest: Bool {
    let words = name?.nameWords ?? []
    return words.contains("smoke")
  }

  fileprivate mutating func markTests() {
    for index in uses.indices where uses[index].gives(.tests) {
      uses[index].capabilities.insert(.verifies)
    }
  }

  /// Whether it asks a program among the build's output what it is: `target/release/app --version`.
  fileprivate var runsBuiltProgram: Bool {
    guard let program = words.first, uses.isEmpty, words.count >= 2 else { return false }
    let questions: Set<String> = ["--version", "--help", "-V", "version", "help"]
    let outputs = ["target/", "dist/", "build/", "bin/", "out/", "./result/"]
    let variables: Set<String> = ["$BIN", "${BIN}", "$BINARY", "${BINARY}", "$EXE", "${EXE}"]
    let isOutput = outputs.contains { program.hasPrefix($0) || program.hasPrefix("./" + $0) }
    return (isOutput && words.dropFirst().contains(where: questions.contains))
      || variables.contains(program)
  }

  fileprivate var builtProgram: ToolUse {
    ToolUse(
      tool: "built-program", name: words.first ?? "", category: "test", capabilities: [.verifies],
      origin: .command, confidence: .inferred, place: place,
      excerpt: Excerpt.text(words.joined(separator: " ")))
  }
}
