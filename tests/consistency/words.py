"""What a run of the word model must be, by NumPy."""
import math
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "reference"))
import bigram  # noqa: E402

EXPECTED = [("the", "cat"), ("the", "dog"), ("cat", "sat"), ("sat", "on"),
            ("on", "the"), ("in", "the")]


def losses(W, pairs):
  """The mean loss with fixed scores, all pairs at once."""
  if not pairs:
    return 0.0
  top = W.max(axis=1, keepdims=True)
  total = top[:, 0] + np.log(np.exp(W - top).sum(axis=1))
  a, b = np.array(pairs).T
  return float((total[a] - W[a, b]).mean())


class Run:
  def __init__(self, case):
    self.case, self.o = case, case.o
    o = case.o
    text = case.files.get("t.txt", bigram.SENTENCES)
    lines = [l for l in text.replace("\r", " ").split("\n") if l.split()]
    self.held_lines = []
    if "holdout" in o:
      k = max(1, math.floor(o["holdout"] * len(lines) + 0.5))
      order = np.random.RandomState(o.get("seed", 42)).permutation(len(lines))
      held = set(order[:k])
      self.held_lines = [l for i, l in enumerate(lines) if i in held]
      lines = [l for i, l in enumerate(lines) if i not in held]
    self.lines = lines
    self.words, self.pairs = bigram.corpus("\n".join(lines))
    if "load" in o:  # the words of the model
      self.words, all_pairs = bigram.corpus(text.replace("\r", " "))
      ids = {w: i for i, w in enumerate(self.words)}
      rows = [[ids[w] for w in line.split()] for line in lines]
      self.pairs = [p for row in rows for p in zip(row, row[1:])]
    known = {w: i for i, w in enumerate(self.words)}
    rows = [l.split() for l in self.held_lines]
    all_held = [p for row in rows for p in zip(row, row[1:])]
    self.held = [(known[a], known[b]) for a, b in all_held
                 if a in known and b in known]
    self.unknown = len(all_held) - len(self.held)
    self.uniform = math.log(max(len(self.words), 1))
    self.floor = float(bigram.entropy(self.pairs)) if self.pairs else 0.0
    self.cap = o.get("epochs", 5)
    self.lr = o.get("lr", 0.1)
    self.decay = o.get("decay", 0)
    self.least = min(o.get("min-lr", 0.01), self.lr)
    self.patience = o.get("patience", 0)

  def train(self, decay, epochs):
    """Rows of running, fixed and held-out loss; the first is the start."""
    V = len(self.words)
    random = np.random.RandomState(self.o.get("seed", 42))
    zero = self.o.get("init") == "zero"
    W = np.zeros((V, V)) if zero else random.randn(V, V) * 0.1
    self.W0 = W.copy()
    rows, keep = [(math.nan, losses(W, self.pairs), losses(W, self.held))], {}
    a, b = np.array(self.pairs).T
    for k in range(1, epochs + 1):
      lr = max(self.lr * decay ** k, self.least) if decay else self.lr
      order = list(range(len(a)))
      if zero:   # a book shuffles otherwise: only the end can be compared
        return None
      random.shuffle(order)
      total = 0.0
      for i in order:
        row = W[a[i]]
        e = np.exp(row - row.max())
        p = e / e.sum()
        total -= row[b[i]] - row.max() - math.log(e.sum())
        row -= lr * p
        row[b[i]] += lr
      rows.append((total / len(a), losses(W, self.pairs),
                   losses(W, self.held)))
      if k == 5:
        self.W5 = W.copy()
    self.W = W
    return np.array(rows)

  def read(self, text):
    """The program's history."""
    f = lambda v: float(v) if v else math.nan
    rows = np.array([[f(v) for v in line.split(",")]
                     for line in text.split()[1:]])
    self.h, self.running, self.after = rows, rows[1:, 2], rows[:, 3]
    self.held_loss = rows[:, 4]
    self.watched = self.held_loss[1:] if self.held else self.running
    self.judge()

  def judge(self):
    delta = str(self.o.get("min-delta", "0.005" if self.patience else "0.005"))
    percent = float(delta[:-1]) / 100 if delta.endswith("%") else 0.0
    self.delta = 0.0 if delta.endswith("%") else float(delta)
    self.percent = percent
    best = reference = math.inf
    begins = bool(self.held)
    if begins:  # what was measured at the start is to be improved on
      best = reference = self.held_loss[0]
    waited, self.verdict, last = 0, "cap", 0
    for k, (loss, watched) in enumerate(zip(self.running, self.watched)):
      last, best = k, min(best, watched)
      if k == 0 and not begins or reference - watched > self.delta + percent * best:
        reference, waited = watched, 0
      else:
        waited += 1
      if not math.isfinite(loss):
        self.verdict = "diverged"
        break
      if self.patience and waited >= self.patience and k + 1 >= self.o.get(
          "min-epochs", 0):
        self.verdict = "stopped"
        break
    self.measured = last + 1
    self.best_epoch = int(np.nanargmin(self.watched)) + 1
    way = max(self.after[0], self.uniform) - self.floor
    self.left = (self.after[-1] - self.floor) / way if way > 1e-9 else 0.0
    self.nothing = self.after[0] - self.floor <= 1e-9 * max(1, self.floor)

  def check_history(self, tell):
    if len(self.h) != self.measured + 1:
      tell("history: the number of rows is not that of the epochs",
           f"{len(self.h)} rows", f"{self.measured} epochs, {self.verdict}")
    low = self.after < self.floor - 1e-9
    if low.any():
      tell("history: a loss below the floor", f"{self.after[low][0]!r}",
           f"the floor is {self.floor!r}")
    if "load" in self.o or len(self.pairs) * self.measured > 20000:
      return
    theirs = self.train(self.decay, self.measured)
    if theirs is None:
      return
    for at, name in ((0, "running"), (1, "fixed"), (2, "held-out")):
      ours = self.h[:, 2 + at]
      if name == "held-out" and not self.held:
        continue
      good = np.isfinite(ours)
      bad = good & ~(abs(ours - theirs[:, at]) <= 1e-6 * abs(theirs[:, at]) +
                     1e-9)
      if bad.any() and self.lr < 3:
        k = int(np.argmax(bad))
        tell(f"history: the {name} loss is not that of NumPy's loop",
             f"epoch {k}: {ours[k]!r}", f"{theirs[k, at]!r}")

  def claims(self):
    """id -> (the verdicts that are right, why)."""
    o, loss, n = self.o, self.after, self.measured
    never, out = {"untested"}, {}
    if self.verdict == "diverged":
      return {}
    change = loss[:-1] - loss[1:]
    small = 1e-9 * np.maximum(loss[:-1], 1e-9)
    rises = (-change > small).any()
    if self.nothing:
      out["falls"] = never, "the loss starts at its floor"
    else:
      out["falls"] = ({"true"} if not rises and loss[-1] < loss[0] else
                      {"false"}, f"from {loss[0]!r} to {loss[-1]!r}")
    five = "text" not in o and "load" not in o
    trained = getattr(self, "W", None) is not None
    if not five or not {"the", "cat"} <= set(self.words) or n < 5:
      out["cat-034"] = never, "not the five sentences, or too short"
    elif trained:
      p = bigram.softmax(self.W5[self.words.index("the")])[
          self.words.index("cat")]
      right = {"true"} if p > 0.34 else {"false"}
      if abs(p - 0.34) < 1e-6:
        right = {"true", "false"}
      last = max(self.lr * self.decay ** n, self.least)
      if (last if self.decay else self.lr) >= 4:  # 2 / (1/2) at the most
        right = {"false", "untested"}
      after = [b for a, b in self.pairs if a == self.words.index("the")]
      if p > 0.34 and after.count(self.words.index("cat")) <= 0.34 * len(after):
        right = {"untested"}  # above its limit: it jitters
      out["cat-034"] = right, f"P {p:.4f} at lr {self.lr}: does it settle?"
    if "text" in o:
      out["pairs-02"] = never, "not the five sentences"
    elif trained and len(self.words) == 10:
      ids = {w: i for i, w in enumerate(self.words)}
      passing = sum(bigram.softmax(self.W[ids[a]])[ids[b]] > 0.2
                    for a, b in EXPECTED)
      out["pairs-02"] = ({"true"} if passing == 6 else {"false"},
                         f"{passing} of 6")
    first, last = change[0], change[-1]
    if self.nothing or n < 2 or abs(change).max() <= 1e-9:
      out["early-big"] = never, "nothing to learn, or nothing changed"
    elif abs(first - 2 * last) > 1e-9:
      # a last change upwards is no fine tuning
      out["early-big"] = ({"true"} if first > 0 and first >= 2 * abs(last) else
                          {"false"}, f"first fall {first:.6g}, last {last:.6g}")
    if not self.decay:
      out["decay-helps"] = never, "no decay"
    elif self.decay == 1 or self.least == self.lr or self.nothing:
      out["decay-helps"] = never, "the rate never changes, or nothing to learn"
    elif trained and len(self.pairs) * n <= 20000:
      W, W5 = self.W, getattr(self, "W5", None)
      twin = self.train(0, n)[-1][1]
      self.W, self.W5 = W, W5
      same = abs(twin - loss[-1]) <= 1e-9 * max(1, twin)
      out["decay-helps"] = (never | {"false"} if same else
                            never if abs(twin - loss[-1]) < 9.99e-5 else
                            {"true", "false", "untested"}
                            if abs(twin - loss[-1]) < 1.001e-4 else
                            {"true"} if loss[-1] < twin else {"false"},
                            f"{loss[-1]!r}, at a constant rate {twin!r}")
    if self.nothing:
      out["converged"] = never, "the loss starts at its floor"
    elif self.patience == 0:
      out["converged"] = never | {"false"}, "no rule"
    elif self.verdict != "stopped":
      out["converged"] = {"false"}, "the cap ended it"
    elif abs(self.left - 0.02) > 1e-6:
      out["converged"] = ({"true"} if self.left <= 0.02 and
                          self.running[-1] <= self.running[0] else {"false"},
                          f"{100 * self.left:.3g} % of the way is left")
    if not self.held:
      out["stopping-prevents"] = never, "nothing held out"
    else:
      lowest = int(np.nanargmin(self.held_loss))   # the start among them
      best, end = self.held_loss[lowest], self.held_loss[-1]
      wanted = self.delta + self.percent * min(self.watched)
      over, fell = end - best - wanted, self.after[lowest] - self.after[-1]
      back = self.held_loss[-2] - end - (end - best)  # at its lowest soon?
      kept = {"false"} if self.verdict == "stopped" else {"true"}
      right = kept if over > 0 and fell > 0 and back < 0 else never
      if self.verdict == "diverged" or self.after[-1] > self.after[0]:
        right = never
      if min(abs(over), abs(fell), abs(back)) <= 1e-9 * max(1, end):
        right = right | kept | never
      if "load" in self.o:   # it may have been trained on them before
        right = right | never
      out["stopping-prevents"] = right, f"held-out {end!r}, best {best!r}"
    return out
