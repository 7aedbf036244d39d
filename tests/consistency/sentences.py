"""What the text of a run says, against what the run was.

A rule is a pattern and a function: it is given the match, the run of line.py or
words.py, and tell(kind, said, true).  used counts how often each one met a
sentence: a rule that never did has been left behind by the words.
"""
import math
import re
from decimal import Decimal

import numpy as np

used = {}
N = r"(-?(?:\d[\d,]*)(?:\.\d+)?(?:e[+-]?\d+)?)"  # a number for people
COUNTED = ("lines|words|pairs|epochs|times|rows|points|steps|apartments|"
           "deviations|sentences|rates|test sets|updates|examples")


def number(text):
  return float(text.replace(",", ""))


def says(text, value, units=1.01):
  """Is this the value, to the last digit shown?"""
  if text in ("inf", "nan", "-inf", "-"):
    return not math.isfinite(value)
  shown = Decimal(text.replace(",", ""))
  unit = float(Decimal(10) ** shown.as_tuple().exponent)
  shown = float(shown)
  return shown == value or abs(shown - value) <= units * unit + 1e-9 * abs(
      value)


def is_row(line):
  """A row of a table of numbers: no sentence."""
  return len(re.findall(r"[a-z]{2,}", re.sub(r"\b(nan|inf)\b|e[+-]?\d+", "",
                                            line))) < 2


def snippet(text, match):
  """The words around a match, without numbers: the place that says it."""
  start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 24)
  end = (text + "\n").find("\n", match.end())
  return plain(text[start:min(end, match.end() + 30)])


def line_of(text, at):
  return text[text.rfind("\n", 0, at) + 1:(text + "\n").find("\n", at)]


# --- what no output may say -------------------------------------------------
BANNED = [
    ("a number that is none in a sentence",
     r"(?<![\w./-])[+-]?(?:nan|inf(?:inity)?)(?![\w.])", "a word for it"),
    ("1 of several", rf"(?<![\w.,+-])1 (?:{COUNTED})\b", "the singular"),
    ("1 of the five are", r"(?<![\w.,])1 of the (?:five|ten|\w+) are\b",
     "1 of the five is"),
    ("several of one", r"(?<!: )(?<!; )(?<![\w.,])(?:[02-9]|\d[\d,]*\d) (?:line|word|pair|"
     r"epoch|time|row|apartment|deviation|update)\b(?!-)", "the plural"),
    ("0 epochs", r"(?<![\w.,])0 epochs", "an arrival is rounded up"),
    ("a fraction of an epoch", rf"(?<![\w.,])\d+\.\d+(?:e-\d+)? epochs?\b",
     "an arrival is rounded up"),
    ("worse, by nothing", r"worse, by 0\.0+\b", "no change that can be told"),
    ("rose by nothing", r"rose by 0\.0+\b", "no change that can be told"),
    ("less, of nothing", r"(?<![\d.,])0\.0+ % (?:less|more), 0\.0+ an epoch",
     "no change that can be told"),
    ("more than 100 % of the way",
     r"(?<![\d.,])(?!100(?:\.0+)? )[1-9]\d{2,}(?:\.\d+)? % of the way",
     "past its aim"),
    ("1.00 times", r"(?<![\d.,])1\.00 times (?:above|below|better|worse)",
     "at the limit"),
    ("a negative share", r"(?<![\w.,])-\d[\d.,]* % (?:less|off|of)\b",
     "more, not less than less"),
    ("one after the other, of one", r"the first 1 of 1 ", "the row"),
    ("-0", r"(?<![\w.,e(])-0(?:\.0+)?(?![\d.e])", "0"),
]

