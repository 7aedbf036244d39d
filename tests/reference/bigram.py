"""The next-word lesson in NumPy, as golden files.

    python3 tests/reference/bigram.py        writes tests/golden/bigram.txt
    python3 tests/reference/bigram.py DIR    writes it into DIR

The four steps of the loop are in epoch().
"""
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
GOLDEN = Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parent / "golden")

SENTENCES = """the cat sat on the mat
the dog ran in the park
the cat sat in the house
the dog sat on the mat
the cat ran in the park
"""
CHALLENGE = """the cat loves fish
the dog chases cats
fish swim in water
cats climb tall trees
dogs run in parks
the bird sings songs
water flows in rivers
trees grow in forests
"""


def corpus(text):
  """The words in order of first appearance, and the pairs of their ids."""
  ids, pairs = {}, []
  for line in text.splitlines():
    row = [ids.setdefault(word, len(ids)) for word in line.split()]
    pairs += zip(row, row[1:])
  return list(ids), pairs


def made_up(seed, words, lines):
  """A text in which some words are much more frequent than others."""
  random = np.random.RandomState(seed)
  pick = lambda: f"w{int(words * random.random_sample() ** 3)}"
  return "\n".join(" ".join(pick() for _ in range(9)) for _ in range(lines))


def softmax(row):
  e = np.exp(row - row.max())
  return e / e.sum()


def epoch(W, pairs, lr):
  """Returns the mean of the losses, each before its update."""
  order = list(pairs)
  np.random.shuffle(order)
  total = 0.0
  for word, target in order:
    p = softmax(W[word])
    total += -np.log(p[target])
    p[target] -= 1
    W[word] -= lr * p
  return total / len(order)


def fixed(W, pairs):
  return np.mean([-np.log(softmax(W[a])[b]) for a, b in pairs])


def train(text, lr, epochs, seed, decay=0.0, min_lr=0.0, zero=False):
  """Yields rate, running loss, loss after, and the scores, every epoch."""
  words, pairs = corpus(text)
  np.random.seed(seed)
  V = len(words)
  W = np.zeros((V, V)) if zero else np.random.randn(V, V) * 0.1
  for k in range(1, epochs + 1):
    rate = max(lr * decay ** k, min_lr) if decay else lr
    running = epoch(W, pairs, rate)
    yield rate, running, fixed(W, pairs), W


def entropy(pairs):
  """The floor: what the counted frequencies themselves lose."""
  seen = {}
  for a, b in pairs:
    seen.setdefault(a, []).append(b)
  return sum(-np.log(seen[a].count(b) / len(seen[a])) for a, b in pairs) / len(
      pairs)


def run(out, text, lr, epochs, seed):
  words, pairs = corpus(text)
  out.append(f"run {len(words)} {len(pairs)} {lr!r} {epochs} {seed}")
  out += [f"{a} {b}" for a, b in pairs]
  out.append(f"{entropy(pairs)!r}")
  for _, running, after, W in train(text, lr, epochs, seed):
    out.append(f"{float(running)!r} {float(after)!r}")
  out += [" ".join(repr(float(w)) for w in row) for row in W]


if __name__ == "__main__":
  lines = []
  run(lines, SENTENCES, 0.1, 5, 42)
  run(lines, SENTENCES, 0.5, 60, 7)
  run(lines, SENTENCES, 20.0, 4, 1)
  run(lines, CHALLENGE, 0.1, 8, 42)
  run(lines, CHALLENGE, 0.5, 8, 42)
  run(lines, made_up(5, 40, 30), 0.05, 6, 3)
  run(lines, made_up(6, 9, 50), 1.0, 10, 4294967295)
  (GOLDEN / "bigram.txt").write_text("\n".join(lines) + "\n")
