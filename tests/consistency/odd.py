"""Odd settings, drawn at random: is all that the program says of them true?

    python3 tests/consistency/odd.py TRAINLOOP [--seed N] [--count N]
                                     [--stage NAME]... [--only N] [--kinds N]

Draws --count settings a stage (1000) from --seed (1): extreme rates, sizes 1
2 3, no noise, constant columns, a start at the optimum, held-out rows, tiny
texts, huge thresholds.  Runs each as text with its history, as CSV, and for its
claims alone, and holds what is said against NumPy and against itself.  A
finding is printed once a kind, with the shortest command that shows it; the
exit status is 1 if there is one.  --only N: the setting of that number alone.
"""
import argparse
import csv
import io
import math
import multiprocessing
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
  os.environ.setdefault(name, "1")

import numpy as np  # noqa: E402

import line  # noqa: E402
import sentences  # noqa: E402
import settings  # noqa: E402
import words  # noqa: E402

TIMEOUT = 60
DATA = Path(__file__).resolve().parent.parent.parent / "data"
VERDICTS = "true", "false", "untested"


class Teller:
  """Collects the findings of one setting."""

  def __init__(self, case):
    self.case, self.found, self.more = case, {}, ()

  def __call__(self, kind, said, true):
    kind = f"{self.case.stage}: {kind}"
    self.found.setdefault(kind, (self.case.command(*self.more), str(said),
                                 str(true)))


def run(folder, arguments):
  """Exit status, stdout and stderr; the status is None if it took too long."""
  try:
    done = subprocess.run([PROGRAM, *arguments], cwd=folder, timeout=TIMEOUT,
                          stdin=subprocess.DEVNULL, capture_output=True)
  except subprocess.TimeoutExpired:
    return None, b"", b""
  return done.returncode, done.stdout, done.stderr


def decode(data, what, tell):
  try:
    return data.decode("utf-8")
  except UnicodeDecodeError as fault:
    tell(f"{what} is not UTF-8", repr(data[max(0, fault.start - 30):
                                          fault.start + 30]), "UTF-8")
    return data.decode("utf-8", "replace")


def unbroken(text):
  """The lines of a text as they were before they were broken at 80 columns."""
  lines = []
  for new in text.splitlines():
    last = lines[-1].rsplit("\n", 1)[-1] if lines else ""
    indent = len(new) - len(new.lstrip(" "))
    word = new.split()[0] if new.split() else ""
    if re.search(r"\d +(EUR )?[\d-]\S* *$", last): # a row of a table
      lines.append(new)
    elif word and indent == len(last) - len(last.lstrip(" ")) and (
        len(last) + 1 + len(word) > 80 and not re.match(
            r"---|true$|false$|untested$|[\d.e-]+$", word)):
      lines[-1] += "\n" + new
    else:
      lines.append(new)
  return "".join(re.sub(r"( \\)?\n *", " ", line) + "\n" for line in lines)


def rows_of(text):
  return list(csv.DictReader(io.StringIO(text)))


def expected_refusal(case):
  """Why these data cannot give what is asked for, or None."""
  o = case.o
  if case.stage == "bigram":
    return None
  n, part = len(case.x), o.get("holdout", 0)
  if part and max(1, math.floor(part * n + 0.5)) >= n:
    return "holdout"
  if case.stage == "generalize" and "data" in o and not part:
    return "no holdout"
  if o.get("batch", 0) > len(settings.training_rows(case)[0]):
    return "batch"
  if "standardize" in o and len(set(settings.training_rows(case)[0])) < 2:
    return "standardize"
  return None


def check_refusal(case, folder, status, out, err, tell):
  """A refusal: one message and a cure that works when it is typed."""
  why = expected_refusal(case)
  if status not in (2, 3):
    tell(f"exit status {status}", err[:200], "as interface.md has it")
  elif why and status != 2:
    tell("exit status 3 for what these data cannot give", err.split("\n")[0],
         "2: it asks for what these data cannot give")
  if out:
    tell("a refusal with results", out[:80], "nothing on stdout")
  if "\n  " not in err:
    tell(f"no cure: {sentences.plain(err)}", err.strip(), "what to type")
  again = None
  if "such as 0.2" in err and "holdout" in case.o:
    again = dict(case.o, holdout=0.2)
  elif "two rows or more" in err and case.o.get("samples") == 1:
    again = dict(case.o, samples=2, holdout=0.2)
  if why == "holdout" and again is None and "data" not in case.o:
    tell("no cure of --holdout that can be tried", err.strip(), "what to type")
  if again:
    keep, case.o = case.o, again
    status, _, err_again = run(folder, [case.stage, *case.words()])
    case.o = keep
    if status in (2, 3) and b"holdout" in err_again:
      tell("a cure that does not work: of --holdout", err.strip(),
           err_again.decode().strip())


