"""The lesson in NumPy: what the Python learner sees, as golden files.

    python3 tests/reference/linreg.py        writes tests/golden/linreg_*
    python3 tests/reference/linreg.py DIR    writes them into DIR

The four steps of the loop are in epochs(), as four lines of NumPy.
"""
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
GOLDEN = Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parent / "golden")


def number(x):
  """The shortest of 15, 16 and 17 digits that reads back as x."""
  for digits in (15, 16, 17):
    text = f"{x:.{digits}g}"
    if float(text) == x:
      return text
  return "nan" if x != x else "inf" if x > 0 else "-inf"


def apartments(seed=42, n=20, noise=12000.0):
  np.random.seed(seed)
  sqm = np.random.uniform(30, 150, n)
  price = 2500.0 * sqm + 15000.0 + np.random.randn(n) * noise
  return sqm, price


def sacramento():
  path = HERE.parent.parent / "data" / "sacramento.csv"
  return np.loadtxt(path, delimiter=",", skiprows=1, unpack=True)


def epochs(x, y, lr, n):
  """Yields loss, parameters and gradients before each step; n + 1 times."""
  slope = intercept = 0.0
  for _ in range(n + 1):
    error = y - (slope * x + intercept)
    loss = (error ** 2).mean()
    d_slope = -2 * (x * error).mean()
    d_intercept = -2 * error.mean()
    yield loss, slope, intercept, d_slope, d_intercept
    slope -= lr * d_slope
    intercept -= lr * d_intercept


def table(name, x, y, lr, n, every=20):
  """The printout: loss before the step, parameters after it."""
  rows = [" Epoch           Loss      Slope  Intercept", "-" * 48]
  states = list(epochs(x, y, lr, n))
  for k in range(n):
    if k % every == 0 or k == n - 1:
      loss, slope, intercept = states[k][0], *states[k + 1][1:3]
      rows.append(f"{k:6d} {loss:14,.0f} {slope:10.1f} {intercept:10.1f}")
  (GOLDEN / f"linreg_table_{name}.txt").write_text("\n".join(rows) + "\n")


def history(name, x, y, lr, n, standardize=False, holdout=0):
  """Every epoch; with standardize in the units of the unscaled x."""
  head = "epoch,lr,loss,slope,intercept,d_slope,d_intercept"
  if holdout:
    held_x, x = x[:holdout], x[holdout:]
    held_y, y = y[:holdout], y[holdout:]
    head += ",loss_holdout"
  center, scale = (x.mean(), x.std()) if standardize else (0.0, 1.0)
  z = (x - center) / scale if standardize else x
  rows = [head]
  for k, (loss, w, b, d_w, d_b) in enumerate(epochs(z, y, lr, n)):
    slope = w / scale
    row = [lr, loss, slope, b - slope * center, d_w * scale + d_b * center, d_b]
    if holdout:
      held_z = (held_x - center) / scale if standardize else held_x
      row.append(((held_y - (w * held_z + b)) ** 2).mean())
    rows.append(",".join([str(k)] + [number(v) for v in row]))
  (GOLDEN / f"linreg_history_{name}.csv").write_text("\n".join(rows) + "\n")


def shuffled(seed, x, y):
  order = np.random.RandomState(seed).permutation(len(x))
  return x[order], y[order]


def data(name, seed, n):
  rows = ["sqm,price"]
  rows += [f"{number(x)},{number(y)}" for x, y in zip(*apartments(seed, n))]
  (GOLDEN / f"data_{name}.csv").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
  table("42", *apartments(), 1e-7, 200)
  table("500", *apartments(), 1e-7, 500, every=100)
  table("1e-4", *apartments(), 1e-4, 200)
  table("diverging", *apartments(), 2e-4, 13, every=1)
  table("7_100", *apartments(7, 100), 3e-5, 70)
  table("0_8", *apartments(0, 8), 1e-6, 45)
  table("max_1", *apartments(4294967295, 1), 1e-5, 30)
  table("99_1000", *apartments(99, 1000), 1e-7, 61)
  table("5_20000", *apartments(5, 20000), 1e-5, 41)
  table("sacramento", *sacramento(), 1e-7, 200)
  history("42", *apartments(), 1e-7, 200)
  history("7_129", *apartments(7, 129), 1e-4, 50)
  history("20000", *apartments(5, 20000), 1e-5, 20)
  history("standardize", *apartments(3, 50), 0.3, 30, standardize=True)
  history("holdout", *shuffled(42, *apartments()), 1e-7, 30, holdout=4)
  history("both", *shuffled(11, *apartments(11, 33)), 0.1, 20,
          standardize=True, holdout=7)
  history("sacramento", *sacramento(), 1e-7, 40)
  data("42", 42, 20)
  data("11_1000", 11, 1000)
