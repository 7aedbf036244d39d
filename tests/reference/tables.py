"""Tables as people have them: twenty ways to write one, and what happens to it.

    tables.py PROGRAM [SEED]

Each table is read by `PROGRAM data --data FILE --format csv` and by Python's csv
and float, told how it is written, and by pandas where that is installed: the
values must be the same to the bit, and a damage that has no meaning must be
refused with its line.
"""
import csv
import io
import math
import os
import random
import re
import subprocess
import sys
import tempfile

try:
    import pandas
except ImportError:
    pandas = None

program, seed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
MISSING = ["NA", "N/A", "NaN", "NULL", "?", "-", ".", "..", "nan", "null", ""]


class Dialect:
    def __init__(self, name, sep=",", decimal=".", end="\n", lead="", mark="",
                 header=True, quote=False, blanks="", thousands="", currency="",
                 percent="", index=None, corner="", names=("area", "price"),
                 aligned=False):
        self.__dict__.update(locals())


DIALECTS = [
    Dialect("plain"),
    Dialect("semicolon", sep=";"),
    Dialect("europe", sep=";", decimal=","),
    Dialect("tab", sep="\t"),
    Dialect("tab_comma", sep="\t", decimal=","),
    Dialect("pipe", sep="|"),
    Dialect("blanks", sep=" "),
    Dialect("aligned", sep=" ", aligned=True, header=False),
    Dialect("excel", end="\r\n", mark="\ufeff"),
    Dialect("mac", end="\r"),
    Dialect("quoted", quote=True),
    Dialect("spaced", quote=True, blanks=" "),
    Dialect("no_header", header=False),
    Dialect("titled", lead="Prices of homes\nin 1,000 dollars\n\n"),
    Dialect("commented", lead="sep=;\n# made by hand\n", sep=";"),
    Dialect("thousands", thousands=",", quote=True),
    Dialect("money", thousands=",", currency="$", quote=True),
    Dialect("german", sep=";", decimal=",", thousands=".", currency=" \u20ac"),
    Dialect("percent", percent=" %"),
    Dialect("pandas", index=0, corner=True),
    Dialect("r", index=1, corner=False, quote=True),
    Dialect("years", index="town", corner=True, names=("2019", "2020")),
    Dialect("swiss", sep=";", thousands="'"),
]


def number(rng, kind):
    """Digits as they stand in a file, without marks."""
    if kind.thousands:
        whole = rng.choice([rng.randrange(1000), rng.randrange(10**6),
                            rng.randrange(10**9)])
        places = rng.randrange(4)
        return "%s%d" % (rng.choice(["", "", "-"]), whole) + (
            ".%0*d" % (places, rng.randrange(10**places)) if places else "")
    x = rng.choice([rng.uniform(-1000, 1000), rng.uniform(0, 1),
                    rng.expovariate(1e-6)])
    return rng.choice([
        lambda: repr(x), lambda: "%.3f" % x, lambda: "%.17g" % x,
        lambda: "%.2e" % x, lambda: "%d" % x, lambda: "%.25f" % x,
        lambda: "%+.1f" % x])()


def written(digits, kind):
    """The same with the marks of the dialect."""
    if digits in MISSING:
        return digits
    sign = digits[0] if digits[0] in "+-" else ""
    whole, point, rest = digits[len(sign):].partition(".")
    if kind.thousands:
        groups = []
        while len(whole) > 3:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        whole = kind.thousands.join([whole] + groups)
    body = whole + (kind.decimal if point else "") + rest
    if kind.currency == "$":
        return sign + "$" + body
    return sign + body + kind.currency + kind.percent


def rows_of(rng, kind, n):
    """(n) lists of fields: index, note, x, y."""
    rows = []
    for i in range(n):
        row = []
        if kind.index is not None:
            row.append(str(kind.index + i) if isinstance(kind.index, int)
                       else rng.choice("ABC"))
        row += [rng.choice(["north", "south"])]
        row += [written(number(rng, kind), kind) for _ in range(2)]
        rows.append(row)
    return rows


def field(text, kind):
    needs = kind.sep != " " and kind.sep in text
    quote = needs or (kind.quote and not re.fullmatch(r"[-+.\de]*", text))
    return '"' + text + '"' if quote else text


def line(row, kind, rng):
    cells = [field(c, kind) for c in row]
    if kind.aligned:
        return "  " + "".join("%-30s " % c for c in cells).rstrip()
    if kind.sep == " ":
        return "".join(c + " " * rng.randrange(1, 4) for c in cells).rstrip()
    return (kind.sep + kind.blanks).join(cells)


def header(kind):
    names = ["note", *kind.names]
    return ([""] if kind.corner else []) + names