def check_hints(case, folder, out, err, tell):
  """What is said to be tried next is tried."""
  m = re.search(r"Try the same command with --lr (\S+)", err)
  if m and "batch" not in case.o:  # they may jitter above a good start
    again = dict(case.o, lr=m[1])
    keep, case.o = case.o, again
    status, _, after = run(folder, [case.stage, *case.words()])
    case.o = keep
    grown = re.search(rb"grown from (\S+) to (\S+)", after)
    if status != 0 and not (grown and float(grown[2]) < 1.1 * float(grown[1])):
      tell("a cure that does not work: --lr", m[0],
           after.decode().split("\n")[0] or f"status {status}")
  m = re.search(r"(?m)^Next: (trainloop .*)$", out)
  if m and case.number % 3 == 0:
    status, next_out, after = run(folder, shlex.split(m[1])[1:])
    # with batches nothing is predicted, so a run may diverge
    if status != 0 and not (status == 1 and ("check" in m[1] or
                                             "--batch" in m[1])):
      tell("a Next line that does not work: " + sentences.plain(
          after.decode().split("\n")[0]), m[0],
           after.decode().strip() or f"status {status}")


def check_claims(case, text, claims, status, wanted, diverged, tell):
  """Each claim's verdict beside its predicate, from the history."""
  tell.more = ("--claims-only", "--format", "csv")
  gray = wanted.pop("gray", False)
  any_false = any(c["verdict"] == "false" for c in claims)
  if status != (1 if any_false or diverged else 0):
    tell("exit status of --claims-only", f"{status}",
         "1 if a claim is false or the run diverged, else 0")
  for verdict in VERDICTS:  # beside those of the text
    count = sum(c["verdict"] == verdict for c in claims)
    there = len(re.findall(rf"(?m)^  {verdict} ", text))
    if count != there:
      tell(f"claims: {verdict} as text and as CSV", there, count)
  for c in claims:
    if c["verdict"] not in VERDICTS:
      tell(f"claim {c['id']}: no verdict", c["verdict"], "true false untested")
    for m in re.finditer(r"(?<![\w.])[+-]?(?:nan|inf)(?![\w.])", c["reason"]):
      tell(f"claim {c['id']}: a number that is none in the reason",
           c["reason"], "words")
    m = re.match(r"(-?\d[\d.]*) %", c["reason"])
    if m and c["id"] in ("early-90", "steep-start") and not (
        0 <= float(m[1]) <= 100):
      tell(f"claim {c['id']}: a share that is none", c["reason"],
           "between 0 and 100 %, or untested")
    got = None if gray else wanted.get(c["id"])
    if got is None:
      continue
    allowed, why = got
    if c["verdict"] not in allowed:
      right = " or ".join(sorted(allowed))
      tell(f"claim {c['id']}: {c['verdict']}, not {right}",
           f"{c['verdict']}: {c['claim']}: {c['reason']}", f"{right}: {why}")
  missing = set(wanted) - {c["id"] for c in claims}
  if missing:
    tell(f"claims are missing: {sorted(missing)}", "", "interface: all of them")
  tell.more = ()


def near(a, b, slack=1e-9):
  return a == b or abs(a - b) <= slack * abs(b) + 1e-300 or (a != a and b != b)


def expect_row(row, wanted, tell):
  """A row of CSV beside what the history says of it."""
  for name, value in wanted.items():
    got = row[name]
    same = got == value if isinstance(value, str) else near(float(got),
                                                            float(value))
    if not same:
      tell(f"csv: {name}", got, repr(value))


