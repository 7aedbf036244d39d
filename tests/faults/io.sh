#!/usr/bin/env bash
# Every write, read, open, close and rename of the commands marked i made to
# fail in turn, and a kill at each of them: so before and after each rename.
# Whatever fails: an exit status of 0 to 4 and, from 2 on, a message; every file
# is the old one or the whole new one, and the new one where the status is 0 or
# 1; no temporary file is left but by a kill.  Results or a history that cannot
# be written end the run: then its files are those of fewer epochs, and whole.
#   io.sh PROGRAM   linked statically, in an empty folder; needs strace
set -u
. "$(dirname "$0")/../commands.sh"
program=$1 failed=0 runs=0 commands=0

complain() {
  echo "$1: $2"
  failed=$((failed + 1))
}

# is_shorter FILE: is it whole, and that of a run of fewer epochs?
is_shorter() {
  case $1 in
  model) "$program" predict model 75 >/dev/null 2>&1 ;;
  history) [ -s history ] && [ -z "$(tail -c 1 history)" ] &&
    cmp -s -n "$(wc -c <history)" history new/history ;;
  svg) [ "$(tail -n 1 svg)" = "</svg>" ] ;;
  *) false ;;
  esac
}

# settle COMMAND FAULT STATUS: are the files old or new, and whole?
settle() {
  for file in $kept; do
    if [ "$3" -ge 2 ] && cmp -s "old/$file" "$file"; then continue; fi
    if [ "$3" -ge 2 ] && [ $file = notes ] && # they grow
      cmp -s -n "$(wc -c <old/notes)" old/notes notes; then continue; fi
    if [ "$3" = 3 ] && is_shorter $file; then continue; fi
    cmp -s "new/$file" "$file" || complain "$1" "$2: $file harmed"
  done
}

# inject COMMAND CALL WHAT: the faults one after the other, until none is left
inject() {
  local n status
  for ((n = 1; n < 200; n++)); do
    fresh
    { strace -qq -o trace -e trace="$2" -e inject="$2:$3:when=$n" \
      "$program" $1 >out 2>err <told; } 2>/dev/null
    status=$?
    grep -q INJECTED trace || [ $status -gt 128 ] || return
    runs=$((runs + 1))
    settle "$1" "$2 $n, $3" $status
    if [ "$3" != signal=KILL ]; then
      [ $status -le 4 ] || complain "$1" "$2 $n: status $status"
      [ $status -lt 2 ] || [ -s err ] || [ "$2" = write ] ||
        complain "$1" "$2 $n: status $status and no message"
      ls ./*.tmp >/dev/null 2>&1 && complain "$1" "$2 $n: left $(ls ./*.tmp)"
    fi
    rm -f ./*.tmp
  done
  complain "$1" "$2: no end"
}

prepare "$program" && mkdir new || exit 1
while read -r command <&3; do
  fresh
  "$program" $command >out 2>err <told
  for file in $kept; do cp $file new/; done
  commands=$((commands + 1)) before=$runs
  for call in write read openat close rename; do
    inject "$command" $call error=EIO
  done
  inject "$command" write error=ENOSPC
  for call in write openat close rename exit_group; do # before and after all
    inject "$command" $call signal=KILL
  done
  [ $runs -gt $((before + 5)) ] || complain "$command" "strace injects nothing"
done 3< <(commands i)
echo "$runs faults in $commands commands, $failed wrong"
[ "$failed" = 0 ] && [ "$runs" -gt 0 ]
