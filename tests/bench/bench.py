"""Ratios against NumPy and against the memory, both sides measured in turn.

    python3 tests/bench/bench.py BENCH TRAINLOOP      (cmake --build . -t bench)

Each figure is the least of several rounds; a round measures one side, then
the other, so that a machine whose speed drifts drifts for both.
"""
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

BENCH, TRAINLOOP = sys.argv[1:3]
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


main()
