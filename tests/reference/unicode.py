"""Letters, digits, small letters, and the columns of a terminal that characters
take, by Unicode: src/base/unicode_data.c.

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
WIDE = re.compile(r"^([0-9A-F]+)(?:\.\.([0-9A-F]+))?;[WF] ", re.M)
# No column of its own: what stands upon another character, what is not seen,
# the later parts of a Hangul syllable.  A hyphen that may be seen and the signs
# that go before a number have one.
NONE = {"Mn", "Me", "Cf"}
SEEN = {0xad, *range(0x600, 0x606), 0x6dd, 0x70f, 0x890, 0x891, 0x8e2, 0x110bd,
        0x110cd}
LATER = range(0x1160, 0x1200)
ONE, ZERO, TWO = range(3) # as the table has them
FOLDED = re.compile(r"\b(LATIN|GREEK|CYRILLIC)\b")
HEAD = """\
/* Made by tests/reference/unicode.py of Unicode {version}; not to be read.  How
   it is packed, the header says. */
#include "base/unicode_data.h"

/* clang-format off */
"""
GAPS = 24 # of a row, at most


def of_debian():
  """Version, general categories, small letters, names, wide characters."""
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
  wide = set()
  text = (FOLDER / "EastAsianWidth.txt").read_text()
  for low, high in WIDE.findall(text.replace(" ;", ";").replace("; ", ";")):
    wide.update(range(int(low, 16), int(high or low, 16) + 1))
  return version, category, lower, name, wide


def of_python():
  category, lower, name, wide = {}, {}, {}, set()
  for code in CODES:
    char = chr(code)
    if unicodedata.category(char) != "Cn":
      category[code] = unicodedata.category(char)
      name[code] = unicodedata.name(char, "")
    if unicodedata.east_asian_width(char) in "WF":
      wide.add(code)
    # its lower() has the full mapping, which differs for this one alone
    small = "i" if code == 0x130 else char.lower()
    if small != char:
      lower[code] = ord(small)
  return unicodedata.unidata_version, category, lower, name, wide


def unicode():
  """Version; kind, small letter and columns of every character it knows."""
  source = of_debian if (FOLDER / "UnicodeData.txt").exists() else of_python
  version, category, lower, name, wide = source()
  kind = {code: KINDS.get(category[code][0], 0) for code in category}
  small = {code: low if (low := lower.get(code)) and kind[code] == 1 and
           FOLDED.search(name[low]) else code for code in category}
  columns, before = {}, ONE
  for code in CODES:
    if code in category or code in wide:
      none = code in LATER or (category.get(code) in NONE and code not in SEEN)
      columns[code] = ZERO if none else TWO if code in wide else ONE
    elif before != ONE: # nobody's: as the one before
      columns[code] = before
    before = columns.get(code, ONE)
  return version, kind, small, columns


def ranges(small):
  """(first, distance of the last, plus) of the capitals, of few ranges many;
  where plus is 1 each second character is one, else each."""
  found = []
  for code in sorted(code for code in small if small[code] != code):
    plus = small[code] - code
    first, far, before = found[-1] if found else (0, 0, None)
    if plus == before and code == first + far + (2 if plus == 1 else 1):
      found[-1] = first, code - first, plus
    else:
      found.append((code, 0, plus))
  return found


def rows(kind):
  """The changes of kind in lines of 80 columns: where the first is, and how far
  on the next ones are."""
  lines, before, at = [], 0, 0
  for code in CODES:
    now = kind.get(code, 0)
    if now != before:
      gap = f",{code - at << 2 | now}"
      if (not lines or len(lines[-1] + gap) > 77 or
          lines[-1].count(",") == GAPS + 1 or code - at > 0x3fff):
        lines.append(f"{{0x{code << 2 | now:x},{{")
        gap = gap[:0]
      lines[-1] += gap if lines[-1][-1] != "{" else gap[1:]
      at = code
    before = now
  return [line + ("0}}," if line[-1] == "{" else "}},") for line in lines]


def filled(items):
  """Lines of at most 80 columns."""
  lines = [""]
  for item in items:
    if len(lines[-1]) + len(item) > 80:
      lines.append("")
    lines[-1] += item
  return lines


def table(type_name, name, lines):
  return (f"const struct {type_name} {name}[] = {{\n" + "\n".join(lines) +
          f"\n}};\nconst size_t {name}_n =\n"
          f"    sizeof {name} / sizeof {name}[0];\n")


def write(path, version, kind, small, columns):
  capitals = [f"{{0x{a:x},{far},{plus}}}," for a, far, plus in ranges(small)]
  path.write_text(
      HEAD.format(version=version) +
      table("unicode_data_kinds", "unicode_data_kinds", rows(kind)) +
      table("unicode_data_capitals", "unicode_data_capitals",
            filled(capitals)) +
      table("unicode_data_kinds", "unicode_data_columns", rows(columns)) +
      "/* clang-format on */\n")


def unpacked(lines):
  """The kind of every character, of the rows above."""
  changes, kind, now = {}, {}, 0
  for row in lines.splitlines():
    first, *gaps = (int(x, 0) for x in re.findall(r"\w+", row))
    at = first >> 2
    changes[at] = first & 3
    for gap in filter(None, gaps):
      at += gap >> 2
      changes[at] = gap & 3
  for code in CODES:
    now = changes.get(code, now)
    kind[code] = now
  return kind


def read(path):
  """Kind, small letter and columns of every character, as the file has them."""
  text = path.read_text()
  kinds, capitals, columns = re.findall(r"\[\] = \{\n(.*?)\n\};", text, re.S)
  small = {code: code for code in CODES}
  for row in re.findall(r"\{([^}]+)\}", capitals):
    first, far, plus = (int(x, 0) for x in row.split(","))
    for code in range(first, first + far + 1, 2 if plus == 1 else 1):
      small[code] = code + plus
  version = re.search(r"of Unicode ([\d.]+)", text)[1]
  return version, unpacked(kinds), small, unpacked(columns)


def main():
  path = Path(sys.argv[-1])
  version, kind, small, columns = unicode()
  if "--write" in sys.argv:
    write(path, version, kind, small, columns)
  has, has_kind, has_small, has_columns = read(path)
  wrong = [code for code in (CODES if has == version else kind)
           if has_kind[code] != kind.get(code, 0) or
           has_small[code] != small.get(code, code) or
           (code in kind and has_columns[code] != columns[code])]
  for code in wrong[:20]:
    print(f"U+{code:04X}: {has_kind[code]}, {has_small[code]:X}, "
          f"{has_columns[code]}; Unicode: {kind.get(code, 0)}, "
          f"{small.get(code, code):X}, {columns.get(code)}")
  print(f"{len(kind)} characters of Unicode {version}, the table is of {has}:"
        f" {len(wrong)} differ")
  return len(wrong) > 0


if __name__ == "__main__":
  sys.exit(main())