# Two sentences of one output that cannot both be true.
PAIRS = [
    ("at the floor, and too slow", r"At the floor:|Converged:|arrived,",
     r"too small to see|overshoot, to and fro|[Tt]oo slow"),
    ("at the floor, and a plateau above it", r"At the floor",
     r"A plateau|False convergence"),
    ("at the floor, and not flat yet", r"At the floor", r"Not flat:"),
    ("at the floor, and more epochs would take much off", r"At the floor",
     r"would (?:lower|have lowered) the (?:training )?loss by "
     r"(?:[1-9]\d?\.?\d*|100) %"),
    ("flat, and more epochs would take much off",
     r"(?m)^Flat: ", r"\d+ more epochs? would lower the (?:training )?loss by "
     r"(?:more than |[1-9]|0\.[2-9])"),
    ("converged and diverged", r"[Vv]erdict[^\n]*: converged|Converged:",
     r"(?m)^trainloop [\w-]+: diverged|Verdict: diverged"),
    ("final and diverged", r"(?m)^after \d+ (?:more )?epoch", r"diverged at epoch|: diverged: in"),
    ("the cap ended it, and the rule stopped it", r"The cap of",
     r"true +the rule stops"),
    ("false convergence, and training converged", 
     r"Verdict[^\n]*: (?:stopped|cap reached|still learning|interrupted)",
     r"true +training converged"),
    ("still learning, and it gets worse", r"still learning",
     r"the loss has grown:|goes up and down"),
    ("the best line is the learned one, and too slow",
     r"nothing (?:was )?left to (?:learn|win)|nothing but rounding above", 
     r"A plateau|hardly moves"),
    ("above critical, and stable", r"This one is [\d,.]+ times above",
     r"is covered after"),
    ("flat is not finished, and flat means optimum", r"Flat is not finished",
     r"true +when the loss is flat"),
    ("no sign of memorising, and the claim is false", r"No sign of memorising",
     r"false +the test error is in the training"),
    ("worse on the unseen, and the claim is true", r"Worse on the unseen",
     r"true +the test error is in the training"),
    ("the true line is the best, and the noise moved it", r"deviation 0\)",
     r"fits the noise"),
    ("overfitting, and stopping prevents nothing", r"Verdict[^\n]*overfitting:",
     r"untested +early stopping prevents"),
    ("stopped, overfitting, and stopping prevented it",
     r"Verdict[^\n]*: stopped[^\n]*overfitting:",
     r"true +early stopping prevents"),
]


def check_words(case, out, err, tell):
  """What holds for any text."""
  for name, text in (("stdout", out), ("stderr", err)):
    for kind, pattern, true in BANNED:
      for match in re.finditer(pattern, text):
        shown = line_of(text, match.end() - 1)
        if is_row(shown):
          continue
        tell(f"{kind}: {snippet(text, match)}", shown.strip(), true)
    for line in text.split("\n"):
      if line != line.rstrip() and line.strip():
        tell(f"{name}: a line ends in a blank: {plain(line)}", repr(line),
             "no blank")
      if any(ord(c) < 32 and c != "\t" for c in line):
        tell(f"{name}: a control character", repr(line), "?")
  both = out + err
  for kind, one, two in PAIRS:
    a, b = re.search(one, both), re.search(two, both)
    for side, there in (("first", a), ("second", b)):
      name = f"pair ({kind}), the {side}"
      used[name] = used.get(name, 0) + bool(there)
    if case.stage == "sweep" and "too slow" in kind:
      continue  # of two rates
    if a and b:
      tell(kind, line_of(both, a.start()).strip() + " | " + line_of(
          both, b.start()).strip(), "one of the two at most")


def plain(line):
  """A line without its numbers: the kind of sentence that it is."""
  line = re.sub(r"'[^']*'", "'_'", line.strip())
  line = re.sub(r"-?\d[\d,.]*(?:e[+-]?\d+)?", "#", line.split("\n")[0])
  return line[:60].strip()


# --- the line ---------------------------------------------------------------
def rule(rules, kind, pattern):
  def keep(function):
    rules.append((kind, re.compile(pattern), function))
    return function
  return keep


LINE, SWEEP, GENERALIZE, WORDS = [], [], [], []
PREDICTED = {"to 1 %", "stable rates", "twenty more", "saved", "gap", "plateau",
             "arrival", "steep and flat"}


def wild(run):
  """Too ill-conditioned for a second opinion."""
  b = run.bowl
  return b.gray or not b.size < 1e140 or (
      b.unique and b.steep > 1e11 * b.flat)


def vague(run):
  """What is above the floor is less than rounding may make of it."""
  now = sum(run.left(0))
  return wild(run) or run.end <= run.bowl.rounding * 4 or now < max(
      16 * run.bowl.slack(run.end), (1e5 * run.bowl.size * 2e-16) ** 2)


@rule(LINE, "critical", rf"Critical rate {N}\. ")
def _(m, run, tell):
  x = run.bowl.critical
  if not number(m[1]) <= x * (1 + 1e-12) or number(m[1]) < 0.9999 * x:
    tell("the critical rate", m[0], repr(x))


@rule(LINE, "this rate", rf"This one is {N} times (above|below) critical")
def _(m, run, tell):
  x = run.bowl.critical / run.lr
  if (x > 1) != (m[2] == "below") and abs(x - 1) > 1e-12:
    tell("above or below the critical rate", m[0], f"{x!r} of it")
  if not says(m[1], x if m[2] == "below" else 1 / x):
    tell("how far from the critical rate", m[0], repr(x))


