import SourceModel
import Syntax
import Testing

@Suite struct DockerfileTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var outline: [String]
    var faults: [String] = []

    var testDescription: String { JSON.quoted(text) }
  }

  static let read: [Row] = [
    Row(text: "FROM alpine", outline: ["1:1 alpine", "FROM alpine"]),
    Row(
      text: "ARG V=1\nFROM --platform=$BUILDPLATFORM go:$V AS build\r\nfrom build\n",
      outline: [
        "ARG V=1", "2:1 go:$V as build", "FROM --platform=$BUILDPLATFORM go:$V|AS|build",
        "3:1 build", "FROM build",
      ]),
    Row(
      text: "FROM a\n  run x \\\n  # why\n\n    && y \\  \n && z\nUSER u",
      outline: ["1:1 a", "FROM a", "RUN x|&&|y|&&|z", "USER u"]),
    Row(
      text: "# syntax=docker/dockerfile:1\n# escape=`\nFROM a\nRUN dir C:\\ `\n  /b\n",
      outline: ["3:1 a", "FROM a", "RUN dir|C:\\|/b"]),
    Row(
      text: "# note\n# escape=`\nFROM a\nRUN x \\\n  y\n", outline: ["3:1 a", "FROM a", "RUN x|y"]),
    Row(
      text: "FROM a\nCMD [\"x\", \"-c\", \"y z\"]\nENTRYPOINT [x]\n",
      outline: ["1:1 a", "FROM a", "CMD list x|-c|y z", "ENTRYPOINT [x]"]),
    Row(
      text: "FROM a\nHEALTHCHECK --interval=5m --retries=2 CMD [\"curl\", \"/\"]\nHEALTHCHECK NONE",
      outline: [
        "1:1 a", "FROM a", "HEALTHCHECK --interval=5m --retries=2 list CMD|curl|/",
        "HEALTHCHECK NONE",
      ]),
    Row(
      text: "FROM a\nENV A=\"b c\" D='e \\f' G=h\\ i\nENV J k l",
      outline: ["1:1 a", "FROM a", "ENV A=b c|D=e \\f|G=h i", "ENV J|k|l"]),
    Row(
      text:
        "FROM a\nRUN <<EOF\nx \\\n# y\nEOF\nCOPY --chown=u <<-\"A\" <<B /c/\n\tone\n\tA\ntwo\nB\nUSER u",
      outline: [
        "1:1 a", "FROM a", "RUN <<EOF heredoc(x \\\n# y\n)",
        "COPY --chown=u <<-A|<<B|/c/ heredoc(one\n) heredoc(two\n)", "USER u",
      ]),
    Row(
      text: "FROM a\nRUN cat <<<x && echo $((1<<2)) a<<B\nUSER u",
      outline: ["1:1 a", "FROM a", "RUN cat|<<<x|&&|echo|$((1<<2))|a<<B", "USER u"]),
    Row(
      text: "FROM a\nONBUILD RUN [\"x\"]\nONBUILD COPY . /b",
      outline: ["1:1 a", "FROM a", "ONBUILD list RUN|x", "ONBUILD COPY|.|/b"]),
    Row(text: "FROM a\n#USER b\nLABEL a=#b\n", outline: ["1:1 a", "FROM a", "LABEL a=#b"]),
    Row(text: "\u{FEFF}FROM a", outline: ["1:1 a", "FROM a"]),
  ]

  static let faulty: [Row] = [
    Row(text: "", outline: [], faults: ["1:1 there is no `FROM`"]),
    Row(
      text: "FROM a\n{{ x }}\n RUN\nUSER u", outline: ["1:1 a", "FROM a", "USER u"],
      faults: ["2:1 expected an instruction, found `{{`", "3:2 `RUN` has no arguments"]),
    Row(
      text: "RUN x\nFROM a", outline: ["2:1 a", "FROM a"],
      faults: ["1:1 `RUN` stands before the first `FROM`"]),
    Row(
      text: "FROM a\nINCLUDE b", outline: ["1:1 a", "FROM a", "INCLUDE b"],
      faults: ["2:1 warning: unknown instruction `INCLUDE`"]),
    Row(
      text: "FROM a\nRUN <<E\nx", outline: ["1:1 a", "FROM a", "RUN <<E heredoc(x\n)"],
      faults: ["2:1 the heredoc has no closing `E`"]),
    Row(
      text: "FROM --platform=x", outline: [], faults: ["1:1 `FROM` has no image"]),
    Row(
      text: "# escape=x\nFROM a", outline: ["2:1 a", "FROM a"],
      faults: ["1:1 expected `\\` or a backquote as the escape"]),
  ]

  @Test(arguments: read + faulty) func instructionsAreRead(_ row: Row) {
    let tree = Dockerfile.parse(Array(row.text.utf8))
    let stages = tree.stages.flatMap { stage in
      let name = stage.name.map { " as \($0)" } ?? ""
      return ["\(stage.position) \(stage.base)\(name)"] + stage.instructions.map(Self.outline)
    }
    #expect(tree.preamble.map(Self.outline) + stages == row.outline)
    #expect(JSONOutline.faults(tree.faults) == row.faults)
  }

  @Test func argumentsKeepTheirTextWithoutOptionsAndContinuations() {
    let tree = Dockerfile.parse(Array("FROM a\nRUN --mount=type=cache make \\\n  \"a b\"  \n".utf8))
    #expect(tree.stages.first?.instructions.last?.arguments == "make   \"a b\"")
    #expect(tree.stages.first?.instructions.last?.flags == ["--mount=type=cache"])
  }

  @Test(arguments: ["\\\n", "RUN <<E ", "FROM \"", "# escape=`\n", "ONBUILD ", "\n# \\\n", "<<A\n"])
  func hostileRepetitionEnds(_ unit: String) {
    let text = "FROM a\nRUN " + String(repeating: unit, count: 100_000)
    let tree = Dockerfile.parse(Array(text.utf8))
    #expect(tree.stages.count == 1)
  }

  private static func outline(_ instruction: DockerfileInstruction) -> String {
    let words = instruction.words.joined(separator: "|")
    let parts =
      [instruction.name] + instruction.flags + (instruction.isList ? ["list"] : []) + [words]
      + instruction.heredocs.map { "heredoc(\($0))" }
    return parts.joined(separator: " ")
  }
}
