"""Draws odd settings: a stage, its options, and the files that they name."""
import random
import shlex

import numpy as np

STAGES = ["data", "linreg", "sweep", "early-stop", "generalize", "bigram"]
EPOCHS = [1, 1, 1, 2, 3, 9, 10, 11, 49, 50, 51, 52, 60, 99, 100, 200, 200, 300,
          500, 999, 1000, 1001, 3000]
RATES = [1e-300, 1e-15, 1e-12, 1e-10, 1e-9, 1e-7, 1e-5, 1e-4, 2e-4, 0.1, 0.4,
         0.5, 0.9, 1.0, 1.1, 2.0, 10.0, 1e10, 1e300]
TIMES = [1e-9, 1e-6, 1e-3, 0.01, 0.1, 0.3, 0.5, 0.5, 0.9, 0.999, 0.9999999,
         1.0, 1.0000001, 1.001, 1.1, 1.5, 2.0, 10.0, 1e6]
SEEDS = [0, 1, 2, 3, 42, 42, 42, 7, 99, 1000, 2**32 - 1]


class Case:
  """One setting.  o: what was asked for, by option; x, y: the data."""

  def __init__(self, stage, number):
    self.stage, self.number = stage, number
    self.o, self.files, self.before = {}, {}, []
    self.x = self.y = None
    self.stream = None  # the training stream behind the draws of the data

  def words(self):
    """The options as they are typed."""
    out = []
    for name, value in self.o.items():
      if value is True:
        out.append("--" + name)
      else:
        out += ["--" + name, value if isinstance(value, str) else repr(value)]
    return out

  def command(self, *more):
    """All of it for a shell, the files included."""
    parts = []
    for name, text in self.files.items():
      shown = text if len(text) <= 400 else text[:300] + " ..."
      escaped = shown.replace("\\", "\\\\").replace("\n", "\\n").replace(
          "%", "%%").replace("'", "'\\''").replace("\r", "\\r")
      parts.append(f"printf '{escaped}' >{name}")
    for words in self.before + [[self.stage, *self.words(), *more]]:
      parts.append("trainloop " + " ".join(map(shlex.quote, words)))
    return "; ".join(parts)


def apartments(o):
  """What the program makes of its data options."""
  low, high = map(float, o.get("range", "30,150").split(","))
  random_state = np.random.RandomState(o.get("seed", 42))
  n = o.get("samples", 20)
  x = random_state.uniform(low, high, n)
  noise = random_state.randn(n)
  y = truth(o)[0] * x + truth(o)[1] + noise * float(o.get("noise", 12000))
  return x, y + bend(o, x), random_state.get_state()


def truth(o):
  return float(o.get("slope", 2500)), float(o.get("intercept", 15000))


def unseen(o, x, k):
  """The prices of a test set, the k-th of --draws."""
  state = np.random.RandomState((o.get("test-seed", 99) + k) % 2**32)
  noise = state.randn(len(x)) * float(o.get("noise", 12000))
  return truth(o)[0] * x + truth(o)[1] + noise + bend(o, x)


def bend(o, x):
  """--curve: what the truth is above its line."""
  low, high = map(float, o.get("range", "30,150").split(","))
  return float(o.get("curve", 0)) * (x - (low / 2 + high / 2)) ** 2


def table(r):
  """x and y of a file: constant, collinear, huge, tiny, far off ..."""
  n = r.choice([1, 2, 2, 3, 3, 4, 5, 6, 10, 30])
  real = lambda low, high: [r.uniform(low, high) for _ in range(n)]
  whole = lambda high: [float(r.randint(0, high)) for _ in range(n)]
  x = r.choice([lambda: [5.0] * n, lambda: [0.0] * n, lambda: whole(3),
                lambda: whole(100), lambda: [float(i) for i in range(n)],
                lambda: real(-1, 1), lambda: real(0, 1e-9),
                lambda: real(1e6, 1e6 + 1), lambda: real(0, 1e9),
                lambda: real(30, 150), lambda: real(-150, -30)])()
  y = r.choice([lambda: [7.0] * n, lambda: [0.0] * n, lambda: whole(3),
                lambda: [2 * v + 1 for v in x], lambda: [-v for v in x],
                lambda: [v * v for v in x], lambda: real(-1, 1),
                lambda: real(1e6, 1e6 + 1), lambda: real(0, 1e9),
                lambda: real(0, 1e-9),
                lambda: [3 * v + r.gauss(0, 1) for v in x],
                lambda: [2500 * v + 15000 + r.gauss(0, 12000) for v in x]])()
  return x, y