@rule(LINE, "to 1 %", rf"\n{N} epochs? in the (steep|flat) (?:direction|one)"
      r"(, nearly all (\w+))?")
def _(m, run, tell):
  e = run.bowl.steep if m[2] == "steep" else run.bowl.flat
  lam = run.lr * e
  if wild(run) or not 0 < lam < 2 - 1e-12:
    return
  if lam == 1:
    return
  epochs = run.bowl.epochs(run.lr, e)
  if run.momentum: # the roots alone are not the distance
    if not 0.5 < number(m[1]) / epochs < 3 and number(m[1]) > 30:
      tell("epochs to 1 %, momentum", m[0].strip(), repr(epochs))
  elif not (says(m[1], epochs, 2) or says(m[1], math.ceil(epochs), 2) or
          abs(number(m[1]) / epochs - 1) < 1e-4):
    tell("epochs to 1 %", m[0].strip(), repr(epochs))
  way = abs(run.bowl.ways[1])
  way = way / np.hypot(*way)
  if m[4] and not run.bowl.scaled and (
      way[0 if m[4] == "slope" else 1] < 0.89):
    tell("the flat direction", m[0].strip(), f"slope {way[0]:.3f}, "
         f"intercept {way[1]:.3f}")


@rule(LINE, "outcome", rf"\n(after|diverged,) \d+ (?:more )?(?:epoch|step)s? +{N} +"
      rf"{N} +(?:EUR )?{N}")
def _(m, run, tell):
  if (m[1] == "diverged,") != (run.verdict == "diverged") and not run.unsure:
    tell("after or diverged", m[0].strip(), run.verdict)
  if not says(m[4], math.sqrt(run.end)):
    tell("the typical error at the end", m[0].strip(), repr(math.sqrt(run.end)))
  for text, value in ((m[2], run.slope[-1]), (m[3], run.intercept[-1])):
    if not says(text, float(value)):
      tell("the line at the end", m[0].strip(), repr(float(value)))


@rule(LINE, "way", rf"the slope is (only |less than )?{N} % of the way to the "
      r"best line")
def _(m, run, tell):
  way = 100 * (run.slope[-1] - run.slope[0]) / (
      run.bowl.best[0] - run.slope[0])
  if m[1] == "less than " and not 0 <= way < 1.01 or (
      m[1] != "less than " and not says(m[2], float(way))):
    tell("the way of the slope", m[0], f"{way:.6g} %")


@rule(LINE, "apart", rf"the typical error is {N} (% above|times) the best line's")
def _(m, run, tell):
  times = math.sqrt(run.end / run.bowl.floor) if run.bowl.floor > 0 else math.inf
  if not vague(run) and not says(m[1], 100 * (times - 1)
                                 if m[2][0] == "%" else times):
    tell("the typical error, of the best line's", m[0], repr(times))


@rule(LINE, "stable rates", rf"[Rr]ates up to {N} are stable([;,]) this one is {N}")
def _(m, run, tell):
  critical = run.bowl.critical
  if not 0.998 < number(m[1]) / critical <= 1.0000001:
    tell("the critical rate", m[0], repr(critical))
  if m[2] == ";" and not says(m[3], critical / run.lr, 2):
    tell("times smaller than critical", m[0], repr(critical / run.lr))
  if (m[2] == ";") != (run.lr < critical):
    tell("stable or not", m[0], repr(critical))


@rule(LINE, "losses", rf"(?m)^(at the start|after \d+ (?:more )?epochs?) +{N} +"
      rf"{N} +(?:EUR )?{N} +{N}$")
def _(m, run, tell):
  value = float(run.loss[0] if m[1] == "at the start" else run.end)
  if not says(m[5], value):
    tell("the loss of start or end", m[0].strip(), repr(value))


@rule(LINE, "the rule", rf"(The rule stopped the run at epoch|The cap of) {N}")
def _(m, run, tell):
  stopped = m[1] == "The rule stopped the run at epoch"
  if stopped != (run.verdict == "stopped") and not run.unsure:
    tell("stopped or cap", m[0], run.verdict)
  elif number(m[2].rstrip(".")) != run.last + (not stopped):
    tell("the end", m[0], f"epoch {run.last}")


@rule(LINE, "last improvement", r"The (?:held-out )?loss last improved by more than "
      rf"[^\n]*? at epoch (\d+)\.")
def _(m, run, tell):
  if number(m[1]) not in (run.last - run.waited, run.last + 1):
    tell("the last improvement", m[0], f"epoch {run.last - run.waited}")
  elif number(m[1]) == 0:
    tell("the first epoch is called an improvement", m[0],
         "no epoch improved on the first")


