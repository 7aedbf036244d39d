"""Momentum, mini-batches, a random start and a bent truth in NumPy.

    python3 tests/reference/descent.py        writes tests/golden/descent_* ...
    python3 tests/reference/descent.py DIR    writes them into DIR

What a step does is in steps(), what is predicted of momentum in modes(): the
eigenvalues alone.
"""
import numpy as np

from linreg import (apartments, diverged, number, scaled, shuffled, write)


def bent(seed=42, n=20, curve=0.0):
  """The apartments, and the training stream behind them."""
  x, y = apartments(seed, n)
  return x, y + curve * (x - 90.0) ** 2, np.random.get_state()


def best_line(x, y):
  slope, intercept = np.linalg.lstsq(np.stack([x, x ** 0], 1), y, rcond=None)[0]
  return slope, intercept


def steps(x, y, lr, n, momentum=0.0, batch=None, stream=None, start=(0.0, 0.0)):
  """Yields loss, parameters, gradients of all rows before epoch 0, 1, ... n."""
  w, v = np.array(start), np.zeros(2)
  random = np.random.RandomState()
  if batch:
    random.set_state(stream)

  def gradient(some):
    error = y[some] - (w[0] * x[some] + w[1])
    return np.array([-2 * (x[some] * error).mean(), -2 * error.mean()])

  for _ in range(n + 1):
    rows = np.arange(len(x))
    all_rows = gradient(rows)
    yield ((y - (w[0] * x + w[1])) ** 2).mean(), *w, *all_rows
    if batch:
      random.shuffle(rows)
    for at in range(0, len(x), batch or len(x)):
      g = gradient(rows[at:at + batch]) if batch else all_rows
      v = momentum * v + g
      w = w - lr * v


def history(name, data, lr, n, standardize=False, holdout=0, **how):
  x, y, stream = data
  head = "epoch,lr,loss,slope,intercept,d_slope,d_intercept"
  held_x, x, held_y, y = x[:holdout], x[holdout:], y[:holdout], y[holdout:]
  head += ",loss_holdout" if holdout else ""
  z, center, scale = scaled(x, standardize)
  rows = []
  for k, (loss, w, b, d_w, d_b) in enumerate(
      steps(z, y, lr, n, stream=stream, **how)):
    slope = w / scale
    row = [lr, loss, slope, b - slope * center, d_w * scale + d_b * center, d_b]
    if holdout:
      held_z = (held_x - center) / scale if standardize else held_x
      row.append(((held_y - (w * held_z + b)) ** 2).mean())
    rows.append([k] + [number(v) for v in row])
  write(f"descent_history_{name}.csv", head, rows)


def modes(x, y, lr, momentum, n):
  """Will a run of n epochs diverge?  From the Hessian alone."""
  hessian = 2 * np.array([[(x * x).mean(), x.mean()], [x.mean(), 1.0]])
  values, vectors = np.linalg.eigh(hessian)
  best = np.array(best_line(x, y))
  floor = ((y - (best[0] * x + best[1])) ** 2).mean()
  now = vectors.T @ -best
  before = now
  losses = []
  for _ in range(n):
    losses.append(floor + (values * now ** 2).sum() / 2)
    now, before = (now - lr * values * now + momentum * (now - before)), now
    if diverged(losses[0], losses[-1]):
      return True
  end = floor + (values * now ** 2).sum() / 2
  return not end <= losses[0] * (1 + 1e-6)


def stable(x, lr, momentum):
  """Do both distances shrink in the long run?  Then momentum may overshoot."""
  hessian = 2 * np.array([[(x * x).mean(), x.mean()], [x.mean(), 1.0]])
  return lr * np.linalg.eigvalsh(hessian).max() <= 2 * (1 + momentum)


def sweep(name, data, rates, n, momentum=0.0, batch=None):
  x, y, stream = data
  baseline = ((y - y.mean()) ** 2).mean() if batch else 0.0
  rows = []
  for lr in rates:
    first = None
    for k, (loss, w, b, _, _) in enumerate(
        steps(x, y, lr, n, momentum, batch, stream)):
      first = loss if k == 0 else first
      if diverged(first, loss) or k == n:
        break
      last = loss
    sound = not batch and stable(x, lr, momentum)
    end = diverged(first, loss)
    last = loss if end else last
    grown = loss > first * (1 + 1e-6) and not loss <= baseline and not sound
    fate = "" if batch else (
        "completed" if sound or not modes(x, y, lr, momentum, n) else
        "diverged")
    rows.append([number(lr), "diverged" if end or grown else "completed", k,
                 number(last), number(w), number(b),
                 number(100.0 * ((first - last) / first)), fate])
  write(f"descent_sweep_{name}.csv", "lr,verdict,epochs,loss,slope,intercept,"
        "improvement_percent,predicted", rows)


