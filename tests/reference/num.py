"""What the num layer must give, as golden files: NumPy and decimal say.

    python3 tests/reference/num.py        writes tests/golden/num_*
    python3 tests/reference/num.py DIR    writes them into DIR

Doubles are written as their 64 bits, so that no reader rounds them.
"""
import random
import struct
import sys
from decimal import Decimal, Overflow, Underflow, getcontext
from math import inf, isfinite, log, nextafter, sqrt, ulp
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
GOLDEN = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "golden"

# exp x is at its closest to a tie of doubles at x = -2^-54: 33 digits see it.
getcontext().prec = 60
getcontext().traps[Overflow] = getcontext().traps[Underflow] = False


def bits(x):
  return struct.pack(">d", x).hex()


def double(bits):
  return struct.unpack(">d", struct.pack(">Q", bits))[0]


def write(name, rows):
  text = "".join(" ".join(map(str, row)) + "\n" for row in rows)
  (GOLDEN / f"num_{name}.txt").write_text(text)


def beside(x, n=3):
  """x, and the n doubles on either side of it."""
  below, above = [x], [x]
  for _ in range(n):
    below.append(nextafter(below[-1], -inf))
    above.append(nextafter(above[-1], inf))
  return below[:0:-1] + above


def rounded(x, exact):
  """x, the double next to exact, and what is missing, in 1/1000 ulp."""
  near = float(exact)
  rest = 0
  if isfinite(near):
    rest = round((exact - Decimal(near)) / Decimal(ulp(near)) * 1000)
  return bits(x), bits(near), rest


def exp_points():
  r = random.Random(1)
  yield from (r.uniform(-746, 710) for _ in range(350))
  yield from (r.uniform(-745.2, -708.3) for _ in range(240))
  yield from (r.uniform(-708.75, -708.39) for _ in range(60)) # loses one bit
  yield from (r.uniform(-3, 3) for _ in range(200))
  for k in [*range(-60, 11), -1074, -1073, -1022, -500]:
    yield from (2.0 ** k, -2.0 ** k)
  # Where 2^k changes, where r is least; the ends of the ranges; -2^-54, 1.
  for k in [*range(-3, 4)] + [r.randrange(-1074, 1024) for _ in range(70)]:
    yield from beside(k * log(2), 1) + beside((k + 0.5) * log(2), 1)
  for x in (709.782712893384, -708.3964185322641, -745.1332191019411, -746.0):
    yield from beside(x, 5)
  for x in (0.0, 1.0, -1.0, 2.0 ** -53, -2.0 ** -54):
    yield from beside(x)
  yield from (1e3, -1e3, 1e308, -1e308)


def log_points():
  r = random.Random(2)
  yield from (double(r.randrange(1, 0x7ff << 52)) for _ in range(400))
  yield from (double(r.randrange(1, 1 << r.randrange(1, 53)))
              for _ in range(200))
  yield from (r.uniform(0.5, 2) for _ in range(300))
  for k in range(1, 54):
    yield from (1 + 2.0 ** (1 - k), 1 - 2.0 ** -k)
  # Beside 1, and beside other powers of 2, where log m is lost in k log 2.
  for _ in range(150):
    beside_one = 1 + r.uniform(-1, 1) * 2.0 ** -r.randrange(1, 50)
    yield from (beside_one, beside_one * 2.0 ** r.randrange(-1000, 1000))
  for k in [*range(-1074, 1024, 12), *range(-8, 9)]:
    yield 2.0 ** k
  for k in [0, -1022] + [r.randrange(-1000, 1000) for _ in range(28)]:
    yield from beside(2.0 ** k, 1) + beside(sqrt(2) * 2.0 ** k, 1)
  yield from beside(1.0, 20) + beside(sqrt(0.5)) + beside(sqrt(2))
  yield from (5e-324, 1e-323, nextafter(inf, 0), 2.718281828459045)


def draws(seed):
  """Kind, argument, number of the draw, its bits: by RandomState(seed)."""
  def start():
    return np.random.RandomState(seed)

  def mixed(rs):
    return [(rs.randn(), rs.random_sample())[0] for _ in range(2000)]

  # A state has 624 words and is renewed in two parts, at 227.
  words = [*range(6), 226, 227, 228, 622, 623, 624, 625, 1247, 1248, 9999]
  pairs = [*range(6), 113, 114, 311, 312, 313, 624, 4999]
  for i in words:
    yield "bits", 0, i, np.frombuffer(start().bytes(40000), "<u4")[i].item()
  for i in pairs:
    yield "double", 0, i, bits(start().random_sample(5000)[i])
    yield "uniform", 0, i, bits(start().uniform(30, 150, 5000)[i])
  for i in [*range(40), *range(490, 500), 4998, 4999]:
    yield "normal", 0, i, bits(start().randn(5000)[i])
  for i in [*range(10), 1001, 1002]: # one of a pair waits during a double
    yield "mixed", 0, i, bits(mixed(start())[i])
  # randint masks and refuses as the shuffle does, with 32 bits or with 64.
  for last in (1, 2, 6, 99, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1, 2 ** 32,
               10 ** 12, 2 ** 63, 2 ** 64 - 2):
    drawn = start().randint(0, last + 1, 1001, dtype=np.uint64)
    for i in (0, 1, 2, 1000):
      yield "interval", last, i, drawn[i].item()
  for n in (1, 2, 10, 25, 1000, 70000):
    order = start().permutation(n).tolist()
    for i in range(n) if n <= 25 else (0, 1, n // 2, n - 1):
      yield "permutation", n, i, order[i]
    yield "permutation", n, n, sum(k * v for k, v in enumerate(order, 1))


def all_draws():
  for seed in (0, 1, 42, 99, 4294967295):
    for kind, argument, i, value in draws(seed):
      yield (kind, seed, argument, i,
             f"{value:016x}" if isinstance(value, int) else value)


def sums():
  """n, and the sum of the first n of one stream."""
  x = np.random.RandomState(3).uniform(-1e6, 1e6, 1000000)
  for n in [*range(21), *range(127, 132), 136, 255, 256, 257, 1000, 4096,
            *range(8191, 8202), 16384, 16385, 20000, 100003, 1000000]:
    yield n, bits(np.sum(x[:n]))


def softmaxes():
  """n and the log of the sum of exponentials, then n times: score, share."""
  rs = np.random.RandomState(4)
  for n, scale in ((1, 1), (2, 1), (2, 1e4), (3, 1e-9), (10, 1), (10, 30),
                   (10, 1000), (128, 1), (129, 5), (300, 100)):
    z = (rs.randn(n) * scale).tolist()
    e = [Decimal(v).exp() for v in z]
    yield n, bits(float(sum(e).ln()))
    for k in range(n):
      yield bits(z[k]), bits(float(e[k] / sum(e)))


if __name__ == "__main__":
  write("exp", (rounded(x, Decimal(x).exp()) for x in exp_points()))
  write("log", (rounded(x, Decimal(x).ln()) for x in log_points()))
  write("rng", all_draws())
  write("sum", sums())
  write("softmax", softmaxes())