@rule(LINE, "no improvement", "No epoch's (?:held-out )?loss is below the first by")
def _(m, run, tell):
  if run.waited != run.last:
    tell("no epoch improved on the first", m[0],
         f"epoch {run.last - run.waited} did")


@rule(LINE, "lowest", rf"Lowest (?:held-out )?loss: {N} [^\n]*at epoch (\d+)")
def _(m, run, tell):
  best = int(m[2])
  if run.verdict != "diverged" and run.watched[best] > np.nanmin(run.watched):
    tell("the lowest loss is not the lowest, the end included", m[0],
         f"{np.nanmin(run.watched)!r} after {run.best_epoch} steps")


def right_share(less, shown, part):
  """Is this what is taken off, in per cent?"""
  if less == "more than ":
    return 99.89 < part <= 100 + 1e-9
  return part < 0.01001 if less else says(shown, part)


@rule(LINE, "twenty more", rf"(?m)^(Flat: |Not flat: |){N} more epochs? would "
      rf"lower the (?:training )?loss by (less than |more than )?{N} %")
def _(m, run, tell):
  if vague(run):
    return
  now = sum(run.left(0))
  on = sum(run.left(number(m[2])))
  part = 100 * (now - on) / (run.bowl.floor + now)
  if not right_share(m[3], m[4], part):
    tell("what more epochs take off", m[0], f"{part:.6g} %")
  if m[3] == "less than " and part < -0.005:
    tell("a rise is called less than 0.01 % off", m[0], f"{part:.4g} %")
  if (m[1] == "Flat: ") != (part < 0.1) and abs(part - 0.1) > 1e-4 and not (
      run.momentum): # there it swings on the way
    tell("flat or not", m[0], f"{part:.4g} %")


@rule(LINE, "above the floor", r"(?:At the floor|A plateau|False convergence|"
      r"Converged|Stopped early|Still learning|Not at the floor|it will rise)"
      rf": (less than )?{N} %")
def _(m, run, tell):
  floor = run.bowl.floor
  if not floor > 0 or vague(run) or "0\n" in m[0]:
    return
  part = 100 * (run.end - floor) / floor
  right = part < 0.0101 if m[1] else says(m[2], part) or (
      abs(number(m[2]) - part) < 1e-6 * part)
  if not right and m[0].endswith("%"):
    tell("how far above the floor", m[0], f"{part:.6g} %")


@rule(LINE, "saved", rf"Stopping saved {N} of {N} epochs?\. (?:They would have "
      rf"(?:lowered the (?:training )?loss by (less than |more than )?{N} %|"
      r"(raised))|Nothing was left to win)")
def _(m, run, tell):
  if number(m[1]) != run.cap - run.last:
    tell("epochs saved", m[0], f"{run.cap - run.last}")
  if vague(run):
    return
  now = sum(run.left(0))
  then = sum(run.left(number(m[1])))
  part = 100 * (now - then) / (run.bowl.floor + now)
  if m[4] and not right_share(m[3], m[4], part):
    tell("what the epochs saved would have taken off", m[0], f"{part:.6g} %")
  if m[3] == "less than " and part < -0.005:
    tell("a rise is called less than 0.01 % off", m[0], f"{part:.4g} %")
  if m[5] and part > 0:
    tell("a fall is called a rise", m[0], f"{part:.4g} %")
  if not m[4] and not m[5] and part > 1e-6:
    tell("nothing left to win, and it is", m[0], f"{part:.4g} %")


@rule(LINE, "gap", rf"{N} more epochs close (less than |more than )?{N} % of "
      rf"the gap to the floor, {N}")
def _(m, run, tell):
  now = sum(run.left(0))
  on = sum(run.left(number(m[1])))
  part = 100 * (now - on) / now if now > 0 else math.nan
  if vague(run):
    return
  if not right_share(m[2], m[3], part):
    tell("what more epochs take off the gap", m[0], f"{part:.6g} %")
  e = 8 * np.finfo(float).eps * max(run.bowl.size, float(run.size()[-1]))
  if not says(m[4], now) and abs(now - number(m[4])) > (
      4 * e * math.sqrt(run.end) + 16 * e * e):
    tell("the gap", m[0], repr(now))
  if m[2] == "less than " and part < -0.005:
    tell("a rise is called less than 0.01 % off the gap", m[0], f"{part:.4g} %")


@rule(LINE, "plateau", rf"{N} % of the gap to the floor is in the flat direction"
      r"(?:, nearly all (\w+))?")
def _(m, run, tell):
  if vague(run):
    return
  steep, flat = run.left(0)
  if run.bowl.steep < run.bowl.flat * (1 + 1e-6):
    tell("a slow direction, where all are alike", m[0],
         "the condition number is 1")
  elif not says(m[1], 100 * flat / (steep + flat)):
    tell("the slow direction's part", m[0], f"{100 * flat / (steep + flat)}")


