import SourceModel
import Syntax
import Testing

@Suite struct YAMLToleranceTests {
  typealias Row = YAMLTests.Row

  static let kept: [Row] = [
    Row(
      "a:\n\tb: 1\n\tc: 2\nd: 3", "{a: {b: 1, c: 2}, d: 3}",
      "2:1 warning: a tab is used as indentation"),
    Row("-\ta: 1\n  b: 2", "[{a: 1, b: 2}]", "1:3 warning: a tab is used as indentation"),
    Row("a: \"x\"# c\nb: 1", #"{a: "x", b: 1}"#, "1:7 warning: a comment needs a space before it"),
    Row(
      "a: @x\nb: `y`\nc: %z", "{a: @x, b: `y`, c: %z}",
      "1:4 warning: a text that starts with `@` needs quotes",
      "2:4 warning: a text that starts with ``` needs quotes",
      "3:4 warning: a text that starts with `%` needs quotes"),
    Row("a: [\n  x\n]\nb: {\n  c: d\n}", "{a: [x], b: {c: d}}"),
    Row(
      "a: [x,\ny]\nb: 1", "{a: [x, y], b: 1}",
      "2:1 warning: the line must be indented further than its parent"),
    Row(
      "a: \"x\ny\"\nb: 1", #"{a: "x y", b: 1}"#,
      "2:1 warning: the line must be indented further than its parent"),
    Row("a: [-]", "{a: [-]}", "1:5 warning: a text that is `-` alone needs quotes"),
    Row(
      "a: *x\nb: &x 1", "{a: *x, b: 1}",
      "1:4 warning: no anchor of this name stands before the alias"),
    Row("a: \u{01}", "{a: \\u0001}", "1:4 warning: unexpected control character 0x01"),
  ]

  static let templates: [Row] = [
    Row("{{- if .x }}\na: 1\n  {{- else }}\nb: 2\n{{- end }}\n", "{a: 1, b: 2}"),
    Row(
      "a: {{ .x | default \"b: c\" }} # d\nb: x-{{ y }}",
      #"{a: {{ .x | default \"b: c\" }}, b: x-{{ y }}}"#),
    Row("{{- $x := printf \"{{ $labels.a }}\" }}\na: 1", "{a: 1}"),
    Row(
      "a: {{ \"}}\" | quote }}-b\nc: {{ `}}` }}", #"{a: {{ \"}}\" | quote }}-b, c: {{ `}}` }}}"#),
    Row("a: {{ it\"s }}\nb: {{ x }}", #"{a: {{ it\"s }}, b: {{ x }}}"#),
    Row("- {{ x }}\n- {{- y -}}z\n- {{ k }}: v", "[{{ x }}, {{- y -}}z, {{{ k }}: v}]"),
    Row("{{ k }}: v\na:\n  {{ l }}: w", "{{{ k }}: v, a: {{{ l }}: w}}"),
    Row("a: [{{ x }}, {{ y }}]", "{a: [{{ x }}, {{ y }}]}"),
    Row("a: {b: {{ x }}, {{ k }}: d}", "{a: {b: {{ x }}, {{ k }}: d}}"),
    Row("{{/* a\n  comment: */}}\na: 1", "{a: 1}"),
    Row("a:\n{% for x in y %}\n  - {{ x }}\n{% endfor %}\nb: 1", "{a: [{{ x }}], b: 1}"),
    Row("{# note #}\n<% if x %>\na: <%= y %>\n<% end %>\n%{ if z ~}\nb: 1", "{a: <%= y %>, b: 1}"),
    Row("a: x\n  {{- with y }}\nb: 1", "{a: x, b: 1}"),
    Row("a: |\n  {{ x }}\n    {% y %}\nb: 1", #"{a: "{{ x }}\n  {% y %}\n", b: 1}"#),
    Row("a: |\n  x\n{{- if y }}\n  z\n{{- end }}\nb: 1", #"{a: "x\nz\n", b: 1}"#),
    Row("a: |\n{{ x | indent 2 }}\nb: 1", #"{a: "", b: 1}"#),
    Row("a: ${{ x.y }}\nb: {c: d}", "{a: ${{ x.y }}, b: {c: d}}"),
  ]

  @Test(arguments: kept + templates)
  func plainIntentIsKept(_ row: Row) {
    let tree = YAML.parse(Array(row.text.utf8), manner: .tolerant)
    #expect(JSONOutline.text(tree) == row.tree)
    #expect(JSONOutline.faults(tree.faults) == row.faults)
    #expect(!tree.isRejected)
  }

  static let resumed: [Row] = [
    Row("a: 1\nb: ]\n  c: 2\nd: 3", "{a: 1, b: , d: 3}", "2:4 expected a value, found `]`"),
    Row(
      "a:\n  b: [x\n  c: 1\nd: 2", "{a: {b: [x], c: 1}, d: 2}",
      "3:3 expected `,` or `]`, found `c`"),
    Row("a: \"x\nb: 1\nc: 2", "{a: , b: 1, c: 2}", "1:4 the quote `\"` is never closed"),
    Row("a: [\n---\nb: 1", "{a: []} --- {b: 1}", "1:4 `[` is not closed before the next document"),
    Row(
      "- a: ]\n- b\n- \"c\" d\n- e", #"[{a: }, b, "c", e]"#, "1:6 expected a value, found `]`",
      "3:7 expected the end of the line, found `d`"),
    Row(
      "a:\n  b\n  c: 1\nd: 2", "{a: b, c: 1, d: 2}",
      "3:3 the indentation fits no collection before it"),
    Row("a: 1\nb\n  c: 2\nd: 3", "{a: 1, d: 3}", "2:1 expected `:` and a space behind the key"),
    Row(
      "a:\n    b: 1\n  c: 2\nd: 3", "{a: {b: 1, c: 2}, d: 3}",
      "3:3 the indentation fits no collection before it"),
    Row("a: x: y\nb: 1", "{a: x: y, b: 1}", "1:5 a colon and a space in a text without quotes"),
    Row("a: *.txt\nb: 1", "{a: *.txt, b: 1}", "1:4 no anchor of this name stands before the alias"),
    Row(#"a: "\d+""#, #"{a: "\\d+"}"#, "1:5 a backslash and `d` are no escape"),
    Row("]\na: 1", "{a: 1}", "1:1 expected a value, found `]`"),
    Row(
      "text\na: ]\n---\nb: 1", "text --- {b: 1}",
      "2:1 expected the end of the document, found `a`"),
  ]

  @Test(arguments: resumed)
  func readingGoesOnAfterAnError(_ row: Row) {
    let tree = YAML.parse(Array(row.text.utf8), manner: .tolerant)
    #expect(JSONOutline.text(tree) == row.tree)
    #expect(JSONOutline.faults(tree.faults) == row.faults)
    #expect(tree.isRejected)
  }
}
