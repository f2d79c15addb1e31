import CommandLineTool

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

let tool = CommandLineTool(console: .process)
let status = await tool.run(Array(CommandLine.arguments.dropFirst()))
exit(status.rawValue)
