"""What a run of a line must be, by NumPy: its history, end and claims."""
import math

import numpy as np
from settings import best_line, training_rows, truth

EPS = np.finfo(float).eps
DEFAULTS = {"linreg": (1e-7, 200), "sweep": (0, 200),
            "early-stop": (1e-7, 5000), "generalize": (1e-7, 5000)}
UNSEEN = np.array([50.0, 75.0, 95.0, 110.0, 140.0])


def parts(text):
  """A history as arrays, one for each run in it."""
  rows = [[float(v) for v in line.split(",")] for line in text.split()[1:]]
  starts = [i for i, row in enumerate(rows)
            if i == 0 or row[0] <= rows[i - 1][0]] + [len(rows)]
  return [np.array(rows[a:b]) for a, b in zip(starts, starts[1:])]


def is_near(value, limit):
  """Too near to a limit to be held against anyone."""
  return abs(value - limit) <= 1e-6 * max(abs(value), abs(limit))


def verdicts(value, limit, below):
  """The claim is that value is below (or above) the limit."""
  if is_near(value, limit):
    return {"true", "false"}
  return {"true"} if (value < limit) == below and value == value else {"false"}


class Bowl:
  """The loss over slope and intercept, of x as it is trained on."""

  def __init__(self, x, y, scaled):
    x, y = x.astype(np.longdouble), y.astype(np.longdouble)
    self.x, self.y, self.scaled = x, y, scaled
    self.center = x.mean() if scaled else np.longdouble(0)
    self.scale = x.std() if scaled else np.longdouble(1)
    self.best = best_line(x, y)
    rest = y - y.mean() - self.best[0] * (x - x.mean())
    self.floor = float((rest * rest).mean())
    self.raw = self.floor
    self.baseline = float(((y - y.mean()) ** 2).mean())
    self.size = float(abs(self.best[0]) * abs(x).max() + abs(self.best[1]) +
                      abs(y).max())
    self.rounding = (8 * EPS * self.size) ** 2
    self.least = (2 * EPS * float(abs(y).max())) ** 2
    if self.floor <= self.rounding:
      self.floor = 0.0
    # whether there is a floor at all is for rounding to say
    self.gray = 0.02 * self.rounding < self.raw < 400 * self.rounding
    z = (x - self.center) / self.scale
    m, v = z.mean(), ((z - z.mean()) ** 2).mean()
    a = v + m * m
    g = (a + 1 + np.hypot(a - 1, 2 * m)) / 2
    l = v / g
    self.steep, self.flat = float(2 * g), float(2 * l)
    self.unique = bool(x.max() > x.min())
    self.critical = 2 / self.steep
    one, two = (g - 1, m), (m, g - a)
    w = np.array(one if np.hypot(*one) > np.hypot(*two) else two,
                 dtype=np.longdouble)
    w = w / np.hypot(*w) if np.hypot(*w) > 0 else np.array([0, 1.0])
    self.ways = w, np.array([-w[1], w[0]])

  def left(self, slope, intercept, lr, k):
    """The loss above the floor in both directions, k steps later."""
    w, b = slope * self.scale, intercept + slope * self.center
    d = np.array([w - self.best[0] * self.scale,
                  b - self.best[1] - self.best[0] * self.center])
    return tuple(float(e / 2 * (d @ way) ** 2 * np.longdouble(1 - lr * e) ** (
        2 * k)) for e, way in zip((self.steep, self.flat), self.ways))

  def slack(self, loss):
    """How far rounding may carry a loss of this size."""
    e = 8 * EPS * self.size
    return 4 * e * math.sqrt(loss) + 16 * e * e

  def at_floor(self, loss):
    return loss <= self.floor * (1 + 1e-9) + self.rounding

  def is_gray(self, loss):
    """Nobody can say whether this loss is more than rounding."""
    above = loss - self.floor
    return self.gray or self.slack(self.floor) > 1e-9 * self.floor > 0 or (
        self.least < loss < 400 * self.rounding
        if self.floor == 0 else 1e-11 * self.floor < above < 1e-7 * self.floor)


