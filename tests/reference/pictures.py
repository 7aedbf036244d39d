"""Reads the figures back, from their ticks to the data, beside NumPy.

    python3 tests/reference/pictures.py TRAINLOOP

Places in an SVG become numbers again by the positions and labels of the ticks
alone.  The numbers must be NumPy's, to what two decimals of a place can tell.
"""
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

import bigram
import numpy as np
from linreg import apartments, early_stopped, epochs, sacramento, unseen

TRAINLOOP = sys.argv[1]
SVG = "{http://www.w3.org/2000/svg}"
checks = 0


def check(condition, *what):
  global checks
  checks += 1
  if not condition:
    raise SystemExit(f"pictures: {what}")


def close(ours, theirs, unit, *what, units=1.5):
  """Equal to some hundredths of a unit of the picture."""
  worst = np.max(np.abs(np.asarray(ours) - np.asarray(theirs)))
  check(worst <= units * 0.01 * abs(unit), *what, worst, unit)


class Panel:
  """One figure: its axes from their ticks, its shapes as numbers."""

  def __init__(self, element):
    self.title = element.find(SVG + "title").text
    self.element = element
    axis = [p for p in element.iter(SVG + "path") if p.get("class") == "a"]
    if not axis or "V" not in axis[0].get("d"):
      return
    self.left, self.top, self.bottom, self.right = map(
        float, re.findall(r"-?[\d.]+", axis[0].get("d")))
    texts = [(float(t.get("x", 0)), float(t.get("y", 0)), t.text,
              t.get("text-anchor")) for t in element.iter(SVG + "text")
             if t.get("class") == "m"]
    marks = [float(re.findall(r"[\d.]+", p.get("d"))[0]) for p in axis[1:]]
    ys = [(y - 4, label) for x, y, label, anchor in texts if anchor == "end"]
    xs = [(x, label) for x, y, label, _ in texts
          if abs(y - self.bottom - 18) < 1e-6 and x in marks]
    log = any(t[2] and t[2].startswith("log scale") for t in texts)
    both = any(t[2] and t[2].startswith("log scales") for t in texts)
    self.x, self.unit_x = self.fit(xs, both)
    self.y, self.unit_y = self.fit(ys, log)
    self.log = log

  @staticmethod
  def fit(ticks, log):
    """The function from places to numbers, and numbers in a unit."""
    place = np.array([t[0] for t in ticks])
    value = np.array([float(t[1].replace(",", "")) for t in ticks])
    value = np.log(value) if log else value
    slope, base = np.polyfit(place, value, 1)
    check(np.max(np.abs(slope * place + base - value)) <= 0.012 * abs(slope),
          "ticks are not even", ticks)
    if log:
      return lambda p: np.exp(slope * p + base), slope
    return lambda p: slope * p + base, slope

  def points(self, path):
    # without the heads of arrows, behind which a line begins again
    place = r"[\d.]+ [\d.]+"
    d = re.sub(f"(L({place}))M{place}L\\2L{place}", r"\1", path.get("d"))
    d = re.sub(f"(L({place}))M\\2(?=L)", r"\1", d)
    xy = np.array(re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", d), dtype=float)
    return self.x(xy[:, 0]), self.y(xy[:, 1])

  def lines(self, kind):
    """Paths of a class, without the one in the legend above the field."""
    found = [p for p in self.element.iter(SVG + "path")
             if p.get("class") == kind and p.get("d")]
    return [self.points(p) for p in found
            if float(re.findall(r"[\d.]+", p.get("d"))[1]) >= self.top - 1e-6]

  def diamonds(self):
    """The places of the shapes of the first style, in the field."""
    xy = np.array([re.match(r"M([\d.]+) ([\d.]+)m0", p.get("d")).groups()
                   for p in self.element.iter(SVG + "path")
                   if p.get("class") == "f0"], dtype=float)
    xy = xy[xy[:, 1] >= self.top]
    return self.x(xy[:, 0]), self.y(xy[:, 1])

  def circles(self):
    xy = np.array([(float(c.get("cx")), float(c.get("cy")))
                   for c in self.element.iter(SVG + "circle")])
    for p in self.element.iter(SVG + "path"): # of a crowd
      if p.get("class") == "d s1":
        xy = np.array(re.findall(r"M([\d.]+) ([\d.]+)h0", p.get("d")), float)
    xy = xy[(xy[:, 0] >= self.left) & (xy[:, 1] >= self.top)]
    return self.x(xy[:, 0]), self.y(xy[:, 1])


def panels(*arguments):
  text = subprocess.run([TRAINLOOP, *arguments, "--svg", "-", "-q"],
                        capture_output=True).stdout
  return [Panel(e) for e in xml.fromstring(text).findall(SVG + "svg")]


def states(x, y, lr, n):
  return np.array(list(epochs(x, y, lr, n)))


def excess(x, y, slope, intercept):
  """The loss above the floor, for many lines."""
  best = np.polyfit(x, y, 1)
  def loss(a, b):
    return np.mean((y - np.outer(a, x) - np.outer(b, np.ones_like(x)))**2,
                   axis=1)
  return (loss(np.atleast_1d(slope), np.atleast_1d(intercept))
          - loss(best[:1], best[1:]))


def check_contours(panel, x, y, to_line):
  """A contour is a quarter of the one before, the first that of the start."""
  start = excess(x, y, *to_line(*[np.zeros(1)] * 2))[0] \
      if to_line is plain else excess(x, y, 0.0, 0.0)[0]
  for k, (px, py) in enumerate(reversed(panel.lines("c"))): # inner ones first
    above = excess(x, y, *to_line(px, py)) / (start / 4**k)
    if k > 4 and to_line is not plain: # small ones are whole
      check(px[0] == px[-1] and py[0] == py[-1], panel.title, k, "open")
    # the ends of a piece that was cut are on chords of the ellipse
    check(np.max(np.abs(above - 1)) < 0.06, panel.title, k, above)


def plain(a, b):
  return a, b


def check_loop(flags, x, y, lr, n):
  """The four panels of linreg."""
  loss, data, raw, scaled, strip, _ = panels("linreg", *flags, "--lr", repr(lr),
                                   "--epochs", str(n))
  theirs = states(x, y, lr, n)
  px, py = loss.lines("s s0")[0]
  if n < 1000:
    close(px, np.arange(n + 1), loss.unit_x, "epochs")
    theirs_error = np.sqrt(theirs[:, 0])
    close(np.log(py) if loss.log else py,
          np.log(theirs_error) if loss.log else theirs_error, loss.unit_y,
          "typical errors")
  dx, dy = data.circles()
  if len(x) <= 1000:
    close(dx, x, data.unit_x, "data x", units=2)
    close(dy, y, data.unit_y, "data y", units=2)
  lx, ly = data.lines("s s0")[0]
  close(ly, theirs[-1][1] * lx + theirs[-1][2], data.unit_y, "learned line",
        units=3 + abs(theirs[-1][1] * data.unit_x / data.unit_y))
  # the strip: typical errors, to three digits, of these epochs
  shown = [float(e.text.replace(",", "")) for e in strip.element.iter(
      SVG + "text") if re.fullmatch(r"[\d,.]+", e.text)]
  wanted = np.sqrt(theirs[[k for k in (0, 1, 10, 50) if k < n] + [n], 0])
  check(np.allclose(shown, wanted, rtol=5.1e-3), "strip", shown, wanted)
  px, py = raw.lines("s s0")[0]
  close(px[-1], theirs[-1][1], raw.unit_x, "path ends", flags)
  close(py[-1], theirs[-1][2], raw.unit_y, "path ends", flags)
  check_contours(raw, x, y, plain)
  mean, deviation = x.mean(), x.std()
  check_contours(scaled, x, y,
                 lambda p, q: (p / deviation, q - p * mean / deviation))
  # a twin on scaled x, at the same part of the critical rate
  hessian = 2 * np.array([[np.mean(x * x), mean], [mean, 1.0]])
  critical = 2 / np.linalg.eigvalsh(hessian)[-1]
  twin = states((x - mean) / deviation, y, lr / critical, n)
  px, py = scaled.lines("s s0")[0]
  close(px[-1], twin[-1][1], scaled.unit_x, "twin ends", flags)
  close(py[-1], twin[-1][2], scaled.unit_y, "twin ends", flags)


def check_sweep():
  x, y = apartments()
  curves, bowl = panels("sweep", "--epochs", "20")
  for k, lr in enumerate((1e-10, 1e-7, 1e-4)):
    theirs = states(x, y, lr, 20)
    px, py = curves.lines(f"s s{k}")[0]
    close(np.log(py), np.log(theirs[1:, 0]) / 2, curves.unit_y, "curve", lr)
    hops = bowl.lines(f"s s{k}")[0]
    close(hops[0], theirs[:12, 1], bowl.unit_x, "hops", lr)
    close(hops[1], theirs[:12, 0], bowl.unit_y, "hops", lr)
  px, py = bowl.lines("c")[0]
  inside = (py < bowl.y(bowl.top)) & (px != px[0]) & (px != px[-1])
  # the cut goes through the start, in the steep direction
  hessian = 2 * np.array([[np.mean(x * x), x.mean()], [x.mean(), 1.0]])
  way = np.linalg.eigh(hessian)[1][:, -1]
  wall = np.mean((y - np.outer(px, x + way[1] / way[0]))**2, axis=1)
  check(np.max(np.abs(py - wall)[inside] / wall[inside].max()) < 1e-3, "wall")


def check_stop():
  x, y = apartments()
  verdict, end, *_ = early_stopped(x, y, min_delta=1000.0)
  loss, rule, _, path = panels("early-stop", "--min-delta", "1000")
  band = [r for r in loss.element.iter(SVG + "rect")
          if "w" in r.get("class").split() and float(r.get("height")) > 20][0]
  from_, width = float(band.get("x")), float(band.get("width"))
  close(loss.x(from_), end - 20, loss.unit_x, "patience begins")
  close(loss.x(from_ + width), end, loss.unit_x, "patience ends", units=3)
  px, py = rule.lines("s s0")[0]
  reference, waited = np.inf, []
  for value in states(x, y, 1e-7, end)[:, 0]:
    improved = value < reference - 1000.0
    reference = value if improved else reference
    waited.append(0 if improved else waited[-1] + 1)
  check(abs(py[-1] - 20) < 0.1 and waited[end] == 20, "all patience used")
  check(abs(py.max() - 20) < 0.1 and max(waited[:end]) < 20, "most used")
  first = waited.index(1)
  close(px[np.argmax(py > 0.5)], first, rule.unit_x, "patience first used",
        units=1000)


def check_bars():
  """1,000 test sets: the histogram that NumPy counts."""
  _, _, slope, intercept = (0, 0, *early_stopped(*apartments())[3:5])
  x = np.array([50.0, 75.0, 95.0, 110.0, 140.0])
  errors = []
  for seed in range(99, 1099):
    ux, uy = unseen(seed)
    errors.append(np.mean(np.abs(uy - slope * ux - intercept)))
  mean = 12000 * np.sqrt(2 / np.pi)
  deviation = 12000 * np.sqrt((1 - 2 / np.pi) / 5)
  edges = mean + deviation * (np.arange(17) / 2 - 3)
  edges[0], edges[-1] = -np.inf, np.inf
  counts, _ = np.histogram(errors, edges)
  panel = panels("generalize", "--draws", "1000")[1]
  bars = [r for r in panel.element.iter(SVG + "rect")
          if r.get("class") == "f7 r" and float(r.get("y")) >= panel.top - 1e-6]
  found = [panel.y(float(r.get("y"))) for r in bars]
  check(len(found) == 16, "16 bars", len(found))
  close(found, counts, panel.unit_y, "bars")


def check_words():
  """The losses, one pattern and all scores, after 5 and after 30 epochs."""
  text = open("data/sentences.txt").read()
  for n in (5, 30):
    words, pairs = bigram.corpus(text)
    steps = [(running, after, W.copy()) for _, running, after, W
             in bigram.train(text, 0.1, n, 42)]
    timeline, pattern, shares, matrix, _ = panels("bigram", "--epochs", str(n))
    after = timeline.lines("s s0")[0][1]
    running = timeline.lines("s s1")[0][1]
    close(after[1:], [s[1] for s in steps], timeline.unit_y, "after")
    close(running, [s[0] for s in steps], timeline.unit_y, "running")
    W = steps[-1][2]
    the, cat = words.index("the"), words.index("cat")
    p = bigram.softmax(W[the])[cat]
    close(pattern.lines("s s0")[0][1][-1], p, pattern.unit_y, "pattern")
    last = bigram.softmax(W[the])
    counted = [np.mean([b == k for a, b in pairs if a == the])
               for k in range(len(words))]
    order = sorted(range(len(words)), key=lambda k: (-counted[k], k))
    order = [k for k in order if counted[k] > 0]
    close(shares.diamonds()[1], last[order], shares.unit_y, "probabilities")
    close(shares.circles()[1], np.array(counted)[order], shares.unit_y,
          "counted shares")
    numbers = [t.text for t in matrix.element.iter(SVG + "text")
               if t.get("class") == "t" and re.match(r"[+-]\d|0$", t.text)]
    trained = sorted({pair[0] for pair in pairs})
    wanted = W[trained].ravel()
    check(len(numbers) == wanted.size, "cells", len(numbers))
    check(np.max(np.abs(np.array(numbers, float) - wanted)) < 0.00501, "cells")


for seed, n, lr, steps in ((42, 20, 1e-7, 200), (7, 50, 1e-5, 300),
                           (3, 900, 5e-5, 40), (42, 20, 1e-4, 30)):
  check_loop(["--seed", str(seed), "--samples", str(n)],
             *apartments(seed, n), lr, steps)
check_loop(["--data", "data/sacramento.csv"], *sacramento(), 1e-7, 100)
check_sweep()
check_stop()
check_bars()
check_words()
print(f"{checks} checks of figures read back: the data, the runs and the "
      "contours are NumPy's")
