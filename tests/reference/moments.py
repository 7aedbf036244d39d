"""Sums of rows, exact but for one rounding each, and descent from them.

    python3 tests/reference/moments.py        writes tests/golden/moments_* ...
    python3 tests/reference/moments.py DIR    writes them into DIR

The sums are fractions; NumPy makes the rows.
"""
from fractions import Fraction

import numpy as np

from linreg import GOLDEN, apartments, number, sacramento, write

HEAD = "n,mean_x,mean_y,var_x,cov_xy,var_y"
RANGE = ",min_x,max_x,min_y,max_y"


def exact(x, y):
  """n, two means, three central moments."""
  x, y = [Fraction(float(v)) for v in x], [Fraction(float(v)) for v in y]
  n = len(x)
  mean_x, mean_y = sum(x) / n, sum(y) / n
  dx, dy = [v - mean_x for v in x], [v - mean_y for v in y]

  def mean(a, b):
    return float(sum(p * q for p, q in zip(a, b)) / n)

  return [n, float(mean_x), float(mean_y), mean(dx, dx), mean(dx, dy),
          mean(dy, dy)]


def sums(name, x, y, parts=1, ranges=True):
  rows = []
  for k in range(parts):
    a, b = x[k::parts], y[k::parts]
    rows.append([number(v) for v in exact(a, b)])
    if ranges:
      rows[-1] += [number(v) for v in (a.min(), a.max(), b.min(), b.max())]
  write(f"moments_{name}.csv", HEAD + (RANGE if ranges else ""), rows)


def history(name, x, y, lr, n, standardize=False, momentum=0.0):
  """Every epoch of a run that knows the sums alone."""
  _, mean_x, mean_y, var_x, cov, var_y = exact(x, y)
  slope = cov / var_x
  floor = var_y - slope * cov
  center, scale = (mean_x, np.sqrt(var_x)) if standardize else (0.0, 1.0)
  mean_x, var_x, slope = (
      (mean_x - center) / scale, var_x / scale / scale, slope * scale)
  w = b = v_w = v_b = 0.0
  rows = []
  for k in range(n + 1):
    off, error = slope - w, mean_y - (w * mean_x + b)
    loss = floor + var_x * off * off + error * error
    d_w, d_b = -2 * (var_x * off + mean_x * error), -2 * error
    rows.append([k] + [number(v) for v in (
        lr, loss, w / scale, b - w / scale * center,
        d_w * scale + d_b * center, d_b)])
    v_w, v_b = momentum * v_w + d_w, momentum * v_b + d_b
    w, b = w - lr * v_w, b - lr * v_b
  write(f"moments_history_{name}.csv",
        "epoch,lr,loss,slope,intercept,d_slope,d_intercept", rows)


if __name__ == "__main__":
  sums("42", *apartments())
  sums("42_plain", *apartments(), ranges=False)
  sums("42_parts", *apartments(), parts=3)
  sums("sacramento", *sacramento())
  sums("sacramento_parts", *sacramento(), parts=7)
  history("42", *apartments(), 1e-4, 60)
  history("momentum", *apartments(), 1e-4, 60, momentum=0.9)
  history("standardize", *sacramento(), 0.3, 40, standardize=True)
