"""One table of speeds: beside reading the memory, and beside NumPy.

    python3 tests/bench/bench.py FOLDER TRAINLOOP   (cmake --build . -t bench)

FOLDER: where the programs trainloop_bench... are.  Each figure is the least
of several rounds; a round measures one side, then the other, so that a
machine whose speed drifts drifts for both.  Without NumPy its column is
empty.
"""
import subprocess
import sys
import tempfile
import time
from pathlib import Path

try:
  import numpy as np
except ImportError:
  np = None

FOLDER, TRAINLOOP = Path(sys.argv[1]), sys.argv[2]
LESSON = Path(__file__).parent / "lesson.py"
ROUNDS = 5


def ours(name, *arguments):
  """The lines of a program, as lists of words."""
  out = subprocess.run([FOLDER / name, *map(str, arguments)], check=True,
                       capture_output=True, text=True).stdout
  return [line.split() for line in out.splitlines()]


def timed(work, repeat=1):
  """Nanoseconds a call."""
  start = time.perf_counter_ns()
  for _ in range(repeat):
    work()
  return (time.perf_counter_ns() - start) / repeat


def least(*sides):
  """The least of each side, measured in turn; None where a side is None."""
  rounds = [[side() if side else None for side in sides]
            for _ in range(ROUNDS)]
  return [min(side) if side[0] is not None else None for side in zip(*rounds)]


def row(what, unit, mine, theirs=None, read=None, wanted=None):
  def times(ratio):
    return f"{ratio:,.1f} x" if ratio < 100 else f"{ratio:,.0f} x"
  print(f"{what:34} {mine:12,.2f} {unit:6}"
        f" {f'{100 * read / mine:.0f} %' if read else '':>10}"
        f" {f'{theirs:,.1f}' if theirs else '':>14}"
        f" {times(theirs / mine) if theirs else '':>9}  {wanted or ''}")


