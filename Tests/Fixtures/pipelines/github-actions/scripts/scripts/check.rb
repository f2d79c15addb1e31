# system "commented out"
system("bundle", "exec", "rspec")
sh "rubocop --parallel"
puts "rake deploy"
