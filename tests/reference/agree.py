"""Runs the program beside NumPy on settings that no golden file has.

    python3 tests/reference/agree.py TRAINLOOP

Tables must be equal.  Histories must agree to 1e-12 of the size of their
column: log differs between C libraries in the last bit of one noise value in
some ten thousand.  Where no log is involved (noise 0) they must be equal.
"""
import csv
import subprocess
import sys
import tempfile

import bigram
import numpy as np
from linreg import apartments, early_stopped, epochs, unseen

TRAINLOOP = sys.argv[1]
SETTINGS = [(seed, n, lr, 25)
            for seed in (0, 1, 2, 3, 1000, 2**32 - 1)
            for n, lr in ((1, 1e-5), (7, 3e-7), (20, 1e-4), (128, 1e-5),
                          (1001, 1e-7), (8193, 1e-5), (20000, 2e-5))]


RULES = [(seed, lr, patience, delta, percent)
         for seed in range(8)
         for lr, patience, delta, percent in (
             (1e-7, 20, 1000.0, 0), (1e-5, 3, 100.0, 0), (1e-4, 5, 0.0, 0.01),
             (1e-6, 50, 0.0, 0), (1e-12, 7, 0.0, 1), (3e-5, 1, 1e6, 0))]


def run(*arguments, stage="linreg"):
  command = [TRAINLOOP, stage, *arguments]
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


def check_rule(seed, lr, patience, delta, percent):
  """The stop rule ends the run where NumPy's does, with the same line."""
  theirs = early_stopped(*apartments(seed, 20), lr=lr, cap=2000,
                         patience=patience, min_delta=delta, percent=percent)
  if theirs[1] < 2000 and not theirs[2] <= 1e20:
    return
  row = run("--seed", str(seed), "--lr", repr(lr), "--epochs", "2000",
            "--patience", str(patience), "--min-delta",
            f"{percent}%" if percent else repr(delta), "--format", "csv",
            stage="early-stop").splitlines()[1].split(",")
  assert row[0] == "diverged" or row[:2] == [theirs[0], str(theirs[1])], row
  if row[0] != "diverged":
    for ours, other in zip(row[2:], theirs[2:]):
      assert abs(float(ours) - other) <= 1e-12 * abs(other), (row, theirs)


def check_unseen(seed, n, noise, test):
  """The claims of generalize: both errors, both sizes; the best line."""
  x, y = apartments(seed, n, noise)
  z = (x - x.mean()) / x.std()
  _, _, _, w, b, _, _ = early_stopped(z, y, lr=0.1)
  flat, start = np.polyfit(x, y, 1)
  far, price = unseen(test)
  price += (noise / 12000 - 1) * (price - 2500 * far - 15000)
  error = y - (w * z + b)
  apart = abs(price - (w * (far - x.mean()) / x.std() + b)).mean() - abs(
      error).mean()
  chance = noise * np.sqrt(1 - 2 / np.pi) * np.sqrt(1 / n + 1 / 5)
  squares = []
  for k in range(1000):
    np.random.seed(test + k)
    actual = 2500 * far + 15000 + np.random.randn(5) * noise
    squares.append((actual - (flat * far + start)) ** 2)
  typical = np.sqrt(np.mean(squares))
  rows = csv.DictReader(run(
      "--seed", str(seed), "--samples", str(n), "--noise", str(noise),
      "--test-seed", str(test), "--standardize", "--lr", "0.1",
      "--claims-only", "--format", "csv", stage="generalize").splitlines())
  found = {row["id"]: (row["verdict"], float(row["measured"])) for row in rows}
  for claim, holds, other in (
      ("test-like-training", n > 2 and apart <= 2 * chance, apart),
      ("right-shape", abs(typical - noise) <= noise / 10, typical)):
    verdict, ours = found[claim]
    assert verdict == str(bool(holds)).lower(), (claim, seed, n, noise, found)
    assert abs(ours - other) <= 1e-9 * noise, (claim, seed, n, noise, found)


UNSEEN = [(seed, n, noise, test) for seed in (0, 42) for n in (2, 3, 20, 200)
          for noise in (12000, 1) for test in (1, 8, 99)]


def check_words(text, seed, lr, epochs, decay, zero):
  """Both losses of every epoch, and the first row's probabilities."""
  with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
    file.write(text)
    file.flush()
    flags = ["--text", file.name, "--seed", str(seed), "--lr", repr(lr),
             "--epochs", str(epochs), "--init", "zero" if zero else "random"]
    flags += ["--decay", repr(decay), "--min-lr", "0.01"] if decay else []
    rows = run(*flags, "--history", "-", stage="bigram").splitlines()[2:]
    pairs = run(*flags, "--format", "csv", stage="bigram").splitlines()[1:]
  theirs = list(bigram.train(text, lr, epochs, seed, decay, 0.01, zero))
  worst = 0.0
  for row, (rate, running, after, W) in zip(rows, theirs, strict=True):
    for ours, other in zip(map(float, row.split(",")[1:4]),
                           (rate, running, after)):
      worst = max(worst, abs(ours - other) / other)
  p = bigram.softmax(theirs[-1][3][0])
  for row, other in zip(pairs, p):
    worst = max(worst, abs(float(row.split(",")[2]) - other) / other)
  return worst


TEXTS = [bigram.SENTENCES, bigram.CHALLENGE, bigram.made_up(1, 60, 40),
         bigram.made_up(2, 150, 60)]
WORDS = [(text, seed, lr, 6, decay, zero) for text in TEXTS
         for seed in (0, 3) for lr in (0.01, 0.5, 5.0) for decay in (0, 0.9)
         for zero in (False, True)]

if __name__ == "__main__":
  words = max(check_words(*w) for w in WORDS)
  assert words <= 1e-12, words
  for rule in RULES:
    check_rule(*rule)
  for setting in UNSEEN:
    check_unseen(*setting)
  worst = max(check(*s, noise) for s in SETTINGS for noise in (12000, 0))
  assert worst <= 1e-12, worst
  print(f"{2 * len(SETTINGS)} runs: tables equal, histories within {worst:.1e}"
        " of NumPy, without noise to the last bit; "
        f"{len(RULES)} early stops the same, {len(UNSEEN)} test errors; "
        f"{len(WORDS)} texts"
        f" within {words:.0e}")
