"""Great loads: each works, in the memory that the headers promise, or is
refused with a message.

    python3 tests/load/load.py TRAINLOOP [NAME...]     all, or those named
    python3 tests/load/load.py --names                 the names

Prints a line a load: what it took, beside what it may take.
"""
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

MB = 1_000_000
# The program alone takes 2 MB; but what this process has, counts for its
# children: files are written in blocks that repeat, so that it stays small.
CONSTANT = 12 * MB


def repeat(name, size, block, head=""):
  """A file of at least so many bytes; returns how many blocks."""
  times = -(-size // len(block))
  with open(name, "w") as file:
    file.write(head)
    for _ in range(times):
      file.write(block)
  return times


def csv_file(name, size):
  rows = [f"{30 + i * 7 % 1200000 / 1e4:.4f},{i * 7919 % 400000 + 1e5:.2f}\n"
          for i in range(20_000)]
  return len(rows) * repeat(name, size, "".join(rows), "sqm,price\n")


def text_file(name, size, words, followers):
  """Lines of 20 words, each of which has so many followers."""
  state, word, lines = 1, 0, []
  for _ in range(10_000):
    line = []
    for _ in range(20):
      state = state * 69069 % 2**32
      word = (word * 31 + (state >> 16) % followers + 1) % words
      line.append(f"w{word}")
    lines.append(" ".join(line) + "\n")
  return len(lines) * 19 * repeat(name, size, "".join(lines))


def vocabulary_file(name, words):
  with open(name, "w") as file:
    for i in range(2 * words):
      file.write(f"word{i % words}{' ' if i % 20 else chr(10)}")


def line_file(name, size, block, head=""):
  repeat(name, size, block, head)
  with open(name, "a") as file:
    file.write("\n")


def run(command, limit=None):
  """Status, peak memory in bytes, seconds and what it says to stderr."""
  def restrict():
    if limit:
      resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
  start = time.monotonic()
  child = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                           stderr=subprocess.PIPE, preexec_fn=restrict)
  said = child.stderr.read().decode()
  _, status, usage = os.wait4(child.pid, 0)
  child.returncode = os.waitstatus_to_exitcode(status)
  return (child.returncode, usage.ru_maxrss * 1024, time.monotonic() - start,
          said)


def check_progress(said, needed):
  """Lines of progress go from 0 to 100 %, never back."""
  parts = [float(part) for part in re.findall(r"   ([-\d.]+) %   ", said)]
  assert parts or not needed, ("no progress", said)
  assert all(0 <= part <= 100 for part in parts), parts
  assert parts == sorted(parts), parts


def works(most, *command, status=0, progress=False):
  """The command works within so many bytes, or is refused (status 3)."""
  got, peak, seconds, said = run([TRAINLOOP, *command])
  assert got == status, (command, got, said)
  check_progress(said, progress)
  assert status == 0 or said.count("\n") >= 2, said
  assert peak <= most + CONSTANT, (command, peak, most)
  what = "" if status == 0 else f"; '{said.splitlines()[0][:60]}'"
  return f"{peak / MB:.0f} MB of {(most + CONSTANT) / MB:.0f}, {seconds:.1f} s{what}"


def refused(limit, *command):
  """In so little memory the command says that it will not fit."""
  got, peak, seconds, said = run([TRAINLOOP, *command], limit)
  assert got == 4 and "out of memory" in said, (command, got, said)
  assert said.count("\n") == 2, said
  return f"in {limit // MB} MB: '{said.splitlines()[0]}', {seconds:.1f} s"


SAMPLES = 100_000_000
GB = 1_000_000_000
LINE = 100_000_000


def samples():
  yield works(16 * SAMPLES, "linreg", "--samples", str(SAMPLES), "--epochs=5")


def samples_parts():
  yield works(16 * SAMPLES, "linreg", "--samples", str(SAMPLES), "--epochs=2",
              "--holdout=0.3", "--standardize", "--history=history.csv")


def samples_refused():
  yield refused(GB, "linreg", "--samples", str(SAMPLES))
  # one column would fit into all that there is, both do not
  with open("/proc/meminfo") as file:
    size = dict(line.split()[:2] for line in file)
  there = 1024 * (int(size["MemTotal:"]) + int(size["SwapTotal:"]))
  with open("/proc/sys/vm/overcommit_memory") as file:
    if file.read().strip() == "1":
      return  # the system refuses nothing
  n = str(int(0.75 * there / 8))
  said = subprocess.run([TRAINLOOP, "linreg", "--samples", n], timeout=5,
                        capture_output=True, text=True)
  assert said.returncode == 4 and "out of memory" in said.stderr, said
  yield f"{16 * int(n) / GB:.0f} of {there / GB:.0f} GB refused at once"