def stopped(name, data, lr, cap=5000, patience=20, min_delta=100.0, **how):
  """early-stop, whose loss may rise."""
  x, y, stream = data
  reference = best = float("inf")
  waited = at = 0
  for k, (loss, w, b, _, _) in enumerate(
      steps(x, y, lr, cap, stream=stream, **how)):
    if loss < best:
      best, at = loss, k
    if k == cap:
      verdict, k, loss = "cap", cap - 1, last
      break
    last = loss
    waited += 1
    if reference - loss > min_delta:
      reference, waited = loss, 0
    if waited >= patience:
      verdict = "stopped"
      break
  write(f"descent_stop_{name}.csv",
        "verdict,epoch,loss,slope,intercept,best_epoch,best_loss",
        [[verdict, k, number(loss), number(w), number(b), at, number(best)]])
  return w, b


def made(name, data):
  write(f"descent_data_{name}.csv", "sqm,price",
        [[number(x), number(y)] for x, y in zip(*data[:2])])


def scores(name, data, line, curve):
  """generalize: errors on the five sizes, whose truth is bent as well."""
  np.random.seed(99)
  sqm = np.array([50.0, 75.0, 95.0, 110.0, 140.0])
  price = 2500.0 * sqm + 15000.0 + np.random.randn(5) * 12000.0
  price += curve * (sqm - 90.0) ** 2
  rows = []
  for label, x, y in (("train", *data[:2]), ("test", sqm, price)):
    error = y - (line[0] * x + line[1])
    rows.append([label, len(x), number(abs(error).mean()),
                 number((error ** 2).mean())])
  write(f"descent_generalize_{name}.csv", "set,n,mae,mse", rows)


def anywhere(data, seed):
  """Both parameters between 0 and twice the best line's."""
  part = np.random.RandomState(seed).random_sample(2)
  return tuple(part * 2.0 * np.array(best_line(*data[:2])))


def parted(seed, n, curve=0.0):
  """Shuffled for --holdout, by a stream of its own."""
  x, y, stream = bent(seed, n, curve)
  return *shuffled(seed, x, y), stream


if __name__ == "__main__":
  history("momentum", bent(), 1e-4, 300, momentum=0.9)
  history("heavy", bent(7, 50), 2e-5, 60, momentum=0.99)
  history("scaled", parted(3, 30), 0.3, 40, momentum=0.8, standardize=True,
          holdout=6)
  history("batch", bent(), 1e-4, 60, batch=5)
  history("uneven", bent(5, 23), 1e-6, 40, batch=7)
  history("one", bent(8, 12), 1e-5, 30, batch=1)
  history("all", parted(11, 33, 3.0), 1e-5, 30, batch=8, momentum=0.5,
          holdout=7)
  history("batch_scaled", bent(2, 40), 0.1, 30, batch=10, standardize=True)
  made("curve", bent(curve=20.0))
  made("hollow", bent(9, 15, -3.5))
  sweep("momentum", bent(), [1e-10, 1e-7, 1e-4, 2.2e-4, 2.23e-4, 2.24e-4, 1e-3],
        400, momentum=0.9)
  sweep("early", bent(), [1e-5, 1e-4, 2.2e-4, 2.3e-4], 3, momentum=0.9)
  sweep("heavy", bent(4, 50), [1e-5, 1e-4, 2e-4, 3e-4], 1000, momentum=0.99)
  sweep("batch", bent(), [1e-7, 1e-5, 1e-4, 1e-3], 100, batch=5)
  stopped("momentum", bent(), 1e-4, momentum=0.9)
  stopped("batch", bent(), 1e-5, batch=5, patience=3)
  stopped("cap", bent(), 1e-7, batch=5)
  scores("curve", bent(curve=20.0),
         stopped("curve", bent(curve=20.0), 1e-5), 20.0)
