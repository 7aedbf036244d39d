"""How many branches of the source the tests take, and which they do not.

    python3 tests/coverage/uncovered.py FOLDER...   from the project's folder

FOLDER: where programs built with --coverage have left what they counted.
Complains of fewer than 95 %, of a line with a branch that is never taken and
that uncovered.txt, which says why, does not have, and of one that it has and
the source has no more.  Needs gcovr.
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


def stale(listed):
  """The lines that the list has and the source has not."""
  for entry in listed:
    file, _, text = entry.partition(" | ")
    source = Path(file).read_text() if Path(file).exists() else ""
    if text not in (line.strip() for line in source.splitlines()):
      yield entry


def main():
  branches, never, lines = measure(sys.argv[1:])
  # the same text may stand on several lines: each is listed
  listed = [l for l in LIST.read_text().splitlines() if l.startswith("src/")]
  new = Counter(lines) - Counter(listed)
  gone = list(stale(listed))
  for line in sorted(new):
    print("never taken, and without a reason:", line)
  for line in gone:
    print("excused, and not in the source:", line)
  part = 100 * (1 - never / branches)
  print(f"{part:.1f} % of {branches:,d} branches; the other {never} on"
        f" {len(lines)} lines, {sum(new.values())} of them without a reason"
        + (f", {len(gone)} excuses for what is gone" if gone else ""))
  return bool(new or gone) or part < WANTED


if __name__ == "__main__":
  sys.exit(main())
