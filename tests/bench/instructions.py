"""How many instructions the main commands take, beside what is kept.

    python3 tests/bench/instructions.py TRAINLOOP          compares
    python3 tests/bench/instructions.py TRAINLOOP --keep   keeps anew

instructions.txt has the counts of callgrind, which repeat exactly, for the
release build by gcc on 64-bit x86.  Another version of the compiler or of the
C library moves them a little: more than MARGIN, up or down, is a change of
the program, and to be explained or kept.
"""
import re
import subprocess
import sys
from pathlib import Path

MARGIN = 0.05
LIST = Path(__file__).parent / "instructions.txt"


def count(program, command):
  run = subprocess.run(
      ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
       program, *command.split()], capture_output=True, text=True)
  return int(re.search(r"Collected : (\d+)", run.stderr).group(1))


def main():
  program, keep = sys.argv[1], "--keep" in sys.argv
  lines, wrong, worst = [], 0, 0.0
  for line in LIST.read_text().splitlines():
    kept, command = re.match(r" *([\d,]+)  (.*)", line).groups()
    kept, found = int(kept.replace(",", "")), count(program, command)
    change = found / kept - 1
    worst = max(worst, abs(change))
    lines.append(f"{found:15,d}  {command}")
    if abs(change) > MARGIN:
      wrong += 1
      print(f"{command}: {found:,d} instructions, kept {kept:,d}:"
            f" {100 * change:+.1f} %")
  if keep:
    LIST.write_text("\n".join(lines) + "\n")
  print(f"{len(lines)} commands, none off by more than {100 * worst:.1f} % of"
        f" the {100 * MARGIN:.0f} % allowed" if not wrong else
        f"{wrong} of {len(lines)} commands are off by more than"
        f" {100 * MARGIN:.0f} %")
  return wrong > 0 and not keep


if __name__ == "__main__":
  sys.exit(main())
