#!/usr/bin/env bash
# Every write, read, open, close and rename of the commands made to fail in
# turn, and a kill at each of them: so before and after each rename.  Whatever
# fails: an exit status of 0 to 4 and, from 2 on, a message; every file is the
# old one or the whole new one, and the new one where the status is 0 or 1; no
# temporary file is left but by a kill.
#   io.sh PROGRAM   linked statically, in an empty folder; needs strace
set -u
program=$1 source=$(cd "$(dirname "$0")/../.." && pwd)
failed=0 runs=0 commands=0
kept="model history svg page notes"

complain() {
  echo "$1: $2"
  failed=$((failed + 1))
}

# settle COMMAND FAULT STATUS: are the files old or new, and whole?
settle() {
  for file in $kept; do
    if [ "$3" -ge 2 ] && cmp -s "old/$file" "$file"; then continue; fi
    cmp -s "new/$file" "$file" || complain "$1" "$2: $file harmed"
  done
}

# inject COMMAND CALL WHAT: the faults one after the other, until none is left
inject() {
  local n status
  for ((n = 1; n < 200; n++)); do
    cp old/* .
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

mkdir old new
cp "$source/data/sacramento.csv" homes.csv
cp "$source/LICENSE" .
"$program" linreg --epochs 7 --save old/model -q >/dev/null
"$program" bigram --save words -q >/dev/null
"$program" linreg --history told --epochs 9 -q >/dev/null 2>&1
for file in history svg page notes; do echo old >old/$file; done
while read -r command; do
  cp old/* .
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
done <<'END'
data --data homes.csv --svg svg
linreg --epochs 20 --save model --history history --svg svg
linreg --data homes.csv --standardize --lr 0.4 --epochs 5 --save model
linreg --load model --epochs 3 --save model
early-stop --epochs 50 --save model --history history
bigram --text LICENSE --init zero --epochs 2 --save model --history history
bigram --load words --epochs 1 --svg svg
check linreg --load model
predict words the
plot told --svg svg
plot - --svg svg
report --out page data bigram
sweep --lr auto --epochs 9 --svg svg
generalize --draws 3 --epochs 9 --svg svg
tour --answers b,c,q --notes notes
explain loss
completion zsh
man
help
END
echo "$runs faults in $commands commands, $failed wrong"
[ "$failed" = 0 ]
