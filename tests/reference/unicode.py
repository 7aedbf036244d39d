"""Letters, digits and small letters by Unicode: src/base/unicode_data.c.

    unicode.py FILE.c            checks that it says what Unicode says
    unicode.py --write FILE.c    makes it

Unicode is Debian's package unicode-data where it is installed, or what Python
knows.  Characters that are not yet in the version at hand are not compared.
"""
import re
import sys
import unicodedata
from pathlib import Path

FOLDER = Path("/usr/share/unicode")
CODES = range(0x110000)
KINDS = {"L": 1, "M": 1, "N": 2}  # letters and their marks, digits; else 0
FOLDED = re.compile(r"\b(LATIN|GREEK|CYRILLIC)\b")
HEAD = """\
/* Made by tests/reference/unicode.py of Unicode {version}; not to be read. */
#include "base/unicode_data.h"
"""


def of_debian():
  """Version, general categories, small letters, names."""
  version = re.search(r"Blocks-([\d.]+)\.txt",
                      (FOLDER / "Blocks.txt").read_text())[1]
  category, lower, name = {}, {}, {}
  first = None
  for line in (FOLDER / "UnicodeData.txt").read_text().splitlines():
    field = line.split(";")
    code = int(field[0], 16)
    start = code if first is None else first
    first = code if field[1].endswith(", First>") else None
    for k in range(start, code + 1):
      category[k], name[k] = field[2], field[1]
    if field[13]:
      lower[code] = int(field[13], 16)
  return version, category, lower, name


def of_python():
  category, lower, name = {}, {}, {}
  for code in CODES:
    char = chr(code)
    if unicodedata.category(char) != "Cn":
      category[code] = unicodedata.category(char)
      name[code] = unicodedata.name(char, "")
    # its lower() has the full mapping, which differs for this one alone
    small = "i" if code == 0x130 else char.lower()
    if small != char:
      lower[code] = ord(small)
  return unicodedata.unidata_version, category, lower, name


def unicode():
  """Version, kind and small letter of every character that it knows."""
  source = of_debian if (FOLDER / "UnicodeData.txt").exists() else of_python
  version, category, lower, name = source()
  kind = {code: KINDS.get(category[code][0], 0) for code in category}
  small = {code: low if (low := lower.get(code)) and kind[code] == 1 and
           FOLDED.search(name[low]) else code for code in category}
  return version, kind, small


def ranges(small):
  """(first, last, step, plus) of the capitals, of few ranges many."""
  found = []
  for code in sorted(code for code in small if small[code] != code):
    plus = small[code] - code
    first, last, step, before = found[-1] if found else (0, 0, 0, None)
    apart = code - last
    if plus == before and apart <= 2 and step in (0, apart):
      found[-1] = first, code, apart, plus
    else:
      found.append((code, code, 0, plus))
  return [(first, last, step or 1, plus) for first, last, step, plus in found]


def filled(items):
  """Lines of at most 80 columns."""
  lines = [""]
  for item in items:
    if len(lines[-1]) + len(item) + 2 > 80:
      lines.append("")
    lines[-1] += (" " if lines[-1] else "    ") + item + ","
  return "\n".join(lines)


def write(path, version, kind, small):
  changes, before = [], 0
  for code in CODES:
    now = kind.get(code, 0)
    if now != before:
      changes.append(f"0x{code << 2 | now:x}")
    before = now
  lowers = ["{" + f"0x{a:x}, 0x{b:x}, {step}, {plus}" + "}"
            for a, b, step, plus in ranges(small)]
  path.write_text(
      HEAD.format(version=version) + "\n/* clang-format off */\n"
      "const uint32_t unicode_data_changes[] = {\n" + filled(changes) +
      "\n};\nconst size_t unicode_data_changes_n =\n"
      "    sizeof unicode_data_changes / sizeof unicode_data_changes[0];\n"
      "\nconst struct unicode_data_range unicode_data_capitals[] = {\n" +
      filled(lowers) + "\n};\nconst size_t unicode_data_capitals_n =\n"
      "    sizeof unicode_data_capitals / sizeof unicode_data_capitals[0];\n"
      "/* clang-format on */\n")


def read(path):
  """Kind and small letter of every character, as the file has them."""
  text = path.read_text()
  parts = re.findall(r"\[\] = \{\n(.*?)\n\};", text, re.S)
  changes, capitals = ([int(x, 0) for x in re.findall(r"-?\w+", part)]
                       for part in parts)
  kind, small, now, at = {}, {}, 0, 0
  for code in CODES:
    while at < len(changes) and changes[at] >> 2 == code:
      now, at = changes[at] & 3, at + 1
    kind[code], small[code] = now, code
  for first, last, step, plus in zip(*[iter(capitals)] * 4):
    for code in range(first, last + 1, step):
      small[code] = code + plus
  return re.search(r"of Unicode ([\d.]+)", text)[1], kind, small


def main():
  path = Path(sys.argv[-1])
  version, kind, small = unicode()
  if "--write" in sys.argv:
    write(path, version, kind, small)
  has, has_kind, has_small = read(path)
  wrong = [code for code in (CODES if has == version else kind)
           if has_kind[code] != kind.get(code, 0) or
           has_small[code] != small.get(code, code)]
  for code in wrong[:20]:
    print(f"U+{code:04X}: {has_kind[code]}, {has_small[code]:X}; Unicode:"
          f" {kind.get(code, 0)}, {small.get(code, code):X}")
  print(f"{len(kind)} characters of Unicode {version}, the table is of {has}:"
        f" {len(wrong)} differ")
  return len(wrong) > 0


if __name__ == "__main__":
  sys.exit(main())
