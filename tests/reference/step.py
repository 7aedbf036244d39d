"""Single steps in NumPy, as the command step is to show them.

    python3 tests/reference/step.py        writes tests/golden/step.txt
    python3 tests/reference/step.py DIR    writes it into DIR

"$ ARGUMENT..." is a run, "> TEXT" what is typed at its prompts, and the lines
below must be on its last screen.
"""
import sys
from pathlib import Path

import numpy as np

from bigram import SENTENCES, corpus, softmax
from linreg import apartments, number, sacramento, scaled

HERE = Path(__file__).parent
GOLDEN = Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parent / "golden")


def short(x):
  """Grouped, with decimals where it is small."""
  size = abs(x)
  if size < 0.01 and size > 0:
    return f"{x:.3g}"
  places = 0 if size >= 99.5 or size == 0 else 1 if size >= 9.95 else 2
  return f"{x:,.{places}f}"


def plus(x, text):
  return f" {'-' if x < 0 else '+'} {text.lstrip('-')}"


def minus(x, text):
  return f" {'+' if x < 0 else '-'} {text.lstrip('-')}"


def parameter(x):
  return f"{x:.4g}" if 0 < abs(x) < 0.1 else f"{x:.1f}"


def line(x, y, lr, n, start=(0.0, 0.0)):
  """The n-th step: what the screen and `more` have of it."""
  slope, intercept = start
  for _ in range(n):
    before = slope, intercept
    error = y - (slope * x + intercept)
    loss = (error ** 2).mean()
    d_slope = -2 * (x * error).mean()
    d_intercept = -2 * error.mean()
    slope -= lr * d_slope
    intercept -= lr * d_intercept
  after = ((y - (slope * x + intercept)) ** 2).mean()
  at, e = x[0], error[0]
  predicted = before[0] * at + before[1]
  screen = [
      f"1 predict  {parameter(before[0])} * {at:.4g}"
      f"{plus(before[1], parameter(before[1]))} = {short(predicted)}",
      f"2 loss     error {short(y[0])}{minus(predicted, short(predicted))} = "
      f"{short(e)}",
      f"squared: {short(e * e)}",
      f"mean of all {len(x)}: {short(loss)}",
      f"3 gradient {at:.4g} * {short(e)} = {short(at * e)}",
      f"-2 * mean of all: {short(d_slope)}",
      f"-2 * mean error: {short(d_intercept)}",
      f"4 update   {parameter(before[0])}{minus(d_slope, number(lr))} * "
      f"{short(abs(d_slope))} = {parameter(slope)}",
      f"{parameter(before[1])}{minus(d_intercept, number(lr))} * "
      f"{short(abs(d_intercept))} = {parameter(intercept)}",
      f"{short(np.sqrt(after))} (was ",
  ]
  more = [("x", at), ("y", y[0]), ("predicted", predicted), ("error", e),
          ("error * error", e * e), ("loss", loss), ("x * error", at * e),
          ("d_slope", d_slope), ("d_intercept", d_intercept),
          ("slope before", before[0]), ("slope after", slope),
          ("intercept before", before[1]), ("intercept after", intercept),
          ("loss after", after)]
  return screen, [f"{name:22s} {number(float(v))}" for name, v in more]


def pushed(x, y, lr, momenta, orders):
  """The last of some steps, each with its momentum, on its rows (None: all)."""
  w, v = np.zeros(2), np.zeros(2)
  for momentum, rows in zip(momenta, orders):
    was, before = v, w
    rows = np.arange(len(x)) if rows is None else rows
    error = y[rows] - (w[0] * x[rows] + w[1])
    g = np.array([-2 * (x[rows] * error).mean(), -2 * error.mean()])
    v = momentum * was + g
    w = w - lr * v
  after = np.sqrt(((y - (w[0] * x + w[1])) ** 2).mean())
  keep = [f"{number(momentum)} * {short(was[k])}{plus(g[k], short(g[k]))} = "
          f"{short(v[k])}" for k in (0, 1)] if momentum else []
  return keep + [f": {short((error ** 2).mean())}"] + [
      f"{parameter(before[k])}{minus(v[k], number(lr))} * {short(abs(v[k]))} = "
      f"{parameter(w[k])}" for k in (0, 1)] + [
      f"EUR {short(after)} (was "]


