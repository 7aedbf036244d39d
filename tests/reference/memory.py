"""Peak memory of the program: 16 bytes a sample, plus a constant; and for a
text of a book's size, 790,000 words of 12,800, at most 32 MB.

    python3 tests/reference/memory.py TRAINLOOP
"""
import os
import subprocess
import sys
import tempfile

CONSTANT = 4 << 20


def peak(*arguments):
  """Bytes, as the system has counted them for this one process."""
  command = [sys.argv[1], *arguments]
  child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
  _, status, usage = os.wait4(child.pid, 0)
  assert status == 0, command
  return usage.ru_maxrss * 1024


def check(name, n, *arguments):
  used = peak(*arguments)
  print(f"{name}: {used / n:.2f} bytes a sample, {used - 16 * n:,d} bytes"
        " above 16 a sample")
  assert used <= 16 * n + CONSTANT, name


# In a process of its own: what this one has, a child begins with.
WRITE_BOOK = """
import random, sys
random.seed(1)
words = [f"w{k}" for k in range(14000)]
weights = [1 / (k + 2.7) for k in range(14000)]
with open(sys.argv[1], "w") as file:
  for _ in range(31600):
    print(*random.choices(words, weights, k=25), file=file)
"""


def check_book(name):
  subprocess.run([sys.executable, "-c", WRITE_BOOK, name], check=True)
  used = peak("bigram", "--text", name, "--epochs", "1")
  print(f"a book: {used / 1e6:.1f} MB")
  assert used <= 32_000_000, used


if __name__ == "__main__":
  n = 4_000_000  # far more than Python had before it became the program
  made = ("linreg", "--samples", str(n), "--epochs", "2")
  check("made", n, *made)
  check("held out, standardized", n, *made, "--holdout=0.3", "--standardize")
  with tempfile.TemporaryDirectory() as folder:
    check_book(folder + "/book.txt")
    name = folder + "/big.csv"
    check("with a history", n, *made, "--history", folder + "/history.csv")
    with open(name, "w") as file:
      file.write("sqm,price\n")
      file.writelines(f"{i % 1000},{i * 7 % 5000}.25\n" for i in range(n))
    check("read from CSV", n, "linreg", "--data", name, "--epochs", "2")