@rule(LINE, "arrival", rf"To close 99 % of the gap takes {N} epochs?")
def _(m, run, tell):
  if vague(run):
    return
  lam = run.lr * run.bowl.flat
  if not 0 < lam < 1 or run.momentum:
    return
  epochs = math.ceil(math.log(0.01) / (2 * math.log1p(-lam)))
  steep = abs(1 - run.lr * run.bowl.steep)
  if 1 - lam < steep < 1:  # the direction that is called fast
    epochs = math.ceil(math.log(0.01) / (2 * math.log(steep)))
    tell("the fast direction is the slower one", m[0],
         "near the critical rate the steep direction is the slow one")
  if not (says(m[1], epochs) or abs(number(m[1]) / epochs - 1) < 1e-4):
    tell("epochs to take 99 % off", m[0], f"{epochs:,}")
  elif number(m[1]) < epochs and epochs < 1e6:
    tell("an arrival is rounded down", m[0], f"{epochs:,}")


@rule(LINE, "steep and flat", rf"\n{N} epochs? in the steep direction,\n{N} "
      r"epochs? in the flat one")
def _(m, run, tell):
  fast = abs(1 - run.lr * run.bowl.steep) <= abs(1 - run.lr * run.bowl.flat)
  fast = fast and not run.momentum # there both may shrink alike
  if fast and number(m[1]) > number(m[2]):
    tell("the steep direction takes longer, and shrinks faster",
         m[0].strip().replace("\n", " "), "not longer than the flat one")


@rule(LINE, "share", rf"(?:more|less)? ?(?:than )?{N} % of the fall came in "
      rf"the first 50 epochs, (?:more|less)? ?(?:than )?{N} % after")
def _(m, run, tell):
  loss = run.loss
  part = 100 * (loss[0] - loss[49]) / (loss[0] - loss[run.last])
  if not says(m[1], part):
    tell("share of the first 50 epochs", m[0], f"{part:.6g} %")
  if number(m[1]) > 100 or number(m[2]) < 0:
    tell("a share of more than 100 %", m[0], "the loss rose again after")
  if run.nothing:
    tell("a share where nothing was to learn", m[0], "it started at the floor")


@rule(LINE, "seen and done", r"(?m)^Flat:[^\n]*")
def _(m, run, tell):
  if run.end > 1.01 * run.bowl.floor and run.lr > run.bowl.critical * (
      1 + 1e-12) and not wild(run) and run.end > 4 * run.bowl.rounding:
    tell("flat, at a rate above the critical one", m[0], "it will grow")