def csv():
  n = csv_file("big.csv", GB)
  yield works(16 * n, "linreg", "--data=big.csv", "--epochs=5")
  yield refused(GB // 2, "linreg", "--data=big.csv")


def text():
  pairs = text_file("big.txt", GB, 5000, 12)
  words = pairs // 19 * 20
  # an id a word and one a line, while the text is read; then 12 bytes a pair
  most = 4 * (words + words // 20) + 12 * pairs
  yield works(most, "bigram", "--text=big.txt", "--epochs=1", progress=True)
  yield refused(GB, "bigram", "--text=big.txt", "--epochs=1")


def text_random():
  pairs = text_file("small.txt", 10 * MB, 1000, 12)
  words = pairs // 19 * 20
  most = 4 * (words + words // 20) + 28 * pairs + 8 * 1000 * 1000
  yield works(most, "bigram", "--text=small.txt", "--epochs=30",
              "--init=random", progress=True)


def book():
  text_file("book.txt", 5 * MB, 13000, 40)
  yield works(32 * MB - CONSTANT, "bigram", "--text=book.txt", "--epochs=2")


def vocabulary():
  n = 1_000_000
  vocabulary_file("words.txt", n)
  # 2 n words, pairs of them, n slots; a word: its text, 12 + 8 for finding it,
  # 8 for how often units begin and end with it, 12 for counts of 64 bits
  most = 2 * n * (4 + 12) + n * (20 + 28 + 11 + 20 + 8 + 12)
  yield works(most, "bigram", "--text=words.txt", "--epochs=2")
  yield works(most + 28 * n, "bigram", "--text=words.txt", "--epochs=2",
              "--holdout=0.2", "--patience=1", "--save=words.model")
  yield works(most, "predict", "words.model", "word7")
  yield refused(GB, "bigram", "--text=words.txt", "--init=random")


def epochs():
  n = "--epochs=1000000"
  yield works(0, "linreg", n)
  yield works(0, "linreg", n, "--history=h.csv", "--svg=h.svg", "--plot")
  yield works(0, "plot", "h.csv")
  yield works(0, "early-stop", n, "--min-delta=0", "--patience=999999")
  yield works(0, "sweep", n, "--svg=s.svg")
  yield works(0, "bigram", n, "--svg=b.svg")


def line_csv():
  line_file("long.csv", LINE, "1.5,")
  yield works(LINE + 8 * LINE // 4, "linreg", "--data=long.csv", status=0)


def line_field():
  line_file("field.csv", LINE, "1" * 1000, "x,y\n1,")
  yield works(LINE, "linreg", "--data=field.csv", status=3)


def line_text():
  line_file("long.txt", LINE, "a few words ")
  n = LINE // 4
  yield works(4 * n + 28 * n, "bigram", "--text=long.txt", "--epochs=1")
  line_file("word.txt", LINE, "a" * 1000, "one ")
  yield works(2 * LINE, "bigram", "--text=word.txt", "--epochs=1")


def line_model():
  line_file("long.model", LINE, "x" * 1000)
  yield works(LINE, "predict", "long.model", "5", status=3)
  yield works(LINE, "linreg", "--load=long.model", status=3)


def line_history():
  line_file("long.csv", LINE, "x" * 1000)
  yield works(LINE, "plot", "long.csv", status=3)


LOADS = {
    "100,000,000 samples": samples,
    "100,000,000 samples in parts": samples_parts,
    "too many samples": samples_refused,
    "a CSV file of 1 GB": csv,
    "a text of 1 GB": text,
    "a text of 10 MB, random start": text_random,
    "a book": book,
    "1,000,000 words": vocabulary,
    "1,000,000 epochs": epochs,
    "100 MB of columns": line_csv,
    "a field of 100 MB": line_field,
    "a line and a word of 100 MB": line_text,
    "a line of a model of 100 MB": line_model,
    "a line of a history of 100 MB": line_history,
}

if __name__ == "__main__":
  if sys.argv[1] == "--names":
    print("\n".join(LOADS))
    sys.exit()
  TRAINLOOP = os.path.abspath(sys.argv[1])
  for name in sys.argv[2:] or LOADS:
    with tempfile.TemporaryDirectory() as folder:
      os.chdir(folder)
      print("; ".join(LOADS[name]()), flush=True)
      os.chdir("/")
