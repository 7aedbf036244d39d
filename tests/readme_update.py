"""Rewrites what the README's blocks show, from the program, and prints the
difference.

    python3 tests/readme_update.py [BUILD]      in the project's folder

Each ```console block is run as tests/readme.cmake runs it.  Where a line
"..." stands for lines left out, what is shown of the new output begins and
ends at the lines that have stayed.  The table of claims gets the verdicts of
the runs.  What cannot be placed is left as it is, and named.
"""
import difflib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BUILD = Path(sys.argv[1] if len(sys.argv) > 1 else "build").resolve()
TOOLS = {"trainloop": BUILD / "trainloop",
         "./skeleton": BUILD / "tests" / "skeleton"}
README = Path("README.md")
lost = []


def run(command, folder):
  tool, *words = shlex.split(command)
  return subprocess.run([TOOLS[tool], *words], cwd=folder, text=True,
                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                        stderr=subprocess.STDOUT).stdout.splitlines()


def place(piece, found, start):
  """The part of found, from start on, that is the piece now: (begin, end), or
  None where no line of the piece is left."""
  match = difflib.SequenceMatcher(None, piece, found[start:], autojunk=False)
  same = [m for m in match.get_matching_blocks() if m.size]
  same = [m for m in same if any(l.strip() for l in piece[m.a:m.a + m.size])]
  if not same:
    return None
  first, last = same[0], same[-1]
  begin = start + first.b - first.a
  end = start + last.b + len(piece) - last.a
  return max(begin, start), min(end, len(found))


def renewed(command, shown, found):
  """What the block shows now under the command."""
  pieces, piece = [], []
  for line in shown:
    if line == "...":
      pieces.append(piece)
      piece = []
    else:
      piece.append(line)
  pieces.append(piece)
  if len(pieces) == 1:
    return found
  result, at = [], 0
  for number, piece in enumerate(pieces):
    if number:
      result.append("...")
    if not piece:
      continue
    first, last = number == 0, number == len(pieces) - 1
    where = place(piece, found, at)
    if where is None and not first and not last:
      lost.append(f"$ {command}\n" + "\n".join(piece))
      result += piece
      continue
    begin, end = where or (at, at + len(piece)) # the first and the last piece
    if last: # hold on to the ends
      begin, end = begin if where else len(found) - len(piece), len(found)
    begin = 0 if first else max(begin, at)
    result += found[begin:end]
    at = end
  return result


def blocks(lines, folder):
  """All lines of the README, with the blocks made anew."""
  result, inside, i = [], False, 0
  while i < len(lines):
    line = lines[i]
    i += 1
    result.append(line)
    if line.startswith("```"):
      inside = line == "```console"
    elif inside and line.startswith("$ "):
      begin = i
      while not lines[i].startswith(("```", "$ ")):
        i += 1
      result += renewed(line[2:], lines[begin:i], run(line[2:], folder))
  return result


def claims(lines, folder):
  """The verdicts of the table of claims."""
  row = re.compile(r"\| ([a-z-]+) \| ([^|]+) \| (true|false) \|$")
  printed = {}
  for i, line in enumerate(lines):
    match = row.match(line)
    if not match:
      continue
    stage, claim, verdict = match.groups()
    if stage not in printed:
      printed[stage] = run(f"trainloop {stage} --claims-only", folder)
    judged = [p.split()[0] for p in printed[stage]
              if re.match(rf"  [a-z]+ +{re.escape(claim)}( |$)", p)]
    if len(judged) != 1:
      lost.append(line)
    else:
      lines[i] = line.replace(f"| {verdict} |", f"| {judged[0]} |")
  return lines


def main():
  old = README.read_text().splitlines()
  with tempfile.TemporaryDirectory() as folder:
    shutil.copytree("data", f"{folder}/data")
    new = claims(blocks(old, folder), folder)
  for line in difflib.unified_diff(old, new, "README.md", "README.md, now",
                                   lineterm=""):
    print(line)
  README.write_text("\n".join(new) + "\n")
  for what in lost:
    print(f"left as it is, for nothing of it is printed any more:\n{what}")
  return bool(lost)


if __name__ == "__main__":
  sys.exit(main())
