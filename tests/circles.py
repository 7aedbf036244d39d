"""Who calls whom: no circle between files, no call to a folder that is not
below, one header for one file.

    python3 tests/circles.py BUILD      in the project's folder

Asks nm what each object of the program defines and uses.  layers.txt has, for
each folder of src, those that it may call.  x.c has x.h, in its folder, in
include/trainloop or (what only src may call) in both, which declares all that
x.c defines, and nothing that another file defines; main.c has none.  A command
may be in commands.h of its folder.
"""
import re
import subprocess
import sys
from pathlib import Path

LAYERS = Path(__file__).parent.parent / "src/layers.txt"


def symbols(build):
  """Two tables by file, as src/line/fit.c: what it defines, what it uses."""
  defines, uses = {}, {}
  for path in Path(build).rglob("*.o*"):
    place = re.search(r"\.dir/(src/.*\.c)\.o(bj)?$", path.as_posix())
    if not place:
      continue
    lines = subprocess.run(["nm", "-P", path], check=True, text=True,
                           capture_output=True).stdout.splitlines()
    pairs = [line.split()[:2] for line in lines]
    defines[place[1]] = {s for s, kind in pairs if kind in "TDRBCVW"}
    uses[place[1]] = {s for s, kind in pairs if kind == "U"}
  return defines, uses


def circles(calls):
  """Groups of files each of which reaches all others of its group."""
  reach = {file: set(called) for file, called in calls.items()}
  for middle in reach: # Warshall
    for file in reach:
      if middle in reach[file]:
        reach[file] |= reach[middle]
  groups = {tuple(sorted(g for g in reach[f] if f in reach[g]))
            for f in reach if f in reach[f]}
  return sorted(groups)


def declared(header):
  """The functions and objects that a header declares; of no header none."""
  if not header.exists():
    return set()
  text = re.sub(r"/\*.*?\*/", "", header.read_text(), flags=re.S)
  text = re.sub(r"^#(.*\\\n)*.*$", "", text, flags=re.M)
  while re.search(r"\{[^{}]*\}", text): # bodies of types and inline functions
    text = re.sub(r"\{[^{}]*\}", "", text)
  objects = ",".join(re.findall(r"^extern ([^();]*);", text, flags=re.M))
  return set(re.findall(r"\b([a-z]\w*) *\(", text)
             + re.findall(r"\b([a-z]\w*) *(?:\[[^]]*\] *)*(?:,|$)", objects))


def header_faults(defines):
  owner = {s: file for file, found in defines.items() for s in found}
  for file, found in sorted(defines.items()):
    path = Path(file)
    places = path.parent, Path("include/trainloop")
    headers = [h for p in places if (h := p / f"{path.stem}.h").exists()]
    if file == "src/main.c":
      continue
    found -= declared(path.parent / "commands.h")
    if not headers and found:
      yield f"{file} has no header of its name"
    if not headers:
      continue
    header = headers[0]
    names = set().union(*map(declared, headers))
    for name in sorted(found - names):
      yield f"{header} does not declare {name} of {file}"
    for name in sorted(n for n in names if owner.get(n, file) != file):
      yield f"{header} declares {name} of {owner[name]}"


def layer_faults(ties):
  rows = [line.split() for line in LAYERS.read_text().splitlines()
          if line and not line.startswith("#")]
  below = {row[0]: set(row) for row in rows}
  below["main.c"] = set(below) | {"main.c"}
  for (a, b), names in sorted(ties.items()):
    above, called = a.split("/")[1], b.split("/")[1]
    if called not in below.get(above, ()):
      yield f"{a} calls {b}, which is not below: {' '.join(sorted(names))}"


def main():
  defines, uses = symbols(sys.argv[1])
  owner = {s: file for file, found in defines.items() for s in found}
  ties = {} # (caller, called): by which names
  for file, names in uses.items():
    for name in names & owner.keys():
      ties.setdefault((file, owner[name]), set()).add(name)
  calls = {file: {b for a, b in ties if a == file} for file in defines}
  faults = list(layer_faults(ties)) + list(header_faults(defines))
  groups = circles(calls)
  for group in groups:
    faults.append("circle: " + ", ".join(group))
    faults += [f"    {a} -> {b}: {' '.join(sorted(names)[:3])}"
               for (a, b), names in sorted(ties.items())
               if a in group and b in group]
  print(*faults, sep="\n", end="\n" if faults else "")
  print(f"{len(groups)} circles in {len(defines)} files, {len(ties)} ties,"
        f" {len(faults)} faults")
  return bool(faults) or not ties


if __name__ == "__main__":
  sys.exit(main())