# --- sweep: rows of its tables ----------------------------------------------
def sweep_words(out, runs, rates, verdicts, tell):
  """The sentence of each rate; its row predicted and observed."""
  for lr, run, verdict in zip(rates, runs, verdicts):
    name = re.escape(shortest(lr))
    m = re.search(rf"(?m)^ *{name} ([a-z][^\n]*)$", out.split("losses before the",
                                                               1)[-1])
    # the next rate's may stand on the same line when lines are joined
    sentence = re.split(r"(?<=\.) [\d.]+(?:e[+-]?\d+)? (?=[a-z])",
                        m[1])[0] if m else ""
    used["sentence of a rate"] = used.get("sentence of a rate", 0) + bool(m)
    above = lr > run.bowl.critical * (1 + 1e-9) and not run.parts
    below = lr < run.bowl.critical * (1 - 1e-9)
    said = f"{shortest(lr)} {sentence}"
    if "best of all" in sentence and above and not run.nothing:
      tell("best of all, above the critical rate", said, "it will diverge")
    if "best of all" in sentence and sum(
        r.end <= run.end * (1 + 1e-12)
        for r, v in zip(runs, verdicts) if v != "diverged") > 1:
      tell("best of all, and another is as good", said, "several are as good")
    if "best of all" in sentence and run.end >= run.loss[0]:
      tell("best of all, and no better than the start", said,
           "it gained nothing")
    if "arrived" in sentence and run.nothing and not run.bowl.is_gray(
        run.loss[0]):
      tell("arrived where it started", said, "it started there")
    if "arrived" in sentence and above and run.end > (
        4 * run.bowl.rounding):
      tell("arrived, above the critical rate", said, "it will leave again")
    if "too few epochs to show" in sentence and run.nothing:
      tell("too few epochs, and it began at the floor", said,
           "nothing is wrong: no number of epochs shows it")
    if "above the critical" in sentence and below:
      tell("above the critical rate", said, f"{lr / run.bowl.critical} of it")
    if re.search("explodes|diverges:", sentence) and verdict != "diverged":
      tell("explodes", said, verdict)
    if re.search("explodes|diverges:", sentence) and below and not run.parts:
      tell("explodes, below the critical rate", said,
           f"{lr / run.bowl.critical} of it")
    m = re.search(rf"direction {N} times longer", sentence)
    if m and lr < run.bowl.critical * (1 - 1e-9):
      tell("the error grows, and shrinks", said, f"{lr * run.bowl.steep - 1}")
    m = re.search(rf"predicted for epoch {N}, observed at {N}", sentence)
    sure = run.loss[0] - run.bowl.floor > 16 * run.bowl.slack(run.loss[0])
    if m and sure and abs(number(m[2]) - number(m[1])) > 1.5 + 0.1 * number(
        m[2]):
      tell("the end predicted is far from the one observed", said, m[0])
    m = re.search(rf"the (steep|flat) direction(?: alone)? takes {N} epochs? "
                  r"to cover 99 %", sentence)
    used["direction of a rate"] = used.get("direction of a rate", 0) + bool(m)
    lam = m and lr * (run.bowl.steep if m[1] == "steep" else run.bowl.flat)
    if m and 0 < lam < 2 - 1e-9 and lam != 1 and not wild(run) and (
        not run.momentum):
      epochs = max(1, math.ceil(math.log(0.01) / (
          math.log1p(-lam) if lam < 1 else math.log(lam - 1))))
      if abs(number(m[2]) - epochs) > 1 + 1e-6 * epochs and not says(
          m[2], epochs):
        tell("epochs of a direction", said, repr(epochs))
    m = re.search(rf"(less than )?{N} % above the floor", sentence)
    part = 100 * (run.end / run.bowl.floor - 1) if run.bowl.floor > 0 else 0
    if m and part > 0.02 and not wild(run) and not (
        says(m[2], part) or abs(number(m[2]) - part) < 1e-6 * part):
      tell("how far above the floor", said, f"{part:.6g} %")
    if "hardly moves" in sentence and run.end < 0.99 * run.loss[0]:
      tell("hardly moves", said, "the loss fell by over 1 %")
    if re.search("hardly moves|too slow|plateau|on its way", sentence) and (
        run.nothing and not run.bowl.is_gray(run.loss[0])):
      tell("slow, and it began at the floor", said, "nothing to learn")


def shortest(x):
  for digits in (15, 16, 17):
    text = f"{x:.{digits}g}"
    if float(text) == x:
      return text
  return str(x)


# --- generalize -------------------------------------------------------------
@rule(GENERALIZE, "chance", rf"gives {N} points? a mean absolute error of {N} "
      rf"\+- {N}")
def _(m, run, tell):
  if "data" in run.case.o:
    return
  noise = float(run.case.o.get("noise", 12000))
  if "errors as in training" in m.string[:m.start()].rsplit("\n", 1)[-1]:
    return  # their spread stands for the noise, where that is 0
  mean = noise * math.sqrt(2 / math.pi)
  sd = noise * math.sqrt((1 - 2 / math.pi) / number(m[1]))
  if not says(m[2], mean) or not says(m[3], sd):
    tell("what chance makes", m[0], f"{mean:.6g} +- {sd:.6g}")


@rule(GENERALIZE, "unseen", rf"the error on the unseen is (?:EUR )?{N} "
      r"(larger|smaller)")
def _(m, run, tell):
  test, train = run.test_mae, run.train_mae
  size = 16 * np.finfo(float).eps * max(run.bowl.size, 1e-300)
  if not says(m[1], abs(test - train)) and abs(test - train) > size:
    tell("how far from the training error", m[0], repr(test - train))
  if max(test, train) <= size / 16:
    tell("rounding is compared", m[0], "rounding is no error")
  if abs(test - train) > size and (m[2] == "larger") != (test > train):
    tell("larger or smaller than the training error", m[0],
         f"training {train:.6g}, test {test:.6g}")
  if len(set(zip(run.x, run.y))) <= 2 and (
      len(set(run.x)) == len(set(zip(run.x, run.y)))):
    tell("two rows can be memorised", m[0], "two points, two parameters")


@rule(GENERALIZE, "the same", r"both errors are alike")
def _(m, run, tell):
  test, train = run.test_mae, run.train_mae
  size = 16 * np.finfo(float).eps * max(run.bowl.size, 1e-300)
  if abs(test - train) > 1.1e-8 * train + size:
    tell("the test error is not that of training", m[0], repr(test - train))