def check_line(case, folder, text, err, status, tell):
  """linreg, early-stop, generalize."""
  with open(os.path.join(folder, "h.csv")) as file:
    history = file.read()
  rows = line.parts(history)[0]
  own = "data" in case.o and "lr" not in case.o  # half of critical, cut
  r = line.Run(case, rows, rows[0, 1] if own else case.o.get("lr", 1e-7))
  if own and not 0.99 < r.lr / (r.bowl.critical / 2) < 1 + 1e-9:
    tell("half of the critical rate", repr(r.lr), repr(r.bowl.critical / 2))
  check_start(case, folder, r, tell)
  r.check_history(tell)
  diverged = r.verdict == "diverged"
  if not r.unsure and status != (1 if diverged else 0):
    tell(f"exit status {status}", f"{err.strip()[:80]}", r.verdict)
  sentences.check(sentences.LINE, text, r, tell)
  check_svg(case, folder, r, tell)
  wanted = {"linreg": r.linreg, "early-stop": r.early_stop,
            "generalize": dict}[case.stage]()
  if case.stage == "generalize":
    mae = lambda a, b: abs(b - (r.slope[-1] * a + r.intercept[-1])).mean()
    x, y = r.held_x, r.held_y
    first = r.test_mae = mae(x, y) if len(x) else 0.0
    if not len(x):
      sets = [(line.UNSEEN, settings.unseen(case.o, line.UNSEEN, k))
              for k in range(case.o.get("draws", 1))]
      x, y = sets[0]
      first = mae(x, y)
      r.test_mae = np.mean([mae(*one) for one in sets])
    r.train_mae = mae(r.x, r.y)
    sentences.check(sentences.GENERALIZE, text, r, tell)
    wanted = r.generalize(x, y)
  wanted["gray"] = r.bowl.is_gray(r.loss[0]) or (
      r.bowl.floor == 0 and r.bowl.is_gray(r.end))
  if r.unsure:  # one verdict, whichever it is
    diverged = f"trainloop {case.stage}: diverged" in err
  if case.stage != "linreg":
    _, out, _ = run(folder, [case.stage, *case.words(), "--format", "csv"])
    rows = rows_of(out.decode())
    tell.more = ("--format", "csv")
    if case.stage == "early-stop" and rows and not r.unsure:
      last = len(r.loss) - 1 if not r.overflow else r.last
      expect_row(rows[0], {
          "verdict": r.verdict, "epoch": r.last, "loss": r.loss[r.last],
          "slope": r.slope[last], "intercept": r.intercept[last]}, tell)
      best, at = np.nanmin(r.watched), float(rows[0]["best_epoch"])
      if not diverged and float(rows[0]["best_loss"]) > best:
        tell("csv: best_loss is not the lowest, the end included",
             f"{rows[0]['best_loss']} at {at:.0f}",
             f"{best!r} at {r.best_epoch}")
    if case.stage == "generalize" and rows and not diverged:
      size = 16 * line.EPS * r.bowl.size
      for row, value in zip(rows, (r.train_mae, first)):
        if abs(float(row["mae"]) - value) > 1e-9 * value + 4 * size:
          tell(f"csv: mae of {row['set']}", row["mae"], repr(value))
    tell.more = ()
  return wanted, diverged


def check_svg(case, folder, r, tell):
  """The captions; the command that shows them has --svg."""
  tell.more = ("--svg", "s.svg")
  with open(os.path.join(folder, "s.svg"), encoding="utf-8") as file:
    sentences.check_captions(case, file.read(), r, tell)
  tell.more = ()


def check_seeds(case, folder, tell):
  """--seeds: every claim is counted once a seed."""
  if case.number % 4 or case.stage not in ("linreg", "sweep", "bigram") or {
      "data", "load", "stages", "journey", "check-gradient", "trace"} & set(
          case.o) or case.o.get("seed", 0) > 2**32 - 9:
    return
  seeds = 2 + case.number % 3
  tell.more = ("--seeds", str(seeds))
  status, out, err = run(folder, [case.stage, *case.words(), *tell.more])
  if status == 0:
    out = out.decode()
    sentences.check_words(case, out, err.decode(), tell)
    for row in re.findall(r"(?m)^ +(\d+) +(\d+) +(\d+)  \S", out):
      if sum(map(int, row)) != seeds:
        tell("--seeds: the counts of a claim", row, f"{seeds} in all")
  tell.more = ()


