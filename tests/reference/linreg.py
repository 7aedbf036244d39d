"""The lesson in NumPy: what the Python learner sees, as golden files.

    python3 tests/reference/linreg.py        writes tests/golden/linreg_* ...
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


def write(name, head, rows):
  text = "\n".join([head] + [",".join(map(str, row)) for row in rows])
  (GOLDEN / name).write_text(text + "\n")


def diverged(first, last):
  """The lesson's test, and that of a run that only grew."""
  return not last <= max(1e20, 1e9 * first)


def scaled(x, standardize):
  center, scale = (x.mean(), x.std()) if standardize else (0.0, 1.0)
  return (x - center) / scale, center, scale


def sweep(name, x, y, rates, n=200, standardize=False):
  """Every rate's end; foretold from the eigenvalues of the Hessian alone."""
  z, center, scale = scaled(x, standardize)
  hessian = 2 * np.array([[(z * z).mean(), z.mean()], [z.mean(), 1.0]])
  critical = 2 / np.linalg.eigvalsh(hessian).max()
  rows = []
  for lr in rates:
    first = None
    for k, (loss, w, b, _, _) in enumerate(epochs(z, y, lr, n)):
      first = loss if k == 0 else first
      if diverged(first, loss) or k == n:
        break
      last = loss
    end = diverged(first, loss)
    last = loss if end else last
    verdict = "diverged" if end or loss > first * (1 + 1e-6) else "completed"
    slope = w / scale
    rows.append([number(lr), verdict, k, number(last), number(slope),
                 number(b - slope * center),
                 number(100.0 * ((first - last) / first)),
                 "diverged" if lr > critical else "completed"])
  write(f"sweep_{name}.csv", "lr,verdict,epochs,loss,slope,intercept,"
        "improvement_percent,predicted", rows)


def early_stopped(x, y, lr=1e-7, cap=5000, patience=20, min_delta=100.0,
                  percent=0.0, min_epochs=0, held=None):
  """Verdict, epoch, loss and parameters of the end, best epoch and loss."""
  reference = best = float("inf")
  best_epoch = waited = 0
  for k, (loss, w, b, _, _) in enumerate(epochs(x, y, lr, cap)):
    watched = loss if held is None else (
        (held[1] - (w * held[0] + b)) ** 2).mean()
    if watched < best:
      best, best_epoch = watched, k
    if k == cap:
      return "cap", cap - 1, last, w, b, best_epoch, best
    last = loss
    if reference - watched > min_delta + percent / 100.0 * best:
      reference, waited = watched, 0
    else:
      waited += 1
    if waited >= patience and k >= min_epochs:
      return "stopped", k, loss, w, b, best_epoch, best


def early_stop(name, x, y, holdout=0, standardize=False, **rule):
  held_x, train_x = x[:holdout], x[holdout:]
  held_y, train_y = y[:holdout], y[holdout:]
  z, center, scale = scaled(train_x, standardize)
  held = ((held_x - center) / scale, held_y) if holdout else None
  verdict, k, loss, w, b, at, best = early_stopped(z, train_y, held=held, **rule)
  slope = w / scale
  write(f"early_stop_{name}.csv",
        "verdict,epoch,loss,slope,intercept,best_epoch,best_loss",
        [[verdict, k, number(loss), number(slope),
          number(b - slope * center), at, number(best)]])


def unseen(seed=99):
  np.random.seed(seed)
  sqm = np.array([50.0, 75.0, 95.0, 110.0, 140.0])
  return sqm, 2500.0 * sqm + 15000.0 + np.random.randn(5) * 12000.0


def generalize(name, train, test, standardize=False, **rule):
  z, center, scale = scaled(train[0], standardize)
  _, _, _, w, b, _, _ = early_stopped(z, train[1], **rule)
  rows = []
  for label, (x, y) in (("train", train), ("test", test)):
    error = y - (w * ((x - center) / scale) + b)
    rows.append([label, len(x), number(abs(error).mean()),
                 number((error ** 2).mean())])
  write(f"generalize_{name}.csv", "set,n,mae,mse", rows)


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
  sweep("42", *apartments(), [1e-10, 1e-7, 1e-4, 2e-4])
  sweep("7", *apartments(7, 50), [1.2e-4, 1.3e-4, 1e-3, 1e-300], n=300)
  sweep("standardize", *apartments(3, 9), [0.5, 0.9, 1.1, 2.0], n=50,
        standardize=True)
  sweep("sacramento", *sacramento(), [1e-10, 1e-7, 1e-4])
  early_stop("42", *apartments())
  early_stop("1000", *apartments(), min_delta=1000.0)
  early_stop("patience", *apartments(), patience=5)
  early_stop("false", *apartments(), lr=1e-15)
  early_stop("percent", *apartments(5, 100), lr=1e-6, min_delta=0.0,
             percent=0.1)
  early_stop("min_epochs", *apartments(6, 7), lr=1e-15, min_epochs=333)
  early_stop("holdout", *shuffled(1, *apartments(1, 30)), holdout=6, lr=1e-5)
  early_stop("sacramento", *shuffled(42, *sacramento()), holdout=186, lr=0.1,
             standardize=True)
  generalize("42", apartments(), unseen())
  generalize("9", apartments(9, 1000), unseen(123), lr=1e-6, cap=700)
  generalize("standardize", apartments(8, 30), unseen(), lr=0.1,
             standardize=True)