@rule(GENERALIZE, "underfitting", r"The training error is larger than")
def _(m, run, tell):
  if run.bowl.at_floor(run.end) and not run.case.o.get("curve", 0):
    tell("underfitting, at the floor", m[0], "no line does better")


# --- words ------------------------------------------------------------------
@rule(WORDS, "fixed losses", rf"\n start +{N} [^\0]*?\n +\d+ +\S+ +{N} "
      rf"[^\n]*\n(?: {{7}}[^\n]*\n)* floor +{N} ")
def _(m, run, tell):
  for text, value in zip(m.groups(), (run.after[0], run.after[-1], run.floor)):
    if not says(text, value):
      tell("losses with fixed scores", m[0], repr(value))


@rule(WORDS, "running losses", rf"Running loss: {N} in the first epoch, {N} in "
      rf"the last: {N} % (less|more), {N} from epoch to epoch")
def _(m, run, tell):
  first, last = run.running[0], run.running[-1]
  part = 100 * (first - last) / first if first > 0 else 0
  n = len(run.running)
  if not says(m[1], first) or not says(m[2], last) or not says(m[3], abs(part)):
    tell("the running losses", m[0], f"{first!r}, {last!r}")
  if part * (1 if m[4] == "less" else -1) < -0.06:
    tell("less or more", m[0], f"{part:.4g} % less")
  if not says(m[5], abs(first - last) / (n - 1)):
    tell("from epoch to epoch", m[0], repr(abs(first - last) / (n - 1)))


@rule(WORDS, "three changes", rf"The last three changes of the loss after the epoch: {N} "
      r"(less|more) an epoch")
def _(m, run, tell):
  mean = (run.after[-4] - run.after[-1]) / 3
  if not says(m[1], abs(mean)) or (mean < -5e-5) != (m[2] == "more") and abs(
      mean) > 5e-5:
    tell("the last three changes", m[0], repr(mean))
  if number(m[1]) == 0:
    tell("no change is called less", m[0], "no change that can be told")


@rule(WORDS, "lowest", rf"Lowest (held-out|running) loss {N} at epoch {N}")
def _(m, run, tell):
  if not says(m[2], np.nanmin(run.watched)) or (
      run.watched[int(number(m[3])) - 1] > np.nanmin(run.watched)):
    tell("the lowest loss", m[0], f"epoch {run.best_epoch}")
  if run.held and run.held_loss[0] < np.nanmin(run.watched) - 5e-5:
    tell("the lowest held-out loss is that of the start", m[0],
         f"{run.held_loss[0]:.4f} before any epoch")


@rule(WORDS, "verdict", r"Verdict after \d+ epochs?: ([^\n]*)")
def _(m, run, tell):
  said, fell = m[1], run.after[-1] < run.after[0]
  recent = run.after[-4:]
  if said.startswith("converged") and run.left > 0.02 and not run.nothing:
    tell("converged, far from the floor" + (
        " (held out)" if run.held else ""), m[0],
         f"{100 * run.left:.3g} % of the way is left")
  if said.startswith("converged") and run.nothing:
    tell("converged, and nothing was to learn", m[0], "it started at the floor")
  if "still learning" in said and not fell:
    tell("still learning, and the loss did not fall", m[0],
         f"{run.after[-1]!r}")
  if "still learning" in said and run.nothing:
    tell("still learning, at the floor", m[0], "nothing to learn")
  if "up and down" in said and not (np.diff(run.after) > 0).any():
    tell("up and down, and it only falls", m[0], repr(recent))
  if "near the floor" in said and run.left > 0.0201:
    tell("near the floor, and far", m[0], f"{100 * run.left:.4g} % are left")
  part = re.search(rf"{N} % of the way", said)
  if part and not says(part[1], 100 * max(0, run.left)) and run.left > 1e-6:
    tell("what is left of the way", m[0], f"{100 * run.left:.4g} %")
  if "too small" in said and run.nothing:
    tell("too small an improvement, at the floor", m[0], "nothing to learn")
  if "loss has grown" in said and run.after[-1] <= run.after[0]:
    tell("the loss has grown, and the fixed loss fell", m[0],
         f"{run.after[0]:.4f} to {run.after[-1]:.4f}")
  if "held-out loss is" in said and (
      run.held_loss[-1] < np.nanmin(run.held_loss[:-1])):
    tell("overfitting, and the held-out loss is at its lowest", m[0],
         f"{run.held_loss[-1]!r}")
  if ("cap reached" in said and run.verdict != "cap" or
      "stopped" in said and run.verdict == "cap"):
    tell("cap or rule", m[0], run.verdict)
  if "smaller --lr" in said and run.lr < 1e-6:
    tell("a smaller rate than almost none", m[0], f"lr {run.lr}")