def words(text, lr, n, seed=42):
  """The n-th step on a text: the pair that a shuffle brought, its row."""
  vocabulary, pairs = corpus(text)
  np.random.seed(seed)
  V = len(vocabulary)
  W = np.random.randn(V, V) * 0.1
  order = []
  for k in range(n):
    if k % len(pairs) == 0:
      order = list(pairs)
      np.random.shuffle(order)
    word, target = order[k % len(pairs)]
    z = W[word].copy()
    p = softmax(z)
    g = p.copy()
    g[target] -= 1
    W[word] -= lr * g
  e, q = np.exp(z - z.max()), softmax(W[word])
  name = vocabulary[target]
  screen = [
      f'pair {(n - 1) % len(pairs) + 1} of {len(pairs)} in epoch '
      f'{(n - 1) // len(pairs) + 1}. After "{vocabulary[word]}" came "{name}".',
      f"1 predict  exp({z[target]:.4f}{minus(z.max(), f'{z.max():.4f}')}) = "
      f"{e[target]:.4f}",
      f"{e[target]:.4f} / sum {e.sum():.4f} = {p[target]:.4f}",
      f"-ln {p[target]:.4f} = {-np.log(p[target]):.4f}, that is",
      f"3 gradient {p[target]:.4f} - 1 = {p[target] - 1:.4f}",
      f"4 update   {z[target]:.4f} - {number(lr)} * {p[target]:.4f}",
      f"+ {number(lr)} = {W[word][target]:.4f}",
      f"The loss of this pair is {-np.log(q[target]):.4f} (was "
      f"{-np.log(p[target]):.4f})",
  ]
  screen += [f"{vocabulary[k]:10s} {z[k]:9.4f} {p[k]:6.3f} {k == target:6d} "
             f"{g[k]:9.3f} {W[word][k]:9.4f} {q[k]:6.3f}" for k in range(V)]
  return screen


def write(out, arguments, typed, lines):
  out.append(f"$ {arguments}")
  out += [f"> {text}" for text in typed]
  out += lines


if __name__ == "__main__":
  lines = []
  x, y = apartments()
  for n in 1, 2, 100:
    screen, more = line(x, y, 2e-5, n)
    typed = [str(n - 1)] if n > 1 else []
    write(lines, "step", typed, screen)
    write(lines, "step", typed + ["more"], more)
    write(lines, "step --lr 1e-7", typed, line(x, y, 1e-7, n)[0])
  write(lines, "step --lr 1e-7", ["", "lr 1e-5", "again 1e-4", "3"],
        line(x, y, 1e-4, 4)[0])
  write(lines, "step", ["start 2600,-1e4"],
        line(x, y, 2e-5, 1, (2600.0, -1e4))[0])
  write(lines, "step linreg --init 2000,500 --lr 1e-4", ["7", "more"],
        line(x, y, 1e-4, 8, (2000.0, 500.0))[1])
  write(lines, "step --seed 7 --samples 50 --lr 3e-5", ["9", "more"],
        line(*apartments(7, 50), 3e-5, 10)[1])
  for n in 1, 2, 100:
    screen, more = line(*sacramento(), 5e-8, n)
    write(lines, "step --data homes", [str(n - 1)] if n > 1 else [], screen)
  write(lines, "step --data homes", ["99", "more"], more)
  for n in 1, 3:
    write(lines, "step --standardize", [""] * (n - 1) + ["more"],
          line(scaled(x, True)[0], y, 0.2, n)[1])
  order = np.arange(20)
  x, y = apartments()
  np.random.shuffle(order)  # the stream goes on behind the data
  parts = [order[k:k + 6] for k in (0, 6, 12, 18)]
  write(lines, "step --lr 2e-5 --momentum 0.9", ["", ""],
        pushed(x, y, 2e-5, [0.9] * 3, [None] * 3))
  write(lines, "step --lr 2e-5", ["momentum 0.5", "1"],
        pushed(x, y, 2e-5, [0, 0.5, 0.5], [None] * 3))
  for n in 1, 2, 4:
    write(lines, "step --lr 1e-5 --batch 6", [""] * (n - 1),
          pushed(x, y, 1e-5, [0] * n, parts))
  write(lines, "step --lr 1e-5", ["batch 6", "momentum 0.8", "2"],
        pushed(x, y, 1e-5, [0, 0, 0.8, 0.8, 0.8], [None] + parts))
  for n in 1, 2, 3, 30:
    write(lines, "step bigram", [str(n - 1)] if n > 1 else [],
          words(SENTENCES, 0.1, n))
  write(lines, "step bigram --lr 5 --seed 7", ["49"],
        words(SENTENCES, 5.0, 50, 7))
  (GOLDEN / "step.txt").write_text("\n".join(lines) + "\n")