def critical_of(x, scaled):
  """2 / the greatest eigenvalue of the Hessian."""
  z = (x - x.mean()) / x.std() if scaled and x.std() > 0 else x
  hessian = 2 * np.array([[(z * z).mean(), z.mean()], [z.mean(), 1.0]])
  return 2 / np.linalg.eigvalsh(hessian).max()


def draw_data(r, case, more):
  o = case.o
  if r.random() < 0.35:
    x, y = table(r)
    case.files["t.csv"] = "x,y\n" + "".join(
        f"{a!r},{b!r}\n" for a, b in zip(x, y))
    o["data"] = "t.csv"
    case.x, case.y = np.array(x), np.array(y)
    return
  o["seed"] = r.choice(SEEDS + [r.randrange(2**32)])
  if r.random() < 0.7:
    o["samples"] = r.choice([1, 1, 2, 2, 3, 3, 4, 5, 7, 20, 50, 300])
  if r.random() < 0.5:
    o["noise"] = r.choice([0, 0, 0, 1e-9, 1, 100, 12000, 1e6, 1e12])
  if r.random() < 0.25:
    o["slope"] = r.choice([0, 0, 1, -3, 1e-6, -2500, 1e6, 1e12])
  if r.random() < 0.25:
    o["intercept"] = r.choice([0, 0, 1, -15000, 1e-6, 1e9, 1e12])
  if r.random() < 0.4:
    o["range"] = r.choice(["50,50", "0,0", "0,1", "-1,1", "200,240",
                           "0.001,0.01", "1000000,1000001", "-150,-30",
                           "0,1e-12", "1e8,1e9", "30,150", "149,150"])
  if "slope" not in o and "intercept" not in o and r.random() < 0.06:
    o["slope"] = o["intercept"] = o["noise"] = 0 # every y is 0
  if more.random() < 0.15:
    o["curve"] = more.choice([0, 1e-9, 1, 5, 20, 20, -3.5, -500, 1e9])
  case.x, case.y, case.stream = apartments(o)


