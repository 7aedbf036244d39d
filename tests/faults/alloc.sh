#!/usr/bin/env bash
# Every allocation of the commands marked a made to fail in turn.  Whatever
# fails: exit status 4 and a message, or the answer without it; no crash, no
# leak, the old files as they were, no temporary one left.
#   alloc.sh PROGRAM   built with alloc.c and the sanitizers, in an empty folder
set -u
. "$(dirname "$0")/../commands.sh"
program=$1 failed=0 runs=0 commands=0
export COUNT=count FAIL=0 ASAN_OPTIONS=allocator_may_return_null=1

complain() {
  echo "$1: $2"
  failed=$((failed + 1))
}

# try COMMAND: its files are the old ones before, and after a failure
try() {
  local calls n status
  fresh
  FAIL=0 $program $1 >out 2>err <told
  status=$?
  [ $status -lt 2 ] ||
    complain "$1" "status $status without a fault: $(cat err)"
  calls=$(cat count)
  [ "$calls" -gt 0 ] || complain "$1" "no allocation"
  commands=$((commands + 1))
  for ((n = 1; n <= calls; n++)); do
    fresh
    FAIL=$n $program $1 >out 2>err <told
    status=$?
    runs=$((runs + 1))
    if [ $status = 4 ]; then
      grep -q -i memory err || complain "$1" "allocation $n: no word of memory"
      for file in $kept; do
        cmp -s old/"$file" "$file" ||
          { [ $file = notes ] && # they grow
            cmp -s -n "$(wc -c <old/notes)" old/notes notes; } ||
          complain "$1" "allocation $n: $file harmed"
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

prepare "$program" || exit 1
while read -r command <&3; do
  try "$command"
done 3< <(commands a)
echo "$runs allocations of $commands commands failed in turn, $failed wrong"
[ "$failed" = 0 ] && [ "$runs" -gt 0 ]
