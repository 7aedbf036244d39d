"""How many branches of the source the tests take, and which they do not.

    python3 tests/coverage/uncovered.py FOLDER...   from the project's folder

FOLDER: where programs built with --coverage have left what they counted.
Complains of fewer than 95 %, and of a line with a branch that is never taken
and that uncovered.txt, which says why, does not have.  Needs gcovr.
"""
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

WANTED = 95.0
LIST = Path(__file__).parent / "uncovered.txt"


def measure(folders):
  """Branches in all, never taken, and the lines that these are on."""
  report = subprocess.run(
      ["gcovr", *folders, "-r", ".", "--filter", "src/", "--branches",
       "--exclude-throw-branches", "--json"],
      check=True, capture_output=True).stdout
  branches, never, lines = 0, 0, []
  for file in json.loads(report)["files"]:
    source = Path(file["file"]).read_text().splitlines()
    for line in file["lines"]:
      counts = [b["count"] for b in line["branches"]]
      branches += len(counts)
      text = source[line["line_number"] - 1].strip()
      never += counts.count(0)
      lines += [f"{file['file']} | {text}"] if 0 in counts else []
  return branches, never, lines


def main():
  branches, never, lines = measure(sys.argv[1:])
  # the same text may stand on several lines: each is listed
  new = Counter(lines) - Counter(LIST.read_text().splitlines())
  for line in sorted(new):
    print("never taken, and without a reason:", line)
  part = 100 * (1 - never / branches)
  print(f"{part:.1f} % of {branches:,d} branches; the other {never} on"
        f" {len(lines)} lines, {sum(new.values())} of them without a reason")
  return bool(new) or part < WANTED


if __name__ == "__main__":
  sys.exit(main())
