"""What a run of a line must be, by NumPy: its history, end and claims."""
import math

import numpy as np
from settings import best_line, bend, training_rows, truth

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

  def __init__(self, x, y, scaled, momentum=0.0):
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
    self.critical = 2 * (1 + momentum) / self.steep
    self.momentum = momentum
    one, two = (g - 1, m), (m, g - a)
    w = np.array(one if np.hypot(*one) > np.hypot(*two) else two,
                 dtype=np.longdouble)
    w = w / np.hypot(*w) if np.hypot(*w) > 0 else np.array([0, 1.0])
    self.ways = w, np.array([-w[1], w[0]])

  def left(self, slope, intercept, lr, k):
    """The loss above the floor in both directions, k steps later."""
    d = self.off(slope, intercept)
    return tuple(float(e / 2 * (d @ way) ** 2 * np.longdouble(1 - lr * e) ** (
        2 * k)) for e, way in zip((self.steep, self.flat), self.ways))

  def off(self, slope, intercept):
    """How far both parameters are from the best line's, x as trained on."""
    w, b = slope * self.scale, intercept + slope * self.center
    return np.array([w - self.best[0] * self.scale,
                     b - self.best[1] - self.best[0] * self.center])

  def left_heavy(self, now, before, lr, k):
    """The same with momentum, from two lines one step apart."""
    d, B = self.off(*now), np.longdouble(self.momentum)
    push, parts = self.off(*before) - d, []
    for e, way in zip((self.steep, self.flat), self.ways):
      s, power = np.longdouble(lr * e), int(k)
      state, m = np.array([d @ way, push @ way]), np.array([[1 - s, -B], [s, B]])
      while power:
        state = m @ state if power % 2 else state
        m, power = m @ m, power // 2
      parts.append(float(e / 2 * state[0] ** 2))
    return tuple(parts)

  def epochs(self, lr, e):
    """Until 1 % is left of a distance; with momentum to about a tenth."""
    B, s = self.momentum, lr * e
    if B == 0:
      shrink = math.log1p(-s) if s < 1 else math.log(s - 1) if s > 1 else -99
    else:
      root = (1 + B - s) ** 2 - 4 * B
      shrink = (math.log(B) / 2 if root < 0 else
                math.log1p(-2 * s / (1 - B + s + math.sqrt(root))) if s < 1 + B
                else math.log((s - 1 - B + math.sqrt(root)) / 2))
    return math.log(0.01) / shrink if shrink < 0 else math.inf

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
    self.velocity, self.shuffled = (0.0, 0.0), 0  # check_start has a model's
    self.momentum, self.batch = o.get("momentum", 0.0), o.get("batch", 0)
    self.parts = 0 < self.batch < len(self.x)  # nothing is predicted
    self.bowl = Bowl(self.x, self.y, "standardize" in o, self.momentum)
    self.cap = o.get("epochs", DEFAULTS[case.stage][1])
    self.loss, self.slope, self.intercept = rows[:, 2], rows[:, 3], rows[:, 4]
    self.watched = rows[:, 7] if rows.shape[1] > 7 else self.loss
    self.judge()
    self.at = lambda k: self.loss[k] if k < len(self.loss) else math.nan
    self.end = float(self.loss[-1])
    self.nothing = self.bowl.at_floor(self.loss[0])
    self.began = self.nothing or self.loss[0] <= 1.01 * self.bowl.floor

  def left(self, k):
    """What k more steps would leave of the loss above the floor, both ways."""
    now = self.slope[-1], self.intercept[-1]
    if self.momentum == 0:
      return self.bowl.left(*now, self.lr, k)
    before = (self.slope[-2], self.intercept[-2]) if len(self.loss) > 1 else now
    return self.bowl.left_heavy(now, before, self.lr, k)

  def judge(self):
    """The settled rules: when the run ends, why, and what was best."""
    o, stops = self.case.o, self.case.stage in ("early-stop", "generalize")
    patience = o.get("patience", 20) if stops else 0
    usual = "0.1%" if "data" in o else "100"
    delta = str(o.get("min-delta", usual if stops else "0"))
    percent = float(delta[:-1]) / 100 if delta.endswith("%") else 0.0
    delta = 0.0 if delta.endswith("%") else float(delta)
    # at a stable rate momentum may overshoot, and comes back
    self.stable = not self.parts and self.lr <= self.bowl.critical
    limit = math.inf if self.stable else max(1e20, 1e9 * self.loss[0])
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
    measured = self.loss[-1] if verdict == "cap" else self.loss[last]
    rounding = max(self.bowl.rounding, 1e-300)
    self.stopped = verdict == "stopped"
    if verdict != "diverged" and not self.stable and measured > self.loss[0] * (1 + 1e-6) and (
        measured > rounding) and not (
            self.parts and measured <= self.bowl.baseline):
      verdict = "diverged"  # batches may jitter below the baseline
    self.verdict = verdict
    edge = self.momentum and is_near(self.lr, self.bowl.critical)
    self.unsure = edge or is_near(measured, self.loss[0] * (1 + 1e-6)) or (
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

  def replay(self, start, steps):
    """NumPy's own loop from a line on: loss, slope and intercept before each of
    so many steps; None where it would take too long or rounding decides."""
    center, scale = float(self.bowl.center), float(self.bowl.scale)
    n, x, y, B = len(self.x), self.x, self.y, self.momentum
    batch = self.batch or n
    if abs(center) > 1e5 * scale or steps * -(-n // batch) > 6000:
      return None
    z = (x - center) / scale
    w, b, (v, u) = start[0] * scale, start[1] + start[0] * center, self.velocity
    stream = np.random.RandomState(self.case.o.get("seed", 42))
    if self.case.stream:
      stream.set_state(self.case.stream)
    out = np.empty((steps, 3))
    for _ in range(self.shuffled):  # what a loaded model has drawn, of all rows
      stream.shuffle(np.arange(len(self.case.x)))
    for k in range(steps):
      error = y - (w * z + b)
      slope = w / scale
      out[k] = error @ error / n, slope, b - slope * center
      if not self.batch:
        v, u = B * v - 2 * (z @ error) / n, B * u - 2 * error.sum() / n
        w, b = w - self.lr * v, b - self.lr * u
        continue
      rows = np.arange(n)
      stream.shuffle(rows)
      for at in range(0, n, batch):
        few = rows[at:at + batch]
        error = y[few] - (w * z[few] + b)
        v = B * v - 2 * (z[few] @ error) / len(few)
        u = B * u - 2 * error.sum() / len(few)
        w, b = w - self.lr * v, b - self.lr * u
    return out

  def check_loop(self, tell):
    """NumPy's own loop, from the first row on."""
    steps = min(len(self.h), 400)
    if self.batch:
      steps = max(1, min(steps, 6000 // -(-len(self.x) // self.batch)))
    out = self.replay((self.slope[0], self.intercept[0]), steps)
    if out is None:
      return
    loss, kept = out[:, 0], self.loss[:steps]
    e = 64 * EPS * self.size()[:steps].max() / (1 - self.momentum)
    good = np.isfinite(kept) & np.isfinite(loss) & (kept < 1e200)
    if self.batch:
      good &= kept <= 1e3 * max(kept[0], self.bowl.baseline)
    bad = good & (abs(loss - kept) > 1e-6 * kept +
                  4 * np.sqrt(kept) * e + e * e * steps)
    if bad.any() and (self.batch or self.lr <= self.bowl.critical):
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
    if "data" in self.case.o or self.case.o.get("curve", 0) != 0:
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
    gone = never if self.verdict == "diverged" else set()
    some = loss[0] - loss[-1] > 1e-9 * loss[0] # or rounding decides
    if fell and not some and not self.began:
      pass
    elif self.began or n < 10 or not fell or n // 10 >= len(loss):
      out["steep-start"] = never, "nothing fell, or too short"
    else:
      out["steep-start"] = (never if not -5e-4 < share(n // 10) < 1.0005 else
                            verdicts(share(n // 10), 0.5, False) | gone,
                            f"{100 * share(n // 10):.4g} % in a tenth")
    if fell and not some and not self.began:
      pass
    elif self.began or n < 100 or not fell or len(loss) < 100:
      out["early-90"] = never, "nothing fell, or too short"
    else:
      out["early-90"] = gone | (
          never if not -5e-4 < share(50) < 1.0005 else
          verdicts(share(50), 0.9, False)), f"{100 * share(50):.4g} %"
    if n < 1000 or len(loss) <= 1000 or self.began:
      out["late-tiny"] = never, "nothing to learn, or not there"
    else:
      part = (loss[500] - loss[1000]) / loss[500]
      allowed = verdicts(part, 0.01, True) if part > 0 else {
          "true", "untested"} if part > -1e-9 else {"false", "untested"}
      if self.bowl.at_floor(self.loss[500]) or not some:
        allowed = allowed | never
      out["late-tiny"] = lost or allowed | gone, f"{100 * part:.4g} %"
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
        (lost or verdicts(end, mean, True) | (
            {"untested"} if abs(end / mean - 1) < 0.02 or
            mean <= 1000 * self.bowl.rounding else set()),
         f"{end!r}, the mean's {mean!r}"))
    out["fifty-tell"] = self.fifty()
    if self.case.o.get("init") != "random":
      out["start-matters"] = {"untested"}, "no random start"
    elif self.verdict != "diverged" and not self.unsure:
      twin = self.replay((0.0, 0.0), len(self.loss))
      other = twin[-1, 0] if twin is not None else math.nan
      apart = abs(end - other)
      if math.isfinite(other) and other < 1e15 * self.bowl.baseline and (
          apart > 4 * self.bowl.slack(other)) and twin[:, 0].max() <= max(
              1e20, 1e9 * twin[0, 0]):
        out["start-matters"] = (
            verdicts(apart, 0.01 * other, False) if other <= twin[0, 0] else
            {"true", "false", "untested"}, f"{end!r}, from 0, 0 {other!r}")
    return out

  def fifty(self):
    n, loss = self.cap, self.shrink()
    if n < 100 or self.began:
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
    out["patience-noise"] = self.patience_noise()
    if self.verdict == "diverged":
      return out | {k: ({"untested"}, "diverged")
                    for k in ("flat-is-optimum", "waste")}
    now, on, more = self.left(0), self.left(20), self.left(5000)
    floor, gap = self.bowl.floor, sum(now)
    floored = self.end <= 1.01 * floor or self.end <= self.bowl.rounding
    if self.momentum and not self.end <= self.bowl.rounding: # it may only pass
      floored = floored and max(
          sum(self.left(k)) for k in range(1, 21)) <= 0.01 * floor
    wild = self.bowl.steep / max(self.bowl.flat, 1e-300) > 1e9 and (
        self.bowl.unique) or not math.isfinite(gap)
    if self.began:
      out["flat-is-optimum"] = {"untested"}, "it started at the floor"
      out["waste"] = {"untested"}, "it started at the floor"
    elif floored:
      out["flat-is-optimum"] = {"true"}, "at the floor"
      out["waste"] = {"true", "untested"}, "at the floor"
    elif is_near(self.end, 1.01 * floor):
      pass
    elif self.parts:
      out["flat-is-optimum"] = out["waste"] = {"untested"}, "in batches"
    elif wild:
      pass
    else:
      fall = gap - sum(on)
      if self.momentum: # it swings: what it does on the way counts
        fall = max([fall] + [abs(gap - sum(self.left(k))) for k in range(20)])
        fall = -fall if sum(on) > gap * (1 + 1e-9) else fall
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

  def patience_noise(self):
    """Patience 1 would have ended the run sooner, and higher?"""
    o, never = self.case.o, ({"untested"}, "no batches, or no more patience")
    if not self.parts or o.get("patience", 20) < 2 or self.nothing:
      return never
    if self.verdict == "diverged" or "load" in o or self.unsure or (
        self.bowl.at_floor(self.loss[0])) or self.began:
      return {"true", "false", "untested"}, ""
    twin = self.waits(1)
    if twin >= self.last:
      return {"false"}, "patience 1 ends no sooner"
    return verdicts(self.watched[twin], self.watched[-1], False), (
        f"patience 1 ends at {twin}, at {self.watched[twin]!r}")

  def waits(self, patience):
    """The epoch at which the rule would stop the run with this patience."""
    usual = "0.1%" if "data" in self.case.o else "100"
    delta = str(self.case.o.get("min-delta", usual))
    percent = float(delta[:-1]) / 100 if delta.endswith("%") else 0.0
    delta = 0.0 if delta.endswith("%") else float(delta)
    best = reference = math.inf
    waited = 0
    for k, watched in enumerate(self.watched[:self.last + 1]):
      best = min(best, watched)
      if k == 0 or reference - watched > delta + percent * best:
        reference, waited = watched, 0
      else:
        waited += 1
      if waited >= patience and k >= self.case.o.get("min-epochs", 0):
        break
    return k

  def right_shape(self):
    """The best line on a thousand test sets."""
    o = self.case.o
    noise = float(o.get("noise", 12000))
    if "data" in o or noise**2 <= self.bowl.rounding or not self.bowl.unique:
      return {"untested"}, "no known truth, no noise, or many best lines"
    if noise**2 <= 1000 * self.bowl.rounding: # the program's bound is wider
      return {"true", "false", "untested"}, ""
    if not ("curve" in o or self.case.number % 8 == 0):
      return {"true", "false", "untested"}, ""
    slope, intercept = truth(o)
    off = (slope * UNSEEN + intercept + bend(o, UNSEEN) - float(
        self.bowl.best[0]) * UNSEEN - float(self.bowl.best[1]))
    draws, first = np.random.RandomState(), o.get("test-seed", 99)
    drawn = []
    for k in range(first, first + 1000):
      draws.seed(k % 2**32)
      drawn.append(draws.randn(5))
    root = math.sqrt(((off + noise * np.array(drawn)) ** 2).mean())
    return verdicts(abs(root - noise), 0.1 * noise, True), (
        f"typical error {root:.6g}, the noise's {noise:.6g}")

  def generalize(self, test_x, test_y):
    train = abs(self.y - (self.slope[-1] * self.x + self.intercept[-1]))
    test = abs(test_y - (self.slope[-1] * test_x + self.intercept[-1]))
    noise = 0.0 if "data" in self.case.o else float(
        self.case.o.get("noise", 12000))
    one = noise * math.sqrt(1 - 2 / math.pi)
    if noise**2 <= self.bowl.rounding:
      one = float(train.std())
    sets = self.case.o.get("draws", 1)
    sd = one * math.sqrt(1 / len(train) + 1 / (len(test) * sets))
    test_mae = self.test_mae if sets > 1 else test.mean()
    difference = test_mae - train.mean()
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
      if len(train) < 8 and noise**2 <= self.bowl.rounding:
        allowed = {"untested"} if allowed == {"false"} else allowed | {"untested"}
      if abs(difference) <= 1e-8 * train.mean():
        allowed = allowed | {"true"}  # the same, to the digits that are told
    out["right-shape"] = self.right_shape()
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
    elif name == "millions" and run.parts:
      out[name] = never, "in batches"
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
      if some.momentum and 0 < lam:
        epochs = bowl.epochs(lr, bowl.steep)
      out[name] = (verdicts(epochs, 1e6, False) if not some.momentum or not (
          0.5 < epochs / 1e6 < 2) else {"true", "false"},
                   f"{epochs:,} epochs to 1 %")
  same = all((p == "diverged") == (verdict_of(r) == "diverged")
             for p, r in zip(predicted, runs))
  allowed = {"true"} if same else {"false"}
  if some.nothing:  # what rounding begins is no part of it
    allowed = allowed | never | {"true"}
  if some.parts:
    allowed = never
  out["critical-decides"] = allowed, "start at the floor" if some.nothing else (
      "%d of %d" % (sum((p == "diverged") == (verdict_of(r) == "diverged")
                        for p, r in zip(predicted, runs)), len(runs)))
  return out