def draw_descent(more, case):
  """Momentum, batches, and a start anywhere."""
  o, rows = case.o, len(training_rows(case)[0])
  if more.random() < 0.12:
    o["momentum"] = more.choice([0, 1e-9, 0.3, 0.5, 0.8, 0.9, 0.9, 0.9, 0.99,
                                 0.99, 0.999, 0.9999])
    if more.random() < 0.4 and "lr" in o and case.stage != "sweep":
      critical = critical_of(case.x, "standardize" in o)
      o["lr"] = float(critical * (1 + o["momentum"]) * more.choice(TIMES))
      if not 1e-300 < o["lr"] < 1e300:
        o["lr"] = 1e-7
  if more.random() < 0.12:
    o["batch"] = more.choice([1, 1, 2, 3, 5, 5, 7, max(1, rows // 2), rows])
    if more.random() < 0.95:
      o["batch"] = min(o["batch"], rows)
    if more.random() < 0.3 and case.stage != "sweep":
      far = 2 * float((case.x**2).max() + 1)
      o["lr"] = float(f"{more.choice([1e-3, 0.1, 0.5, 1, 2]) / far:.3g}")
    if o.get("epochs", 9999) > 300:  # a slow twin in NumPy
      o["epochs"] = more.choice([1, 2, 60, 200, 300])
  for name in ("momentum", "batch"):
    if name in o and case.before and more.random() < 0.7:
      case.before[0] += ["--" + name, repr(o[name])]
  if more.random() < 0.06 and "load" not in o:
    o["init"] = "random"


def rate(r, case):
  with np.errstate(all="ignore"):
    critical = critical_of(case.x, "standardize" in case.o)
  if r.random() < 0.35 or not 1e-300 < critical < 1e300:
    return r.choice(RATES)
  value = float(critical * r.choice(TIMES))
  return float(f"{value:.3g}") if r.random() < 0.5 else value


def best_line(x, y):
  """Least squares from the centre, in long double."""
  a, b = x.astype(np.longdouble), y.astype(np.longdouble)
  u, v = a - a.mean(), b - b.mean()
  spread = (u * u).mean()
  slope = (u * v).mean() / spread if spread > 0 else np.longdouble(0)
  return slope, b.mean() - slope * a.mean()


def draw_training(r, case):
  o = case.o
  if r.random() < 0.3:
    o["standardize"] = True
  if case.stage != "sweep" and r.random() < (0.2 if "data" not in o else 0.35):
    o["holdout"] = r.choice([0.01, 0.2, 0.2, 0.34, 0.5, 0.9])
  if case.stage == "generalize" and "data" in o and r.random() < 0.97:
    o["holdout"] = o.get("holdout", 0.2)
  start = r.random()
  if start < 0.18:
    slope, intercept = map(float, best_line(*training_rows(case)[:2]))
    if r.random() < 0.3:
      slope, intercept = slope * (1 + 1e-9), intercept * (1 - 1e-9)
    o["init"] = f"{slope!r},{intercept!r}"
  elif start < 0.28 and "data" not in o:
    o["init"] = "%r,%r" % truth(o)
  elif start < 0.36:
    o["init"] = r.choice(["1000,0", "0,15000", "-1,-1", "1e-9,1e9", "1e100,0"])
  if "init" in o:
    o["init"] = o["init"].replace("inf", "0").replace("nan", "0")
  if case.stage == "sweep":
    o["lr"] = "auto" if r.random() < 0.2 else ",".join(
        repr(rate(r, case)) for _ in range(r.choice([1, 1, 2, 3, 4])))
    if r.random() < 0.35 and o["lr"] != "auto":
      o["lr"] += r.choice([",1e-10", ",1e-07", ",0.0001",
                           ",1e-10,1e-07,0.0001,0.0002"])
    if r.random() < 0.15:
      del o["lr"]
  elif r.random() < 0.85:
    o["lr"] = rate(r, case)
  if r.random() < 0.9 or case.stage == "sweep":
    o["epochs"] = r.choice(EPOCHS)
  if case.stage in ("linreg", "early-stop") and "init" not in o and (
      r.random() < 0.1):
    first = {k: v for k, v in o.items()
             if k not in ("lr", "epochs", "holdout", "init")}
    helper = Case("linreg", 0)
    helper.o = first
    critical = critical_of(case.x, "standardize" in o)
    first["lr"] = float(critical * 0.3) if 0 < critical < 1e300 else 1e-7
    first["epochs"] = r.choice([1, 10, 300])
    case.before.append(["linreg", *helper.words(), "-q", "--save", "m"])
    o["load"] = "m"


def training_rows(case):
  """x and y to train on, x and y held out (or empty)."""
  x, y, part = case.x, case.y, case.o.get("holdout", 0)
  if not part:
    return x, y, x[:0], y[:0]
  k = max(1, int(np.floor(part * len(x) + 0.5)))
  order = np.random.RandomState(case.o.get("seed", 42)).permutation(len(x))
  x, y = x[order], y[order]
  return (x[k:], y[k:], x[:k], y[:k]) if k < len(x) else (x, y, x[:0], y[:0])


def draw_stop(r, case):
  o = case.o
  if r.random() < 0.6:
    o["patience"] = r.choice([1, 1, 2, 3, 20, 1000])
  if r.random() < 0.6:
    o["min-delta"] = r.choice(["0", "1e-300", "0.005", "1000", "1e9", "1e300",
                               "0.1%", "5%", "100%", "1000000%", "1e-12%"])
  if r.random() < 0.15:
    o["min-epochs"] = r.choice([0, 1, 2, 10, 100, 5000])


def draw_text(r, case, more):
  w = lambda n: f"w{int(n * r.random() ** 3)}"
  made = lambda n, lines, long: "".join(
      " ".join(w(n) for _ in range(long)) + "\n" for _ in range(lines))
  text = r.choice([
      lambda: "a " * r.choice([2, 3, 9]) + "\n", lambda: "a b\n",
      lambda: "a b\n" * r.choice([2, 5]), lambda: "a b\nb a\n",
      lambda: "a b\nb a\na a\nb b\n", lambda: "a b c d\n",
      lambda: "a b c a b c a\n", lambda: "z\nq\na b\n",
      lambda: "a b\na c\na d\na e\n", lambda: "b a\nc a\nd a\n",
      lambda: "\u00e4 \u00f6\n\u00f6 \u00fc\n\u65e5 \u672c\n",
      lambda: "a b\r\nb c\r\n", lambda: "the cat\nthe cat sat\nthe\n",
      lambda: made(5, 6, 4), lambda: made(30, 20, 5),
      lambda: made(60, 30, 9)])()
  if more.random() < 0.06:  # more than 50 words: other loops
    text = more.choice([
        lambda: made(90, 6, 12), lambda: made(300, 12, 15),
        lambda: made(400, 6, 40),
        lambda: "".join(f"w{i} w{i * 7 % 61}\n" for i in range(61))])()
  case.files["t.txt"] = text
  case.o["text"] = "t.txt"


def draw_words(r, case, more):
  o = case.o
  if r.random() < 0.6:
    draw_text(r, case, more)
  if r.random() < 0.5:
    o["seed"] = r.choice(SEEDS)
  if r.random() < 0.85:
    o["lr"] = r.choice([1e-300, 1e-12, 1e-9, 1e-4, 0.01, 0.1, 0.1, 0.5, 0.5,
                        1.0, 2.0, 5.0, 20.0, 100.0])
  if r.random() < 0.85:
    o["epochs"] = r.choice([1, 1, 2, 3, 4, 5, 5, 6, 8, 15, 30, 30, 60, 150])
  if r.random() < 0.35:
    o["decay"] = r.choice([1, 1, 0.95, 0.95, 0.5, 1e-9])
    if r.random() < 0.5:
      o["min-lr"] = r.choice([1e-300, 0.01, 1, 100])
  if r.random() < 0.45:
    o["patience"] = r.choice([1, 1, 2, 3, 3, 10, 1000])
    if r.random() < 0.7:
      o["min-delta"] = r.choice(["0", "1e-12", "0.005", "0.1", "1e9", "1e300",
                                 "5%", "100%", "1000000%"])
    if r.random() < 0.15:
      o["min-epochs"] = r.choice([1, 3, 100])
  if r.random() < 0.35:
    o["holdout"] = r.choice([0.01, 0.2, 0.2, 0.34, 0.5, 0.9])
  if r.random() < 0.4:
    o["init"] = r.choice(["zero", "random"])
  if r.random() < 0.1:
    first = Case("bigram", 0)
    first.o = {k: v for k, v in o.items() if k in ("text", "init")}
    first.o |= {"epochs": r.choice([1, 5, 30]), "lr": r.choice([0.1, 0.5])}
    case.before.append(["bigram", *first.words(), "-q", "--save", "m"])
    o.pop("init", 0), o.pop("seed", 0)
    o["load"] = "m"
  for name in ("patterns", "matrix", "check-gradient"):
    if r.random() < 0.15:
      o[name] = True
  if r.random() < 0.1:
    o["generate"] = 2
  if r.random() < 0.1 and "text" not in o:
    o["follow"] = "the,cat"


def draw(seed, stage, number):
  """The setting of this number, always the same."""
  r = random.Random(f"{seed} {stage} {number}")
  more = random.Random(f"{seed} {stage} {number} more")
  case = Case(stage, number)
  with np.errstate(all="ignore"):
    if stage == "bigram":
      draw_words(r, case, more)
      return case
    draw_data(r, case, more)
    if stage != "data":
      draw_training(r, case)
      draw_descent(more, case)
    if stage in ("early-stop", "generalize"):
      draw_stop(r, case)
    if stage == "generalize" and "holdout" not in case.o:
      if r.random() < 0.3:
        case.o["draws"] = r.choice([1, 2, 30])
      if r.random() < 0.3:
        case.o["test-seed"] = r.choice([0, 1, 99, 123])
    if stage == "linreg":
      for name in ("stages", "journey", "check-gradient"):
        if r.random() < 0.12:
          case.o[name] = True
      if r.random() < 0.12:
        case.o["trace"] = r.choice([1, 5])
  return case
