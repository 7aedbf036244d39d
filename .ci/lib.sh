# What the checks share.  A check is a script in .ci/checks: its last line of
# output is its figure, lines that begin with "| " go to the screen of .ci/run,
# exit status 0 is good, 77 is skipped, anything else is bad.  One that has
# parts is called for each of them, or for all without an argument.
set -u
self=$(cd "$(dirname "$0")" && pwd)/${0##*/}
asked=("$@")
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
. tests/commands.sh
export CTEST_PARALLEL_LEVEL=2 WINEDEBUG=-all
python=/usr/bin/python3
wine=/usr/lib/wine/wine64
cpus="aarch64 s390x riscv64" # beside the x86s, each with its qemu
debug=-DCMAKE_BUILD_TYPE=Debug
root=$PWD
program=$root/build/trainloop
# what CMake defines, for those that compile without it
defined=("-DTRAINLOOP_VERSION=\"$(sed -n 's/^project(.* VERSION \([^ ]*\).*/\1/p' \
  CMakeLists.txt)\"" "-DTRAINLOOP_DATE=\"$(sed -n \
  's/^set(TRAINLOOP_DATE \([^)]*\).*/\1/p' CMakeLists.txt)\"")

# the folder to work in, gone at the end
work=$(mktemp -d)
cleanup() {
  [ -d "$work/wine" ] && "${wine%wine64}wineserver" -k
  rm -rf "$work"
}
trap cleanup EXIT
cmake -D OUT="$work/made/base/supplied_data.h" -P src/base/supplied.cmake
cmake -D OUT="$work/made/guide/source_data.h" -P src/guide/source.cmake
defined+=("-I$work/made")

skip() { # skip REASON
  echo "$1"
  exit 77
}

# have TOOL...: are all of them here?
have() {
  command -v "$@" >/dev/null && [ "$(command -v "$@" | wc -l)" = $# ]
}

need() { # need TOOL...: or the check is skipped
  for tool in "$@"; do have "$tool" || skip "no $tool"; done
}

need_numpy() { "$python" -c 'import numpy' 2>/dev/null || skip "no python3-numpy"; }

# parts NAME...: this check has these; sets part to the one that is asked for
parts() {
  case ${asked[0]:-} in
  --parts) printf '%s\n' "$@" && exit ;;
  "")
    local name status all=0
    for name in "$@"; do
      "$self" "$name"
      status=$?
      [ $status = 0 ] || [ $status = 77 ] || all=1
    done
    exit $all
    ;;
  *) part=${asked[0]} ;;
  esac
}

# the README's command number N, as it stands there
command_of() {
  awk -v n="$1" '/^```sh/ { k++; on = 1; next } /^```/ { on = 0 }
    on && k == n' README.md
}

# need_build: build/ is what the README makes of this commit
need_build() {
  { cmake -S . -B build && cmake --build build -j 2; } >"$work/build.log" 2>&1 ||
    { cat "$work/build.log" && exit 1; }
}

suite() { # suite NAME CMAKE-OPTION...: configure, build, test
  local tree="$work/$1"
  shift
  cmake -S . -B "$tree" -DTRAINLOOP_WERROR=ON "$@" &&
    cmake --build "$tree" -j 2 &&
    ctest --test-dir "$tree" --no-tests=error --output-on-failure
}

# build_by OUTPUT COMPILER OPTION...: without CMake, from objects OUTPUT-*.o
build_by() {
  local out=$1 source object
  shift
  for source in src/*/*.c src/main.c; do
    object=${source#src/}
    object=$out-${object//\//-}.o
    "$@" -std=c11 -Iinclude -Isrc "${defined[@]}" -c "$source" \
      -o "$object" || return 1
  done
  "$@" "$out"-*.o -o "$out" -lm
}

faulty() { # faulty NAME FOLDER OPTION...: tests/faults/NAME.sh, from there
  local name=$1 home=$2 calls=()
  shift 2
  mkdir -p "$home/run" || return 1
  if [ "$name" = alloc ]; then
    gcc -std=c11 -g "$@" -c tests/faults/alloc.c -o "$home/program-alloc.o" ||
      return 1
    calls=(-Dmalloc=alloc_malloc -Dcalloc=alloc_calloc
      -Drealloc=alloc_realloc)
  fi
  build_by "$home/program" gcc -g -ffp-contract=off -DNDEBUG "$@" \
    "${calls[@]}" && cd "$home/run" &&
    bash "$root/tests/faults/$name.sh" "$home/program"
}

start_wine() { # its server stays, and the first start says what it makes
  need $wine x86_64-w64-mingw32-gcc
  export WINEPREFIX="$work/wine"
  mkdir -p "$WINEPREFIX"
  "${wine%wine64}wineserver" -p
  timeout 120 $wine hostname </dev/null >/dev/null 2>&1
}
