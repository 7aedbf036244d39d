"""Ratios against NumPy and against the memory, both sides measured in turn.

    python3 tests/bench/bench.py BENCH TRAINLOOP BENCH_WORDS
                                                     (cmake --build . -t bench)

Each figure is the least of several rounds; a round measures one side, then
the other, so that a machine whose speed drifts drifts for both.
"""
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

BENCH, TRAINLOOP, WORDS = sys.argv[1:4]
LESSON = Path(__file__).parent / "lesson.py"


def ours(n):
  out = subprocess.run([BENCH, str(n)], check=True, capture_output=True)
  return [float(v) for v in out.stdout.split()]


def numpy_epoch(x, y, repeat):
  """Nanoseconds per epoch of the four lines."""
  slope = intercept = 0.0
  start = time.perf_counter_ns()
  for _ in range(repeat):
    error = y - (slope * x + intercept)
    loss = (error ** 2).mean()
    d_slope = -2 * (x * error).mean()
    d_intercept = -2 * error.mean()
    slope -= 1e-7 * d_slope
    intercept -= 1e-7 * d_intercept
  return (time.perf_counter_ns() - start) / repeat, loss


def process(command):
  start = time.perf_counter_ns()
  subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
  return time.perf_counter_ns() - start


def numpy_step(V, n):
  """Nanoseconds per example of the lesson's softmax step."""
  np.random.seed(42)
  W = np.random.randn(V, V) * 0.1
  pairs = np.random.randint(0, V, (n, 2)).tolist()
  start = time.perf_counter_ns()
  for word, target in pairs:
    scores = W[word]
    e = np.exp(scores - np.max(scores))
    p = e / np.sum(e)
    loss = -np.log(p[target])
    onehot = np.zeros(V)
    onehot[target] = 1
    W[word] += 0.1 * (onehot - p)
  return (time.perf_counter_ns() - start) / n, loss


def words(*arguments):
  out = subprocess.run([WORDS, *arguments], check=True, capture_output=True)
  return [float(v) for v in out.stdout.split()]


def book(lines, distinct):
  """A text as uneven as language: word k about 1 / (k + 2.7) as frequent."""
  random = np.random.RandomState(1)
  share = np.cumsum(1 / (np.arange(distinct) + 2.7))
  ids = np.searchsorted(share, random.random_sample((lines, 25)) * share[-1])
  return "\n".join(" ".join(f"w{k}" for k in row) for row in ids.tolist())


def next_word():
  rounds = [(words()[0], numpy_step(10, 20000)[0]) for _ in range(7)]
  a, b = (min(side) for side in zip(*rounds))
  print(f"an example at 10 words: {a:.0f} ns, NumPy {b:,.0f} ns: ratio"
        f" {b / a:.1f} (wanted: 100)")
  with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
    file.write(book(31600, 16000))
    file.flush()
    speed, seconds, pairs, V = words(file.name)
  rounds = [numpy_step(int(V), 400)[0] for _ in range(5)]
  theirs = min(rounds) * pairs / 1e9
  print(f"an epoch of {pairs:,.0f} pairs, {V:,.0f} words: {seconds:.2f} s,"
        f" NumPy {theirs:.0f} s: ratio {theirs / seconds:.0f} (wanted: 50);"
        f" reading {speed:.0f} MB/s (wanted: 100)")


def main():
  print(f"{'an epoch of':>22} {'trainloop':>14} {'NumPy':>14} {'ratio':>8}"
        f" {'wanted':>7}")
  for n, wanted in (20, 150), (1000, 15), (1_000_000, 6):
    np.random.seed(42)
    x = np.random.uniform(30, 150, n)
    y = 2500 * x + 15000 + np.random.randn(n) * 12000
    repeat = max(3, 2_000_000 // (n + 2000))
    rounds = [(ours(n)[0], numpy_epoch(x, y, repeat)[0]) for _ in range(7)]
    a, b = (min(side) for side in zip(*rounds))
    print(f"{n:14,d} samples {a:11,.0f} ns {b:11,.0f} ns {b / a:8.1f}"
          f" {wanted:7d}")
  epoch, read = (min(side) for side in zip(*(ours(50_000_000)
                                             for _ in range(3))))
  print(f"{50_000_000:14,d} samples {epoch:11,.0f} ns; reading both columns"
        f" {read:,.0f} ns: {100 * read / epoch:.0f} % of the reading speed"
        f" (wanted: 65)")
  rounds = [(process([TRAINLOOP, "linreg"]),
             process([sys.executable, str(LESSON)])) for _ in range(15)]
  a, b = (min(side) for side in zip(*rounds))
  print(f"the whole lesson, as a process: {a / 1e6:.2f} ms, Python"
        f" {b / 1e6:.1f} ms: ratio {b / a:.1f} (wanted: 50)")

  next_word()


main()
