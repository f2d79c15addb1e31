shellcheck *.sh