@rule(WORDS, "overfitting", rf"held-out loss is {N} % above its lowest, of "
      rf"epoch {N}")
def _(m, run, tell):
  best = np.nanmin(run.watched)
  if not says(m[1], 100 * (run.held_loss[-1] / best - 1)):
    tell("overfitting by", m[0], repr(run.held_loss[-1] / best))
  since = run.held_loss[int(number(m[2])):]
  if since[-2] - since[-1] > since[-1] - best:  # it takes back most
    tell("overfitting, and the held-out loss falls", m[0],
         repr(run.held_loss[-3:]))


@rule(WORDS, "counted", rf"(\S+) -> (\S+) +{N} +{N}\n")
def _(m, run, tell):
  a, b = (run.words.index(w) if w in run.words else -1 for w in m.group(1, 2))
  all_ = sum(p[0] == a for p in run.pairs)
  share = run.pairs.count((a, b)) / all_ if all_ else 0.0
  if not says(m[4], share):
    tell("the counted share of a pair", m[0], repr(share))


def check_status(case, out, run, tell):
  """The status words describe the loss that the rule watches."""
  rows = re.findall(r"(?m)^ *(\d+) +[-\d.e+naif]+ .*?(improving|stable|worse)",
                    out)
  used["status words"] = used.get("status words", 0) + len(rows)
  for epoch, word in rows:
    k = int(epoch) - 1
    if not 0 < k < len(run.watched):
      continue
    change = run.watched[k - 1] - run.watched[k]
    column = "held-out" if run.held else "running"
    if not any(int(e) == k for e, _ in rows):
      continue # a word compares with the row before, which is not this one
    if word == "improving" and change < -1e-9:
      tell(f"improving, while the {column} loss rises",
           f"epoch {epoch}: {word}", f"it rose by {-change:.4g}")
    if word == "worse" and change > 1e-9:
      tell(f"worse, while the {column} loss falls", f"epoch {epoch}: {word}",
           f"it fell by {change:.4g}")
  last = [word for _, word in rows[-2:]]
  if last == ["stable", "stable"] and "still learning" in out:
    tell("stable twice, then still learning", "stable, stable; still learning",
         "one rule for both")


# --- the captions of the pictures -------------------------------------------
def check_captions(case, svg, run, tell):
  """What is written below a picture is of this run."""
  for text in re.findall(r"<desc[^>]*>([^<]*)</desc>", svg):
    check_words(case, text.replace("&gt;", ">") + "\n", "", tell)
    used["captions"] = used.get("captions", 0) + 1
    if "hence the saw" in text and not run.saw:
      tell("caption: a saw, without a saw", text,
           "no epoch counted after one that did not")
    if "proves little" in text and re.search(r": 0 \+- 0 \(dev", text):
      tell("caption: one test set proves little, with a band of 0", text,
           "without noise one test set proves all")
    if "no line beats the best one" in text and is_flat(case):
      tell("caption: a model must beat a baseline that is the best line", text,
           "nothing can")
    if "where it settles" in text and case.stage == "bigram":
      if run.lr >= 3 and not run.decay:
        tell("caption: where it settles, and nothing does", text,
             f"lr {run.lr}")
    m = re.search(rf"Loss: {N} at epoch 0, {N} at epoch {N}, lowest {N} at "
                  rf"epoch {N}\.", text)
    if m and case.stage in ("linreg", "early-stop"):
      at = int(number(m[5]))
      if run.loss[at] > np.nanmin(run.loss) * (1 + 1e-9):
        tell("caption: the lowest loss", text, f"{np.nanmin(run.loss)!r}")
    if "ends higher" in text and run.lr < run.bowl.critical * (1 - 1e-9):
      tell("caption: every step ends higher", text,
           f"{run.lr / run.bowl.critical} of the critical rate")
    if re.search("straight towards the bottom|hardly along it", text) and (
        run.nothing and not run.bowl.is_gray(run.loss[0])):
      tell("caption: a way to the bottom, and it began there", text,
           "there is no way to go")


def is_flat(case):
  return len(set(case.x)) < 2 or len(set(case.y)) < 2


def check(rules, text, run, tell):
  for kind, pattern, function in rules:
    key = f"{kind} ({pattern.pattern[:40]})"
    used.setdefault(key, 0)
    for match in pattern.finditer(text):
      used[key] += 1
      if kind in PREDICTED and getattr(run, "parts", False):
        tell(f"predicted in batches: {kind}", match[0].strip(),
             "nothing is predicted of batches")
        continue
      function(match, run, tell)