def check_start(case, folder, r, tell):
  """The first row is --init, or the model."""
  if case.o.get("init") == "random":
    part = np.random.RandomState(case.o.get("seed", 42)).random_sample(2)
    slope, intercept = map(float, part * 2 * r.bowl.best)
  else:
    slope, intercept = map(float, case.o.get("init", "0,0").split(","))
  if "load" in case.o:
    with open(os.path.join(folder, "m")) as file:
      model = dict(l.split(" ", 1) for l in file.read().split("\n") if " " in l)
    scale, center = float(model["scale"]), float(model["center"])
    slope = float(model["slope"]) / scale
    intercept = float(model["intercept"]) - slope * center
    same = (abs(scale - r.bowl.scale) <= 1e-12 * scale and
            abs(center - r.bowl.center) <= 1e-12 * abs(center))
    if "velocity-slope" in model and same:  # x as it was
      r.velocity = tuple(float(model["velocity-" + name])
                         for name in ("slope", "intercept"))
    if "--batch" in case.before[0]:
      r.shuffled = int(case.before[0][case.before[0].index("--epochs") + 1])
  size = abs(slope) * abs(r.x).max() + abs(intercept)
  if abs(r.slope[0] - slope) > 1e-9 * abs(slope) + 1e-300 or abs(
      r.intercept[0] - intercept) > 1e-9 * size + 1e-300:
    tell("history: it does not start at the start",
         f"{r.slope[0]!r}, {r.intercept[0]!r}", f"{slope!r}, {intercept!r}")


def check_sweep(case, folder, text, status, tell):
  with open(os.path.join(folder, "h.csv")) as file:
    blocks = line.parts(file.read())
  _, out, _ = run(folder, [case.stage, *case.words(), "--format", "csv"])
  rows = rows_of(out.decode())
  rates = [float(row["lr"]) for row in rows]
  if len(blocks) != len(rates):
    tell("history: the number of runs", len(blocks), len(rates))
    return {}, False
  runs = [line.Run(case, block, lr) for block, lr in zip(blocks, rates)]
  for r, row in zip(runs, rows):
    r.check_history(tell)
    if not r.unsure:
      tell.more = ("--format", "csv")
      expect_row(row, {"verdict": r.verdict.replace("cap", "completed"),
                       "loss": r.loss[r.last], "slope": r.slope[-1],
                       "intercept": r.intercept[-1]}, tell)
      tell.more = ()
  if status != 0:
    tell(f"exit status {status}", "", "0: a diverging rate is a result")
  check_svg(case, folder, runs[0], tell)
  verdict_of = lambda r: rows[runs.index(r)]["verdict"]
  sentences.check(sentences.LINE, text, runs[0], tell)
  sentences.sweep_words(text, runs, rates, [row["verdict"] for row in rows],
                        tell)
  check_forecast(text, runs, rates, rows, tell)
  wanted = line.sweep(runs, rates, [row["predicted"] for row in rows],
                      verdict_of)
  wanted["gray"] = runs[0].bowl.is_gray(runs[0].loss[0]) or (
      runs[0].bowl.floor == 0 and any(r.bowl.is_gray(r.loss[r.last])
                                      for r in runs))
  return wanted, False


def check_forecast(text, runs, rates, rows, tell):
  """What was predicted, beside what came."""
  bowl = runs[0].bowl
  m = re.search(rf"The fastest rate is {sentences.N}: it covers 99 % of both "
                rf"distances in {sentences.N} epochs?", text)
  if m and not sentences.wild(runs[0]) and not runs[0].momentum and (
      bowl.steep > bowl.flat * (1 + 1e-9)):
    c = bowl.steep / bowl.flat
    distance = math.log(0.01) / math.log1p(-2 / (c + 1))
    if abs(sentences.number(m[2]) / math.ceil(distance) - 1) > 0.1 and (
        distance > 10):
      tell("epochs at the fastest rate", m[0], f"{math.ceil(distance):,}")
  for r, lr, row in zip(runs, rates, rows):
    m = re.search(rf"(?m)^ *{re.escape(sentences.shortest(lr))} +([\d.e+-]+) "
                  r"+([\d.,e+-]+) +([\d.,e+-]+|inf|nan) +(\S+) +(\S+)$", text)
    if not m:
      continue
    sentences.used["row predicted"] = sentences.used.get("row predicted", 0) + 1
    if row["verdict"] == "completed" and row["predicted"] == "completed" and (
        m[2] != "-"):
      loss = r.loss[r.last]
      if not sentences.says(m[2], loss, 1.5) and not sentences.wild(r) and abs(
          loss - sentences.number(m[2])) > 4 * r.bowl.slack(max(
              loss, r.bowl.floor)) + 1e-6 * loss + (
                  64 * line.EPS * r.size().max()) ** 2:
        tell("the loss predicted is not the one observed", m[0].strip(),
             repr(loss))
    if m[1] != "-" and not sentences.says(m[1], lr / bowl.critical, 1.5):
      tell("times critical", m[0].strip(), repr(lr / bowl.critical))