def python(text, kind):
    """What Python's csv and float make of it: pairs of doubles."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = lines[len(kind.lead):].split("\n")
    if kind.sep == " ":
        records = [s.split() for s in lines]
    else:
        records = list(csv.reader(lines, delimiter=kind.sep,
                                  skipinitialspace=True))
    records = [r for r in records if any(c.strip() for c in r)]
    first = 1 if kind.index is None else 2
    pairs = []
    for r in records[1 if kind.header else 0:]:
        pair = []
        for c in r[first:first + 2]:
            c = c.strip().strip("$\u20ac%").strip().replace("-$", "-")
            if kind.thousands:
                c = c.replace(kind.thousands, "")
            c = c.replace(kind.decimal, ".") if c not in MISSING else "nan"
            pair.append(float(c))
        if not any(math.isnan(x) for x in pair):
            pairs.append(tuple(pair))
    return pairs


def with_pandas(path, text, kind):
    """The same by pandas, or None where it has no argument for that."""
    if not pandas or kind.currency or kind.percent or kind.aligned:
        return None
    frame = pandas.read_csv(
        path, sep=r"\s+" if kind.sep == " " else kind.sep, decimal=kind.decimal,
        thousands=kind.thousands or None, skipinitialspace=True,
        skiprows=kind.lead.count("\n"), header=0 if kind.header else None,
        na_values=MISSING, float_precision="round_trip",
        encoding="utf-8-sig", index_col=False if kind.index is None
        else 0 if kind.corner else None)
    frame = frame.dropna(how="all")
    two = frame.iloc[:, 1:3].astype(float).dropna()
    return [tuple(row) for row in two.itertuples(index=False)]


def damage(lines, what, kind, rng):
    """Returns the lines, and the number of the one that is refused or 0."""
    top = 1 if kind.header else 0
    at = rng.randrange(top + 2, len(lines) - 1)
    if what == "empty":
        for _ in range(3):
            blank = "" if kind.sep == " " else kind.sep * rng.randrange(3)
            lines.insert(rng.randrange(top + 1, len(lines) + 1), blank)
        lines += ["", ""]
    elif what == "trailing":
        more = "  " if kind.sep == " " else kind.sep
        lines = [s + more for s in lines]
    elif what == "ragged":
        more = " extra" if kind.sep == " " else kind.sep + "extra"
        lines[at] += more
        return lines, at + 1
    elif what == "nearly":
        quote = '"' * lines[at].endswith('"')
        lines[at] = lines[at][:len(lines[at]) - len(quote)] + "x" + quote
        return lines, at + 1
    return lines, 0


def main():
    faults = checked = values = by_pandas = 0
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "t.csv")
    for kind in DIALECTS:
        for what in ("none", "missing", "empty", "trailing", "ragged",
                     "nearly"):
            rng = random.Random("%s %s %d" % (kind.name, what, seed))
            rows = rows_of(rng, kind, rng.choice([12, 60, 1500]))
            if what == "missing":
                for row in rng.sample(rows, len(rows) // 4):
                    row[-rng.randrange(1, 3)] = rng.choice(
                        MISSING[:-1] if kind.sep == " " else MISSING)
            lines = [line(r, kind, rng) for r in rows]
            if kind.header:
                lines.insert(0, line(header(kind), kind, rng))
            lines, bad = damage(lines, what, kind, rng)
            text = kind.mark + (kind.lead.replace("\n", kind.end) +
                                kind.end.join(lines) + kind.end)
            with open(path, "w", newline="", encoding="utf-8") as f:
                f.write(text)
            run = subprocess.run([program, "data", "--data", path, "--format",
                                  "csv"], capture_output=True, text=True)
            checked += 1
            name = "%s, %s" % (kind.name, what)
            if bad:
                bad += kind.lead.count("\n")
                if run.returncode != 3 or ":%d: " % bad not in run.stderr:
                    print("%s: not refused at line %d: %s" %
                          (name, bad, run.stderr or run.stdout[:100]))
                    faults += 1
                continue
            wanted = python(text, kind)
            found = [tuple(map(float, r)) for r in
                     list(csv.reader(io.StringIO(run.stdout)))[1:]]
            values += 2 * len(found)
            if run.returncode != 0 or found != wanted:
                print("%s: %d rows, not %d: %s" % (name, len(found),
                                                   len(wanted), run.stderr))
                first = [(a, b) for a, b in zip(found, wanted) if a != b][:1]
                print("   first difference (found, wanted):", first)
                print("  ", repr(text[:200]))
                faults += 1
            other = with_pandas(path, text, kind)
            if other is not None:
                by_pandas += 1
                if other != wanted:
                    print("%s: pandas has %d rows, not %d; first difference:" %
                          (name, len(other), len(wanted)),
                          [(a, b) for a, b in zip(other, wanted)
                           if a != b][:1])
                    faults += 1
    os.remove(path)
    os.rmdir(folder)
    print("%d tables, %d values, %d tables by pandas, %d faults" %
          (checked, values, by_pandas, faults))
    return faults > 0


sys.exit(main())
