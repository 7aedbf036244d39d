"""How many branches of the source the tests take, and which they do not.

    python3 tests/coverage/uncovered.py FOLDER...   from the project's folder

FOLDER: where programs built with --coverage have left what they counted.
Complains of fewer than 95 %, and of a line with a branch that is never taken
and that uncovered.txt, which says why, does not have.  Needs gcovr.
"""
import json
import subprocess
import sys
from pathlib import Path

WANTED = 95.0
LIST = Path(__file__).parent / "uncovered.txt"


def measure(folders):
  """Branches in all, and the lines that have some that were never taken."""
  report = subprocess.run(
      ["gcovr", *folders, "-r", ".", "--filter", "src/", "--branches",
       "--exclude-throw-branches", "--json"],
      check=True, capture_output=True).stdout
  branches, missed = 0, []
  for file in json.loads(report)["files"]:
    source = Path(file["file"]).read_text().splitlines()
    for line in file["lines"]:
      counts = [b["count"] for b in line["branches"]]
      branches += len(counts)
      text = source[line["line_number"] - 1].strip()
      missed += [f"{file['file']} | {text}"] * counts.count(0)
  return branches, missed


def main():
  branches, missed = measure(sys.argv[1:])
  listed = set(LIST.read_text().splitlines())
  new = sorted(set(missed) - listed)
  for line in new:
    print("never taken, and without a reason:", line)
  part = 100 * (1 - len(missed) / branches)
  print(f"{part:.1f} % of {branches:,d} branches; {len(missed)} others on"
        f" {len(set(missed))} lines, {len(new)} of them without a reason")
  return bool(new) or part < WANTED


if __name__ == "__main__":
  sys.exit(main())