def check_bigram(case, folder, text, err, status, tell):
  with open(os.path.join(folder, "h.csv")) as file:
    history = file.read()
  r = words.Run(case)
  if not r.pairs:
    return {}, False
  r.read(history)
  r.check_history(tell)
  diverged = r.verdict == "diverged"
  if status != (1 if diverged else 0):
    tell(f"exit status {status}", err.strip()[:80], r.verdict)
  sentences.check(sentences.WORDS, text, r, tell)
  check_svg(case, folder, r, tell)
  sentences.check_status(case, text, r, tell)
  m = re.search(r"held out: (\d+) lines? with (\d+) pairs?, (\d+) more", text)
  if m and (int(m[1]), int(m[2]), int(m[3])) != (
      len(r.held_lines), len(r.held), r.unknown):
    tell("what is held out", m[0],
         f"{len(r.held_lines)}, {len(r.held)}, {r.unknown}")
  if re.search(r"converged", text) and not diverged:
    claim = re.search(r"(true|false|untested) +training converged", text)
    says = re.search(r"Verdict[^\n]*: (false )?converge", text)
    if claim and says and (claim[1] == "true") != (says[1] is None):
      tell("the verdict and the claim of it differ",
           says[0] + " | " + claim[0], "one verdict")
  _, out, _ = run(folder, [case.stage, *case.words(), "--format", "csv"])
  tell.more = ("--format", "csv")
  sums = {}
  W = getattr(r, "W", None)
  for row in rows_of(out.decode()):
    p = float(row["probability"])
    sums[row["word"]] = sums.get(row["word"], 0) + p
    if not 0 <= p <= 1:
      tell("csv: a probability", row, "between 0 and 1")
    if W is not None and r.lr < 3:
      a, b = r.words.index(row["word"]), r.words.index(row["next"])
      theirs = float(words.bigram.softmax(W[a])[b])
      if abs(p - theirs) > 1e-6:
        tell("csv: a probability is not NumPy's", p, theirs)
  if len(sums) <= 200 and any(abs(s - 1) > 1e-9 for s in sums.values()):
    tell("csv: probabilities do not add up to 1", sums, 1)
  tell.more = ()
  return r.claims(), diverged


def check_data(case, folder, text, tell):
  bowl = line.Bowl(case.x, case.y, False)
  check_svg(case, folder, None, tell)
  _, out, _ = run(folder, [case.stage, *case.words(), "--format", "csv"])
  rows = [[float(v) for v in l.split(",")] for l in out.decode().split()[1:]]
  ours, theirs = np.array(rows), np.array([case.x, case.y]).T
  if ours.shape != theirs.shape or (
      abs(ours - theirs) > 1e-12 * abs(theirs).max(axis=0) + 1e-300).any():
    tell("csv: not the rows", out.decode()[:80], theirs[:2])
  for name, wanted in (("always the mean \\S+", bowl.baseline),
                       ("the best line +\\S+ +\\S+", bowl.floor)):
    m = re.search(rf"(?m)^{name} +(?:EUR )?{sentences.N} +{sentences.N}$", text)
    if not m:
      tell(f"no {name}", text[:200], repr(wanted))
    elif not sentences.says(m[1], math.sqrt(wanted)) and abs(
        wanted - sentences.number(m[1]) ** 2) > bowl.slack(wanted):
      tell(name, m[0], repr(math.sqrt(wanted)))
  if "fits the noise" in text and case.o.get("noise") == 0:
    tell("it fits the noise, and there is none", "noise 0", "no noise")
  slope, intercept = settings.truth(case.o)
  true_loss = float(((case.y - slope * case.x - intercept - settings.bend(
      case.o, case.x)) ** 2).mean())
  if "fits the noise" in text and true_loss <= bowl.floor * (1 + 1e-12):
    tell("it fits the noise", "it does", "it does not")


