"""Runs the program beside NumPy on settings that no golden file has.

    python3 tests/reference/agree.py TRAINLOOP

Tables must be equal.  Histories must agree to 1e-12 of the size of their
column: log differs between C libraries in the last bit of one noise value in
some ten thousand.  Where no log is involved (noise 0) they must be equal.
"""
import subprocess
import sys

import numpy as np
from linreg import apartments, epochs

TRAINLOOP = sys.argv[1]
SETTINGS = [(seed, n, lr, 25)
            for seed in (0, 1, 2, 3, 1000, 2**32 - 1)
            for n, lr in ((1, 1e-5), (7, 3e-7), (20, 1e-4), (128, 1e-5),
                          (1001, 1e-7), (8193, 1e-5), (20000, 2e-5))]


def run(*arguments):
  command = [TRAINLOOP, "linreg", *arguments]
  return subprocess.run(command, capture_output=True, text=True).stdout


def check(seed, n, lr, steps, noise):
  """Returns the greatest difference, as a part of the column's size."""
  x, y = apartments(seed, n, noise)
  states = list(epochs(x, y, lr, steps))
  flags = ["--seed", str(seed), "--samples", str(n), "--lr", repr(lr),
           "--epochs", str(steps), "--noise", str(noise)]
  rows = run(*flags, "--format", "csv").splitlines()[1:]
  assert len(rows) == steps + 1, (flags, len(rows))
  ours = np.array([[float(v) for v in row.split(",")[2:]] for row in rows])
  theirs = np.array(states)
  if noise == 0:
    assert (ours == theirs).all(), flags
  table = run(*flags, "-q", "--every", "1").splitlines()[2:]
  for k in range(steps):
    wanted = (f"{k:6d} {states[k][0]:14,.0f} {states[k + 1][1]:10.1f} "
              f"{states[k + 1][2]:10.1f}")
    assert table[k] == wanted, (flags, table[k], wanted)
  size = abs(theirs).max(axis=0)
  return (abs(ours - theirs) / size).max()


if __name__ == "__main__":
  worst = max(check(*s, noise) for s in SETTINGS for noise in (12000, 0))
  assert worst <= 1e-12, worst
  print(f"{2 * len(SETTINGS)} runs: tables equal, histories within {worst:.1e}"
        " of NumPy, without noise to the last bit")