def epochs():
  """The regression epoch, the judge included."""
  for n, wanted in (20, 150), (1000, 15), (1_000_000, 6):
    theirs = None
    if np:
      np.random.seed(42)
      x = np.random.uniform(30, 150, n)
      y = 2500 * x + 15000 + np.random.randn(n) * 12000
      line = [0.0, 0.0]

      def four_lines():
        error = y - (line[0] * x + line[1])
        (error ** 2).mean()
        d_slope = -2 * (x * error).mean()
        d_intercept = -2 * error.mean()
        line[0] -= 1e-7 * d_slope
        line[1] -= 1e-7 * d_intercept
      repeat = max(3, 2_000_000 // (n + 2000))
      theirs = lambda: timed(four_lines, repeat)
    a, b = least(lambda: float(ours("trainloop_bench", n)[0][0]), theirs)
    row(f"epoch, {n:,d} samples", "ns", a, b, None, f"{wanted} x")
  n = 50_000_000
  epoch, read = least(*[lambda i=i: float(ours("trainloop_bench", n)[0][i])
                        for i in range(2)])
  row(f"epoch, {n:,d} samples", "ns", epoch, None, read, "65 % of memory")


def kernels():
  """Nanoseconds a double, of arrays that no cache holds."""
  n = 16_000_000
  theirs = {}
  if np:
    random, x = np.random.RandomState(42), np.random.random_sample(n)
    y = x.copy()

    def softmax():
      e = np.exp(x - x.max())
      return e / e.sum()
    theirs = {"sum": x.sum, "exp": lambda: np.exp(x, out=y),
              "softmax": softmax,
              "uniform": lambda: random.uniform(30, 150, n),
              "normal": lambda: random.randn(n),
              "shuffle": lambda: random.shuffle(y)}
  mine, other = {}, {}
  for _ in range(ROUNDS):
    for name, value in ours("trainloop_bench_kernels", n):
      mine[name] = min(float(value), mine.get(name, 1e18))
    for name, work in theirs.items():
      other[name] = min(timed(work) / n, other.get(name, 1e18))
  for name, value in mine.items():
    read = mine["read"] if name in ("sum", "exp", "softmax") else None
    row(f"{name}, a double", "ns", value, other.get(name), read)


def table_file():
  """Reading numbers from CSV."""
  with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
    file.write("sqm,price\n")
    file.writelines(f"{30 + i * 7 % 1200000 / 1e4:.4f},{i * 7919 % 400000}.25\n"
                    for i in range(1_000_000))
    file.flush()
    size = Path(file.name).stat().st_size / 1e6
    load = np and (lambda: size / (1e-9 * timed(
        lambda: np.loadtxt(file.name, delimiter=",", skiprows=1))))
    mine, other = [], []
    for _ in range(2):
      mine.append(float(ours("trainloop_bench_kernels", file.name)[0][0]))
      other += [load()] if load else []
    print(f"{'CSV to numbers':34} {max(mine):12,.2f} MB/s   {'':>10}"
          f" {f'{max(other):,.1f}' if other else '':>14}"
          f" {f'{max(mine) / max(other):.1f} x' if other else '':>9}  100 MB/s")


def softmax_step(V, n):
  """Nanoseconds an example of the lesson's four lines, in NumPy."""
  np.random.seed(42)
  W = np.random.randn(V, V) * 0.1
  pairs = np.random.randint(0, V, (n, 2)).tolist()

  def step():
    for word, target in pairs:
      scores = W[word]
      e = np.exp(scores - np.max(scores))
      p = e / np.sum(e)
      -np.log(p[target])
      onehot = np.zeros(V)
      onehot[target] = 1
      W[word] += 0.1 * (onehot - p)
  return timed(step) / n


def write_book(file, lines, distinct):
  """A text as uneven as language: word k about 1 / (k + 2.7) as frequent."""
  total, state, sums = 0.0, 1, []
  for k in range(distinct):
    total += 1 / (k + 2.7)
    sums.append(total)
  from bisect import bisect_left
  for _ in range(lines):
    line = []
    for _ in range(25):
      state = state * 6364136223846793005 + 1442695040888963407 & 2**64 - 1
      line.append(f"w{bisect_left(sums, (state >> 11) / 2**53 * total)}")
    file.write(" ".join(line) + "\n")
  file.flush()


def next_word():
  a, b = least(lambda: float(ours("trainloop_bench_words")[0][0]),
               np and (lambda: softmax_step(10, 20000)))
  row("example, 10 words", "ns", a, b, None, "100 x")
  with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
    write_book(file, 31600, 16000)
    speed, seconds, pairs, V = map(float, ours("trainloop_bench_words",
                                               file.name)[0])
  theirs = np and least(lambda: softmax_step(int(V), 400))[0] * pairs / 1e9
  row(f"epoch, {pairs:,.0f} pairs, {V:,.0f} words", "s", seconds, theirs,
      None, "50 x, 1 s")
  print(f"{'text to numbered words':34} {speed:12,.2f} MB/s"
        f"   {'':>10} {'':>14} {'':>9}  100 MB/s")


def whole_lesson():
  def process(*command):
    return lambda: timed(lambda: subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL)) / 1e6
  a, b = least(process(TRAINLOOP, "linreg"),
               np and process(sys.executable, LESSON))
  row("the whole lesson, as a process", "ms", a, b, None, "50 x")


def main():
  if not np:
    print(f"no NumPy in {sys.executable}: its column stays empty")
  print("of memory: the part of the speed at which the memory is merely read")
  print("ratio: how many times faster than NumPy; wanted: what the least is")
  print(f"{'':34} {'trainloop':>12} {'':6} {'of memory':>10} {'NumPy':>14}"
        f" {'ratio':>9}  wanted")
  epochs()
  kernels()
  table_file()
  next_word()
  whole_lesson()


main()
