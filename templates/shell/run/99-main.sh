# One line: bash has then read all of it, and the file may be replaced while it runs.
main "$@"; exit
