Gem::Specification.new { |s| s.name = "tool" }
