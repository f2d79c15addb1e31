pytest "$1"
