# For bash: the commands of commands.txt, and a folder where they run.
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kept="model history svg page notes" # what commands write

# commands MARK: those that have it, one a line
commands() {
  awk -v mark="$1" '$1 !~ /^#/ && index($1, mark) {
    sub(/^[^ ]+ +/, "")
    print
  }' "$source/tests/commands.txt"
}

# prepare PROGRAM...: the folder that this is called in becomes one for them
prepare() {
  local command
  cp -r "$source/data" "$source/tests/dialects" "$source/LICENSE" \
    "$source/README.md" "$source/tests/golden/text_signs.txt" . || return 1
  while read -r command; do
    "$@" $command >/dev/null 2>&1 </dev/null || return 1
  done < <(commands '*')
  mkdir old && mv model old/ &&
    echo old | tee old/history old/svg >/dev/null &&
    echo '<meta name="generator" content="trainloop">' >old/page &&
    echo '# Notes of trainloop' >old/notes && fresh
}

# fresh: the files that commands write are the old ones
fresh() { cp old/* .; }
