"""The two tables of src/base/ten.c, in exact arithmetic.

    python3 tests/reference/ten.py src/base/ten.c    do they stand there?
"""
import re
import sys


def bits(k):
  """The 64 highest bits of 10^k, rounded to nearest, and their exponent."""
  over, under = (10**k, 1) if k >= 0 else (1, 10**-k)
  e = over.bit_length() - under.bit_length() - 66
  while True:
    num, den = (over << -e, under) if e < 0 else (over, under << e)
    f = (2 * num + den) // (2 * den)
    if f < 1 << 64:
      return f, e
    e += 1


def main():
  found = re.findall(r"0x[0-9a-f]{16}", open(sys.argv[1]).read())
  wanted = [f"0x{bits(k)[0]:016x}" for k in
            list(range(-351, 352, 27)) + list(range(27))]
  wrong = sum(a != b for a, b in zip(found, wanted))
  wrong += abs(len(found) - len(wanted))
  wrong += sum(bits(k)[1] != 217706 * k // 65536 - 63
               for k in range(-351, 352))
  print(f"{len(wanted)} powers of ten, {wrong} wrong")
  return wrong > 0


if __name__ == "__main__":
  sys.exit(main())
