"""How the work grows with what it is done on: instructions over sizes.

    python3 tests/bench/growth.py TRAINLOOP [NAME...]     all, or those named

For each kind the exponent that fits the sizes best (of the instructions, less
those of a program that does nothing), and the one of the last step: above
MOST is a finding.  Around a switch from one way of working to another, one
word more may not cost more than a share of MOST - 1.
"""
import math
import os
import random
import string
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from instructions import count

MOST = 1.15


def lines(name, words, width=10):
  with open(name, "w") as file:
    for i in range(0, len(words), width):
      file.write(" ".join(words[i:i + width]) + "\n")


def random_words(n, words, seed=1):
  """Zipf's law, about: word k as often as 1 / k."""
  draw = random.Random(seed)
  return [f"w{int(words ** draw.random())}" for _ in range(n)]


def text(n):
  lines(f"text{n}", random_words(n, 2000))
  return f"count text{n}"


def book(n):
  lines(f"book{n}", random_words(n, 2000))
  return f"bigram --text book{n} --init zero --epochs 1 -q"


def fan(n):
  """One word before n others."""
  lines(f"fan{n}", [word for i in range(n) for word in ("the", f"w{i}")], 2)
  return f"bigram --text fan{n} --init zero --epochs 2 -q"


def one_hash(n):
  """Words of one value of h = (h ^ letter) * 0x9E3779B1, 32 bits: what the
  vocabulary once had.  By birthdays: two blocks that lead to one h."""
  draw, h, blocks = random.Random(1), 0, []
  while len(blocks) < 13:
    seen = {}
    while True:
      block, to = "".join(draw.choices(string.ascii_lowercase, k=6)), h
      for letter in block.encode():
        to = (to ^ letter) * 0x9E3779B1 % 2 ** 32
      if seen.setdefault(to, block) != block:
        break
    blocks.append((seen[to], block))
    h = to
  lines(f"hash{n}", ["".join(b[i >> k & 1] for k, b in enumerate(blocks))
                     for i in range(n)])
  return f"count hash{n}"


def history(n):
  return f"linreg --epochs {n} --history h{n} -q"


def plot(n):
  subprocess.run([TRAINLOOP, "linreg", "--epochs", str(n), "--history",
                  f"p{n}", "-q"], check=True, stdout=subprocess.DEVNULL)
  return f"plot p{n}"


def sentences(n):
  lines(f"made{n}", random_words(3000, 3000))
  return f"bigram --text made{n} --init zero --epochs 1 --generate {n} -q"


def sentences_words(n):
  lines(f"many{n}", [f"w{i}" for i in range(n)])
  return f"bigram --text many{n} --init zero --epochs 1 --generate 100 -q"


def vocabulary(n):
  lines(f"words{n}", [f"w{i}" for i in range(n)] * 2)
  return f"bigram --text words{n} --init zero --epochs 1 -q"


# each with its sizes, and what it may grow like, where that is more
KINDS = {
    "text, counted": (text, [20_000, 40_000, 80_000, 160_000]),
    "text, learned": (book, [5_000, 10_000, 20_000, 40_000]),
    # a turn costs what its row does, and takes the root of that of examples
    "one word before many": (fan, [1000, 2000, 4000, 8000], 1.3),
    "words of one hash": (one_hash, [1024, 2048, 4096, 8192]),
    "history": (history, [2000, 4000, 8000, 16_000]),
    "history, drawn": (plot, [2000, 4000, 8000, 16_000]),
    "sentences": (sentences, [50, 100, 200, 400]),
    "sentences of many words": (sentences_words, [4000, 8000, 16_000, 32_000]),
    "vocabulary": (vocabulary, [4000, 8000, 16_000, 32_000]),
}


def around(words, command):
  """A text of so many words, each of which is there as often as any other."""
  lines(f"v{words}", [f"w{i}" for i in range(words)] * (6000 // words + 1))
  return command.format(f"--text v{words} --epochs 1")


# where another way of working begins: the last number of words before it
SWITCHES = {
    "rows that are long": (50, "bigram {} --init random -q"),
    "slots of a turn": (160, "bigram {} --init random -q"),
    "all pairs as CSV": (200, "bigram {} --format csv -q"),
    "random start": (2000, "bigram {} -q"),
}


def run(command):
  return count(TRAINLOOP, command)


def exponent(sizes, work):
  x, y = [math.log(n) for n in sizes], [math.log(w) for w in work]
  mean = sum(x) / len(x)
  return (sum((a - mean) * b for a, b in zip(x, y)) /
          sum((a - mean) ** 2 for a in x))


def main():
  base, wrong, names = run("--version"), 0, sys.argv[2:]
  with ThreadPoolExecutor(2) as pool:
    grown = {name: [pool.submit(lambda f=f, n=n: run(f(n))) for n in sizes]
             for name, (f, sizes, *_) in KINDS.items()
             if not names or name in names}
    beside = {name: [pool.submit(lambda n=n, c=c: run(around(n, c)))
                     for n in (last, last + 1)]
              for name, (last, c) in SWITCHES.items()
              if not names or name in names}
  for name, tasks in grown.items():
    _, sizes, *most = KINDS[name]
    most = most[0] if most else MOST
    work = [task.result() - base for task in tasks]
    found = max(exponent(sizes, work), exponent(sizes[-2:], work[-2:]))
    wrong += not found <= most
    print(f"{name}: n^{found:.2f}, {work[-1]:,d} instructions"
          f" at {sizes[-1]:,d}{'' if found <= most else ': TOO MUCH'}")
  for name, tasks in beside.items():
    last, more = [task.result() - base for task in tasks]
    wrong += not more <= MOST * last
    print(f"{name}: {more / last:.2f} times at one word more, {last:,d}"
          f" before{'' if more <= MOST * last else ': TOO MUCH'}")
  n = len(grown) + len(beside)
  print(f"{n - wrong} of {n} kinds grow as they may")
  return wrong > 0


if __name__ == "__main__":
  TRAINLOOP = os.path.abspath(sys.argv[1])
  with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    sys.exit(main())