class Run:
  """One history beside what NumPy makes of the same setting."""

  def __init__(self, case, rows, lr):
    self.case, self.h, self.lr, o = case, rows, lr, case.o
    self.x, self.y, self.held_x, self.held_y = training_rows(case)
    self.bowl = Bowl(self.x, self.y, "standardize" in o)
    self.cap = o.get("epochs", DEFAULTS[case.stage][1])
    self.loss, self.slope, self.intercept = rows[:, 2], rows[:, 3], rows[:, 4]
    self.watched = rows[:, 7] if rows.shape[1] > 7 else self.loss
    self.judge()
    self.at = lambda k: self.loss[k] if k < len(self.loss) else math.nan
    self.end = float(self.loss[-1])
    self.nothing = self.bowl.at_floor(self.loss[0])
    self.began = self.nothing or self.loss[0] <= 1.01 * self.bowl.floor

  def judge(self):
    """The settled rules: when the run ends, why, and what was best."""
    o, stops = self.case.o, self.case.stage in ("early-stop", "generalize")
    patience = o.get("patience", 20) if stops else 0
    usual = "0.1%" if "data" in o else "100"
    delta = str(o.get("min-delta", usual if stops else "0"))
    percent = float(delta[:-1]) / 100 if delta.endswith("%") else 0.0
    delta = 0.0 if delta.endswith("%") else float(delta)
    limit = max(1e20, 1e9 * self.loss[0])
    best = reference = math.inf
    waited = last = 0
    verdict = "cap"
    self.overflow = self.closed = self.saw = False
    for k, (loss, watched) in enumerate(zip(self.loss, self.watched)):
      if k == self.cap:
        if not math.isfinite(loss):
          verdict, last, self.closed = "diverged", k, True
        break
      last, best = k, min(best, watched)
      if k == 0 or reference - watched > delta + percent * best:
        self.saw = self.saw or waited > 0
        reference, waited = watched, 0
      else:
        waited += 1
      if not loss <= limit or math.isinf(loss):
        verdict, self.overflow = "diverged", True
        break
      if patience and waited >= patience and k >= o.get("min-epochs", 0):
        verdict = "stopped"
        break
    self.last, self.waited = last, waited
    measured = self.loss[last]
    rounding = max(self.bowl.rounding, 1e-300)
    self.stopped = verdict == "stopped"
    if verdict != "diverged" and measured > self.loss[0] * (1 + 1e-6) and (
        measured > rounding):
      verdict = "diverged"
    self.verdict = verdict
    self.unsure = is_near(measured, self.loss[0] * (1 + 1e-6)) or (
        self.loss[0] < measured < max(100 * rounding, self.loss[0] +
                                      self.bowl.slack(self.loss[0])))
    self.best_epoch = int(np.nanargmin(self.watched)) if len(
        self.watched) and not np.isnan(self.watched).all() else 0

  def size(self):
    """How great the numbers are that a prediction adds up."""
    return (abs(self.slope) * abs(self.x).max() + abs(self.intercept) +
            abs(self.y).max())

  def check_history(self, tell):
    """Loss, gradient and step of every row, and the floor below them."""
    h, x, y, lr = self.h, self.x, self.y, self.lr
    slope, intercept = self.slope[:, None], self.intercept[:, None]
    good = np.isfinite(h[:, 2:7]).all(axis=1) & (self.size() < 1e150)
    error = y - (slope * x + intercept)
    loss = (error ** 2).mean(axis=1)
    e = 32 * EPS * self.size() * (1 + abs(float(self.bowl.center)) / float(
        self.bowl.scale) * 1e-3)
    slack = 4 * np.sqrt(loss) * e + e * e + 1e-12 * loss
    bad = good & (abs(loss - self.loss) > slack)
    if bad.any():
      k = int(np.argmax(bad))
      tell("history: the loss is not that of the line in its row",
           f"epoch {k}: {self.loss[k]!r}", f"{loss[k]!r}")
    root = np.sqrt(loss) + e
    d_slope = -2 * (x * error).mean(axis=1)
    d_intercept = -2 * error.mean(axis=1)
    most = 2 * abs(x).max() * (e + 1e-12 * root) + 1e-290
    bad = good & ((abs(d_slope - h[:, 5]) > most) |
                  (abs(d_intercept - h[:, 6]) > 2 * (e + 1e-12 * root)))
    if bad.any():
      k = int(np.argmax(bad))
      tell("history: the gradient is not that of the line in its row",
           f"epoch {k}: {h[k, 5]!r}, {h[k, 6]!r}",
           f"{d_slope[k]!r}, {d_intercept[k]!r}")
    if h.shape[1] > 7:
      held = self.held_y - (slope * self.held_x + intercept)
      held = (held ** 2).mean(axis=1)
      far = abs(self.slope) * abs(self.held_x).max() + self.size() + abs(
          self.held_y).max()
      e_held = 64 * EPS * far
      bad = good & (abs(held - h[:, 7]) > 4 * np.sqrt(held) * e_held +
                    e_held ** 2 + 1e-12 * held)
      if bad.any():
        k = int(np.argmax(bad))
        tell("history: the held-out loss is not that of the line",
             f"epoch {k}: {h[k, 7]!r}", f"{held[k]!r}")
    self.check_loop(tell)
    low = self.loss < self.bowl.floor * (1 - 1e-9) - self.bowl.slack(
        self.bowl.floor) - e * e
    if low.any():
      k = int(np.argmax(low))
      tell("history: a loss below the floor", f"epoch {k}: {self.loss[k]!r}",
           f"the floor is {self.bowl.floor!r}")
    if not self.unsure and len(h) != self.last + (
        1 if self.overflow or self.closed or self.stopped else 2):
      tell("history: the number of rows is not that of the epochs",
           f"{len(h)} rows", f"it ends at epoch {self.last}: {self.verdict}")

  def check_loop(self, tell):
    """NumPy's own loop, from the first row on."""
    center, scale = float(self.bowl.center), float(self.bowl.scale)
    z = (self.x - center) / scale
    w = self.slope[0] * scale
    b = self.intercept[0] + self.slope[0] * center
    if abs(center) > 1e5 * scale:
      return
    n, steps = len(z), min(len(self.h), 400)
    y, lr, loss = self.y, self.lr, np.empty(steps)
    for k in range(steps):
      error = y - (w * z + b)
      loss[k] = error @ error / n
      w, b = w + lr * (2 * (z @ error) / n), b + lr * (2 * error.sum() / n)
    kept = self.loss[:steps]
    e = 64 * EPS * self.size()[:steps].max()
    good = np.isfinite(kept) & np.isfinite(loss) & (kept < 1e200)
    grown = (1 + lr * self.bowl.steep) if lr * self.bowl.steep > 2 else 1
    bad = good & (abs(loss - kept) > 1e-6 * kept +
                  4 * np.sqrt(kept) * e + e * e * steps)
    if bad.any() and grown == 1:
      k = int(np.argmax(bad))
      tell("history: the losses are not those of NumPy's loop",
           f"epoch {k}: {kept[k]!r}", f"{loss[k]!r}")

  # --- the claims of lessons.md ---------------------------------------------
  def shrink(self):
    """Losses as a verdict should see them: rounding is not error."""
    return np.maximum(self.loss, self.bowl.rounding)

  def falls(self):
    if self.began:
      return {"untested"}
    loss = self.shrink()
    rises = (loss[1:] > loss[:-1] * (1 + 1e-9)).any()
    close = (abs(loss[1:] / loss[:-1] - 1 - 1e-9) < 1e-10).any()
    if close:
      return {"true", "false"}
    fell = self.end < self.loss[0] * (1 - 1e-12) # else it is rounding
    return {"true"} if not rises and fell else {"false"}

  def near_truth(self, which):
    if "data" in self.case.o:
      return {"untested"}
    value = float((self.slope, self.intercept)[which][-1])
    aim = truth(self.case.o)[which]
    if self.began:
      return {"untested"}
    if aim == 0:
      return {"true", "false", "untested"}
    if self.overflow or self.closed:
      return {"false", "untested"}
    allowed = verdicts(abs(value - aim), 0.1 * abs(aim), True)
    sure = self.bowl.unique and self.verdict != "diverged"
    return allowed if sure else allowed | {"false", "untested"}

  def linreg(self):
    """id -> (the verdicts that are right, why)."""
    n, first, end = self.cap, self.loss[0], self.end
    loss, fell = self.shrink(), self.end < self.loss[0]
    out = {"falls": (self.falls(), "")}
    lost = {"false", "untested"} if self.overflow or self.closed else None
    share = lambda k: (loss[0] - loss[k]) / (loss[0] - loss[-1])
    never = {"untested"}
    some = loss[0] - loss[-1] > 1e-9 * loss[0] # or rounding decides
    if fell and not some and not self.began:
      pass
    elif self.began or n < 10 or not fell or n // 10 >= len(loss):
      out["steep-start"] = never, "nothing fell, or too short"
    else:
      out["steep-start"] = (never if share(n // 10) > 1.0005 else
                            verdicts(share(n // 10), 0.5, False),
                            f"{100 * share(n // 10):.4g} % in a tenth")
    if fell and not some and not self.began:
      pass
    elif self.began or n <= 50 or not fell or len(loss) < 52:
      out["early-90"] = never, "nothing fell, or too short"
    else:
      a, b = verdicts(share(49), 0.9, False), verdicts(share(50), 0.9, False)
      out["early-90"] = (never if share(49) > 1.0005 else a | b,
                         f"{100 * share(50):.4g} %")
    if n < 1000 or len(loss) < 1000 or self.began:
      out["late-tiny"] = never, "nothing to learn, or not there"
    else:
      part = (loss[500] - loss[999]) / loss[500]
      allowed = verdicts(part, 0.01, True) if part > 0 else {
          "true", "untested"} if part > -1e-9 else {"false", "untested"}
      if self.bowl.at_floor(self.loss[500]) or not some:
        allowed = allowed | never
      out["late-tiny"] = lost or allowed, f"{100 * part:.4g} %"
    for which, name in enumerate(("slope-true", "intercept-true")):
      out[name] = self.near_truth(which), "at the end %r, %r" % (
          float(self.slope[-1]), float(self.intercept[-1]))
    if "data" in self.case.o:
      out["ballpark"] = never, "no euros"
    else:
      x = np.concatenate([self.x, self.held_x])
      y = np.concatenate([self.y, self.held_y])
      worst = abs(y - (self.slope[-1] * x + self.intercept[-1])).max()
      out["ballpark"] = (lost or verdicts(worst, 1e5, True), f"{worst:.6g} off")
    zero, mean = float((self.y ** 2).mean()), self.bowl.baseline
    mean = mean if mean > self.bowl.rounding else 0.0
    if zero == 0:
      out["beats-zero"] = {"untested"}, "every y is 0: zero is perfect"
    else:
      part = (zero - end) / zero
      out["beats-zero"] = lost or verdicts(part, 0.4, False), f"{part:.4g} less"
    out["beats-mean"] = (
        (never, "the mean is perfect") if mean == 0 else
        ({"true", "false", "untested"}, "") if is_near(
            mean, self.bowl.floor) or self.bowl.is_gray(mean) else
        (lost or verdicts(end, mean, True), f"{end!r}, the mean's {mean!r}"))
    out["fifty-tell"] = self.fifty()
    return out

  def fifty(self):
    n, loss = self.cap, self.shrink()
    if n <= 50 or self.began:
      return {"untested"}, "nothing to learn, or too short"
    if self.bowl.at_floor(self.at(50)) and self.bowl.at_floor(self.end):
      return {"true", "untested"}, "at the floor after 50, and at the end"
    if self.verdict == "diverged" or len(loss) <= n:
      return {"untested", "false", "true"}, ""
    d1, d2 = loss[25] - loss[0], loss[50] - loss[25]
    q = d2 / d1 if d1 != 0 else 0.0
    told = loss[50]
    if 0 < q < 1:
      told += d2 * q * (1 - q ** ((n - 50) / 25)) / (1 - q)
    if max(abs(told), self.end) <= self.bowl.rounding * 4 + 256 * EPS * loss[0]:
      return {"true", "false", "untested"}, "rounding"
    return (verdicts(abs(told - self.end), 0.1 * self.end, True),
            f"forecast {told:.6g}, found {self.end:.6g}")

  def early_stop(self):
    out = {"rule-stops": (
        {"true"} if self.verdict == "stopped" else
        {"true", "false"} if self.verdict == "diverged" else {"false"},
        f"{self.verdict} at epoch {self.last}")}
    if self.verdict == "diverged":
      return out | {k: ({"untested"}, "diverged")
                    for k in ("flat-is-optimum", "waste")}
    now = self.bowl.left(self.slope[-1], self.intercept[-1], self.lr, 0)
    on = self.bowl.left(self.slope[-1], self.intercept[-1], self.lr, 20)
    more = self.bowl.left(self.slope[-1], self.intercept[-1], self.lr, 5000)
    floor, gap = self.bowl.floor, sum(now)
    floored = self.end <= 1.01 * floor or self.end <= self.bowl.rounding
    wild = self.bowl.steep / max(self.bowl.flat, 1e-300) > 1e9 and (
        self.bowl.unique) or not math.isfinite(gap)
    if self.began:
      out["flat-is-optimum"] = {"untested"}, "it started at the floor"
      out["waste"] = {"untested"}, "it started at the floor"
    elif floored:
      out["flat-is-optimum"] = {"true"}, "at the floor"
      out["waste"] = {"true", "untested"}, "at the floor"
    elif wild or is_near(self.end, 1.01 * floor):
      pass
    else:
      fall = gap - sum(on)
      flat = fall < 0.001 * (floor + gap)
      out["flat-is-optimum"] = (
          ({"untested"} if not flat else {"false", "untested"} if fall < 0
           else {"false"})
          if not is_near(fall, 0.001 * (floor + gap)) else
          {"false", "untested"}, f"{self.end!r}, the floor is {floor!r}")
      gain = (gap - sum(more)) / gap
      out["waste"] = (verdicts(gain, 0.01, True) if gain > 0 else
                      {"true", "untested"}, f"{100 * gain:.4g} % of the gap")
    return out

  def generalize(self, test_x, test_y):
    train = abs(self.y - (self.slope[-1] * self.x + self.intercept[-1]))
    test = abs(test_y - (self.slope[-1] * test_x + self.intercept[-1]))
    noise = 0.0 if "data" in self.case.o else float(
        self.case.o.get("noise", 12000))
    one = noise * math.sqrt(1 - 2 / math.pi)
    if noise**2 <= self.bowl.rounding:
      one = float(train.std())
    sd = one * math.sqrt(1 / len(train) + 1 / len(test))
    difference = test.mean() - train.mean()
    rows = len({(a, b) for a, b in zip(self.x, self.y)})
    if rows == 2 and len(set(self.x)) == 1:
      rows = 3  # no line goes through both
    out = {"slope-known": (self.near_truth(0), f"slope {self.slope[-1]!r}")}
    size = 16 * EPS * max(self.bowl.size, abs(test_y).max(),
                          abs(self.slope[-1]) * abs(test_x).max())
    far = size  # rounding grows with the distance
    if self.x.std() > 0:
      far *= 1 + abs(test_x - self.x.mean()).max() / self.x.std()
    near = 16 * EPS * self.bowl.size
    if self.verdict == "diverged":
      allowed = {"false", "untested"}
      if self.unsure and not (self.overflow or self.closed):
        allowed = {"true", "false", "untested"}  # by rounding
    elif train.mean() <= near and test.mean() <= far:
      allowed = {"true", "untested"}
      if rows <= 2 and (noise**2 > self.bowl.rounding or
                        test.mean() > near / 100):
        allowed = allowed | {"false"}  # what the line may have memorised
    elif rows <= 2:
      allowed = {"false"}
    elif len(train) < 4 and noise**2 <= self.bowl.rounding and (
        train.mean() > near / 100):
      allowed = ({"untested"} if train.mean() > near else
                 {"true", "false", "untested"})
      if difference <= 1e-8 * train.mean() + far:
        allowed = allowed | {"true"}  # whatever chance makes
    else:
      allowed = verdicts(difference, 2 * sd, True)
      if abs(difference) <= 1e-8 * train.mean():
        allowed = allowed | {"true"}  # the same, to the digits that are told
    out["test-like-training"] = allowed, (
        f"test {test.mean():.6g}, training {train.mean():.6g}, one sd "
        f"{sd:.4g}, {rows} distinct rows")
    return out


def sweep(runs, rates, predicted, verdict_of):
  """The claims of the sweep; runs: one for each rate."""
  some = runs[0]
  by = dict(zip(rates, runs))
  bowl, never = some.bowl, {"untested"}
  out = {}
  for name, lr in (("small-barely", 1e-10), ("small-slope", 1e-10),
                   ("right-rate", 1e-7), ("large-explodes", 1e-4),
                   ("millions", 1e-10)):
    run = by.get(lr)
    if run is None:
      out[name] = never, "that rate did not run"
      continue
    diverged, last = run.verdict == "diverged", run.end
    if name == "large-explodes":
      out[name] = (never | {"false"} if run.began and not diverged else
                   {"true"} if diverged else {"false"}, run.verdict)
    elif diverged:
      out[name] = {"false"}, "it diverges"
    elif some.began:
      out[name] = never, "it starts at the floor: nothing to learn"
    elif name == "small-barely":
      part = (run.loss[0] - last) / run.loss[0]
      out[name] = verdicts(part, 0.01, True), f"{100 * part:.4g} % less"
    elif name == "small-slope":
      slope = float(run.slope[-1])
      out[name] = (never if "data" in run.case.o else
                   verdicts(abs(slope - 2.5), 0.25, True), f"slope {slope!r}")
    elif name == "right-rate":
      out[name] = ({"true"} if last <= bowl.rounding else
                   verdicts(last, 1.1 * bowl.floor, True),
                   f"{last!r}, the floor is {bowl.floor!r}")
    else:
      lam = lr * bowl.steep
      factor = abs(1 - lam)
      epochs = (math.inf if lam == 0 or factor == 1 and lam > 1 else
                1 if factor == 0 else math.ceil(
                    math.log(0.01) / (math.log1p(-lam) if lam < 1 else
                                      math.log(factor))))
      out[name] = verdicts(epochs, 1e6, False), f"{epochs:,} epochs to 1 %"
  same = all((p == "diverged") == (verdict_of(r) == "diverged")
             for p, r in zip(predicted, runs))
  allowed = {"true"} if same else {"false"}
  if some.nothing:
    allowed = never
  out["critical-decides"] = allowed, "start at the floor" if some.nothing else (
      "%d of %d" % (sum((p == "diverged") == (verdict_of(r) == "diverged")
                        for p, r in zip(predicted, runs)), len(runs)))
  return out
