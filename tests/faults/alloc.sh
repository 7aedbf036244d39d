#!/usr/bin/env bash
# Every allocation of every command made to fail in turn.  Whatever fails: exit
# status 4 and a message, or the answer without it; no crash, no leak, the old
# files as they were, no temporary one left.
#   alloc.sh PROGRAM   built with alloc.c and the sanitizers, in an empty folder
set -u
program=$1 source=$(cd "$(dirname "$0")/../.." && pwd)
failed=0 runs=0 commands=0
export COUNT=count ASAN_OPTIONS=allocator_may_return_null=1

complain() {
  echo "$1: $2"
  failed=$((failed + 1))
}

# try COMMAND: its files are the old ones before, and after a failure
try() {
  local calls n status
  for file in model history svg page notes; do cp old."$file" "$file"; done
  FAIL=0 $program $1 >out 2>err </dev/null
  status=$?
  [ $status -lt 2 ] || complain "$1" "status $status without a fault: $(cat err)"
  calls=$(cat count)
  [ "$calls" -gt 0 ] || complain "$1" "no allocation"
  commands=$((commands + 1))
  for ((n = 1; n <= calls; n++)); do
    for file in model history svg page notes; do cp old."$file" "$file"; done
    FAIL=$n $program $1 >out 2>err </dev/null
    status=$?
    runs=$((runs + 1))
    if [ $status = 4 ]; then
      grep -q -i memory err || complain "$1" "allocation $n: no word of memory"
      for file in model history svg page notes; do
        cmp -s old."$file" "$file" || complain "$1" "allocation $n: $file harmed"
      done
    elif [ $status -gt 1 ]; then
      complain "$1" "allocation $n: status $status: $(head -n 3 err)"
    fi
    if ls ./*.tmp >/dev/null 2>&1; then
      complain "$1" "allocation $n: left $(ls ./*.tmp)"
      rm -f ./*.tmp
    fi
  done
}

cp "$source/data/sacramento.csv" homes.csv
cp "$source/data/sentences.txt" "$source/LICENSE" .
printf 'old\n' | tee old.history old.svg old.page old.notes >/dev/null
FAIL=0 $program linreg --save old.model -q >/dev/null 2>&1
FAIL=0 $program bigram --save words -q >/dev/null 2>&1
FAIL=0 $program bigram --text LICENSE --init zero --save book -q >/dev/null 2>&1
FAIL=0 $program linreg --history told --epochs 30 -q >/dev/null 2>&1
while read -r command; do
  try "$command"
done <<'END'
data --plot --svg svg
data --data homes.csv --format csv
linreg --epochs 20 --holdout 0.2 --save model --history history --svg svg
linreg --data homes.csv --standardize --lr 0.4 --epochs 5 --plot
linreg --load model --epochs 3 --stages --journey --trace 2 --check-gradient
linreg --seeds 3 --epochs 5
sweep --epochs 20 --svg svg
sweep --seeds 2 --epochs 5 --lr auto
early-stop --epochs 50 --save model --history history --plot
generalize --epochs 20 --draws 3 --svg svg
bigram --save model --history history --svg svg --matrix --patterns
bigram --text LICENSE --init zero --epochs 2 --holdout 0.2 --patience 1
bigram --text sentences.txt --tokens words --generate 2 --trace 1 --check-gradient
bigram --load words --epochs 1 --save model
bigram --load book --text LICENSE --epochs 1 --format csv
bigram --seeds 2 --epochs 1
check linreg
check sweep
check generalize --epochs 10
check challenge --patience 3
predict words the cat
predict book the
predict old.model 75
plot told --svg svg
plot told told --y slope
report --out page data bigram
tour --answers b,c,q --notes notes
explain loss
END
echo "$runs allocations of $commands commands failed in turn, $failed wrong"
[ "$failed" = 0 ]