def check(case, folder):
  """All that is checked of a setting; the findings, and if it was refused."""
  tell = Teller(case)
  for name, text in case.files.items():
    with open(os.path.join(folder, name), "w", newline="") as file:
      file.write(text)
  for before in case.before:
    if run(folder, before)[0] != 0:
      return tell.found, "no model"
  os.symlink(DATA, os.path.join(folder, "data"))
  history = ["--svg", "s.svg"]
  if case.stage != "data":
    history += ["--history", "h.csv"]
  status, out, err = run(folder, [case.stage, *case.words(), *history,
                                  "--more"])
  out = unbroken(decode(out, "stdout", tell))
  err = unbroken(decode(err, "stderr", tell))
  err = re.sub(r"(?m)^(?:trainloop: )?wrote [hs]\.(?:csv|svg)\n", "", err)
  if status is None:
    tell("it takes too long", f"over {TIMEOUT} s", "an end")
    return tell.found, None
  sentences.check_words(case, out, err, tell)
  if status not in (0, 1):
    check_refusal(case, folder, status, out, err, tell)
    return tell.found, sentences.plain(err.split("\n")[0])
  if expected_refusal(case):
    tell(f"not refused: {expected_refusal(case)}", out[:80], "exit status 2")
  if case.stage == "data":
    check_data(case, folder, out, tell)
  elif case.stage == "sweep":
    wanted, diverged = check_sweep(case, folder, out, status, tell)
  elif case.stage == "bigram":
    wanted, diverged = check_bigram(case, folder, out, err, status, tell)
  else:
    wanted, diverged = check_line(case, folder, out, err, status, tell)
  if case.stage != "data":
    status, claims, _ = run(folder, [case.stage, *case.words(), "--claims-only",
                                     "--format", "csv"])
    check_claims(case, out, rows_of(claims.decode()), status, wanted, diverged,
                 tell)
    check_seeds(case, folder, tell)
  check_hints(case, folder, out, err, tell)
  return tell.found, None


def work(job):
  seed, stage, number = job
  sentences.used.clear()
  case = settings.draw(seed, stage, number)
  folder = tempfile.mkdtemp(prefix="odd")
  try:
    with np.errstate(all="ignore"):
      found, refused = check(case, folder)
  except Exception as fault:  # a setting that the test itself trips over
    import traceback
    at = traceback.extract_tb(fault.__traceback__)[-1]
    found, refused = {f"{stage}: the test failed, {type(fault).__name__} in "
                      f"{at.name}:{at.lineno}": (case.command(), str(fault),
                                                 "")}, None
  finally:
    shutil.rmtree(folder, ignore_errors=True)
  return stage, number, found, refused, dict(sentences.used)


def main():
  global PROGRAM
  parser = argparse.ArgumentParser(usage=__doc__)
  parser.add_argument("program")
  parser.add_argument("--seed", type=int, default=1)
  parser.add_argument("--count", type=int, default=1000)
  parser.add_argument("--stage", action="append", choices=settings.STAGES)
  parser.add_argument("--only", type=int)
  parser.add_argument("--processes", type=int, default=2)
  options = parser.parse_args()
  PROGRAM = os.path.abspath(options.program)
  numbers = ([options.only] if options.only is not None else
             range(options.count))
  jobs = [(options.seed, stage, n) for stage in options.stage or settings.STAGES
          for n in numbers]
  kinds, refused, used = {}, {}, {}
  with multiprocessing.Pool(options.processes) as pool:
    for stage, n, found, why, met in pool.imap_unordered(work, jobs, 8):
      for kind, (command, said, true) in found.items():
        times, *best = kinds.get(kind, (0, command, said, true, n))
        if len(command) < len(best[0]):
          best = [command, said, true, n]
        kinds[kind] = (times + 1, *best)
      if why:
        refused[stage] = refused.get(stage, 0) + 1
      for rule, times in met.items():
        used[rule] = used.get(rule, 0) + times
  for kind, (times, command, said, true, n) in sorted(
      kinds.items(), key=lambda item: (item[0].split(":")[0], -item[1][0])):
    print(f"{kind}   ({times} times, number {n})\n  $ {command}\n"
          f"  says: {said}\n  true: {true}\n")
  idle = [rule for rule, times in used.items() if not times]
  if len(jobs) >= 6000:
    for rule in idle:
      print(f"this rule never met a sentence: {rule}\n")
  else:
    idle = []
  print(f"{len(jobs)} settings, {sum(refused.values())} of them refused; "
        f"{len(kinds)} kinds of findings")
  sys.exit(1 if kinds or idle else 0)


if __name__ == "__main__":
  main()
