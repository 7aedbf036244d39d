"""Mistakes made on purpose: does a test see them?

    python3 tests/mutation/mutate.py COUNT [SEED [FILE...]]   in the project

Takes a copy of what is committed, changes one operator or constant of the
source at a time (COUNT of them, drawn by SEED), builds, and runs the tests
(those of CTest, and what NumPy says of the figures).
A mutant that they do not see must be in survivors.txt, with the reason; one
that is there counts as a survivor and is not run again.
"""
import hashlib
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

LIST = Path(__file__).parent / "survivors.txt"
CHANGES = [
    (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "),
    (r" == ", " != "), (r" != ", " == "), (r" \+ ", " - "), (r" - ", " + "),
    (r" \* (?=\w)", " / "), (r" / ", " * "), (r" && ", " || "),
    (r" \|\| ", " && "), (r"\b0\.0\b", "1.0"), (r"\b1\.0\b", "2.0"),
    (r"\b2\.0\b", "3.0"), (r"\b100\.0\b", "99.0"), (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"), (r"!(?=[\w(])", ""), (r"\+\+", "--"),
    (r" \+= ", " -= "), (r" -= ", " += "), (r"\bfmax\b", "fmin"),
    (r"\bfmin\b", "fmax"), (r"\bcontinue;", "break;"),
]


def code_lines(text):
  """(number, line) of the lines that are code, without comments."""
  inside = False
  for number, line in enumerate(text.splitlines()):
    if not inside and not line.lstrip().startswith(("/*", "#")):
      yield number, line.split("/*")[0]
    inside = "*/" not in line if inside or "/*" in line else False


def in_quotes(line, at):
  return len(re.findall(r'(?<!\\)"', line[:at])) % 2 == 1


def mutants(files):
  """All: file, line number, new line, and a name that says what."""
  for file in files:
    text, seen = Path(file).read_text(), Counter()
    lines = text.splitlines()
    for number, line in code_lines(text):
      for old, new in CHANGES:
        for m in re.finditer(old, line):
          if in_quotes(line, m.start()):
            continue
          changed = line[:m.start()] + new + line[m.end():]
          changed += lines[number][len(line):]
          name = f"{file} | {changed.strip()}"
          seen[name] += 1 # the same text may stand there twice
          again = f"  # {seen[name]}" if seen[name] > 1 else ""
          yield file, number, changed, name + again


def run(command, folder):
  """Did it succeed?  What runs or writes for ever is stopped, with all that
  it has started."""
  child = subprocess.Popen(f"ulimit -f 1000000; {command}", shell=True,
                           cwd=folder, start_new_session=True,
                           stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
  try:
    return child.wait(timeout=300) == 0
  except subprocess.TimeoutExpired:
    os.killpg(child.pid, signal.SIGKILL)
    return False


BUILD = "cmake --build build"
TEST = ("ctest --test-dir build --stop-on-failure --timeout 120"
        " -E '^(source|installed)$'"
        f" && '{sys.executable}' tests/reference/pictures.py build/trainloop")


def prepare(folder):
  assert run(f"git clone -q '{os.getcwd()}' '{folder}'", ".")
  assert run("cmake -B build -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS=-O1",
             folder)
  assert run(BUILD, folder), "the copy builds"
  assert run(TEST, folder), "the tests pass before any change"


def verdict(folder, mutant):
  """'unbuilt', 'killed' or 'survived'."""
  file, number, changed, _ = mutant
  path = Path(folder) / file
  text = path.read_text()
  lines = text.splitlines()
  lines[number] = changed
  path.write_text("\n".join(lines) + "\n")
  try:
    if not run(BUILD, folder):
      return "unbuilt"
    return "survived" if run(TEST, folder) else "killed"
  finally:
    path.write_text(text)


def work(folder, todo):
  prepare(folder)
  results = []
  for mutant in todo:
    results.append((mutant[3], verdict(folder, mutant)))
    if results[-1][1] == "survived":
      print("survived:", mutant[3], flush=True)
  return results


def main():
  count = int(sys.argv[1])
  seed = sys.argv[2] if len(sys.argv) > 2 else "1"
  files = sys.argv[3:] or sorted(
      str(p) for p in list(Path("src").glob("*/*.c")) + [Path("src/main.c")])
  if subprocess.run(["git", "diff", "--quiet", "HEAD"]).returncode:
    sys.exit("Commit first: what is committed is copied")
  # by a hash, so that a change of one file leaves the others' sample alone
  key = lambda m: hashlib.sha256((seed + m[3]).encode()).digest()
  every = sorted(mutants(files), key=key)
  drawn = every[:count]
  listed = set(LIST.read_text().splitlines()) if LIST.exists() else set()
  todo = [m for m in drawn if m[3] not in listed]
  with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(2) as pool:
    jobs = [pool.submit(work, f"{home}/{i}", todo[i::2]) for i in range(2)]
    results = [result for job in jobs for result in job.result()]
  new = sorted(name for name, what in results if what == "survived")
  for name in new:
    print("unexplained:", name)
  killed = sum(what == "killed" for _, what in results)
  survivors = len(drawn) - len(todo) + len(new)
  built = killed + survivors
  print(f"{killed} of {built} mutants killed (of {len(every):,d} possible),"
        f" {survivors} survived, {len(new)} of them unexplained")
  return bool(new)


if __name__ == "__main__":
  sys.exit(main())
