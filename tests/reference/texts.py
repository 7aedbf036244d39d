"""How texts are cut, by Python: tests/golden/text_*.txt and their tokens.

    texts.py FOLDER

A text a script, and one of random signs.  Tokens: a part for each way to cut
it, a unit a line, the tokens between bars.  What is a letter, and what its
small one, Python's Unicode says.
"""
import random
import re
import sys
import unicodedata
from pathlib import Path

BLANK = "\t\v\f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
QUOTES = "\"'«»\u2018-\u201f‹›」』"
LETTERS = "LATIN", "GREEK", "CYRILLIC"
TEXTS = {
    "latin": """\
L'Été, ÇA VA? — « C’est l'hiver. » Straße, STRAßE, GROẞ; Łódź ŁÓDŹ.
Don't; 'tis rock’n’roll, the dogs' 1990's İstanbul IJ Ǆ ǅ ǆ.

Ａｂｃ ﬁne naı̈ve e\u0301tude E\u0301TUDE 3.14 ½ x² Ⅷ ⅷ K Å
""",
    "greek": """\
Μῆνιν ἄειδε, θεά, Πηληϊάδεω Ἀχιλῆος·\r
ΟΔΥΣΣΕΥΣ Ὀδυσσεύς! Τίς; ᾼ ᾳ ϴ Ω ὈΔΌΣ.\r
\r
Ξένος; «Ναί.» Ξ’ ἀλλ’ ἐγώ ἀλλ’ἐγώ\r
""",
    "cyrillic": """\
Все счастливые семьи ПОХОЖИ друг на друга, КАЖДАЯ несчастливая\r\
семья несчастлива по-своему. Ёлка ёЛКА? Їжак, м'яч М’ЯЧ!\r\
\r\
Ѣ ѣ Ҁ Ӏ ӏ Ԓ Ꙁ\u2028дом\u3000дом
""",
    "arabic": """\
بِسْمِ اللَّهِ الرَّحْمَٰنِ، قال: «السلام». ١٢٣ ۴۵
می\u200cخواهم کتاب؟ نعم! لا.

שָׁלוֹם עוֹלָם. צה״ל ג׳ירפה א'ב
""",
    "devanagari": """\
सब मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता।
क्ष\u200dक १२३ हिन्दी! नमस्ते. कि
""",
    "cjk": """\
吾輩は猫である。名前はまだ無い。　どこで生れたか
「とんと」見当が つかぬ. ｢ｶﾞ｣ 第３回　한국어 문장. "끝!" 끝

天地玄黃，宇宙洪荒。𠀀𠮷 ①〇 々ー
""",
}
SIGNS = ("abcXYZ019" "éÉßẞİıǅΣσςЖжԱա" "אब你𠀀" "\u0301्" "'''’’’"
         "...!?\"»”’‘«-—_…·" "       \n\n\n\r\t\f\v\x85\xa0\u2003\u2028\u3000"
         "\u200b\u200d\ufeff½²Ⅷ@`{|\x01\x7f\x9b😀\ue000")


def kind(char):
  return {"L": "L", "M": "L", "N": "N"}.get(
      unicodedata.category(char)[0], "A" if char in "'’" else "-")


def small(char):
  lower = "i" if char == "İ" else char.lower()
  good = len(lower) == 1 and any(
      word in unicodedata.name(lower, "").split() for word in LETTERS)
  return lower if good else char


def units_of(text, unit):
  lines = re.split("\r\n|\r|\n", text)
  if unit == "line":
    return lines
  parts, whole = [], [""]
  for line in lines:
    if line.strip(re.sub("\u2000-\u200a", "".join(
        map(chr, range(0x2000, 0x200b))), BLANK)):
      whole[-1] += line + "\n"
    else:
      whole.append("")
  for part in whole:
    at = 0
    for end in re.finditer(f"[.!?][{QUOTES}]*(?=[{BLANK}\n])", part):
      if unit == "sentence":
        parts.append(part[at:end.end()])
        at = end.end()
    parts.append(part[at:])
  return parts


def tokens_of(unit, tokens, lines):
  if tokens == "space":
    return [word for word in re.split(f"[{BLANK}\n]+", unit) if word]
  if tokens == "chars":
    return list(unit if lines else
                re.sub(f"[{BLANK}\n]+", " ", unit).strip(" "))
  kinds = "".join(map(kind, unit))
  return ["".join(map(small, unit[m.start():m.end()]))
          for m in re.finditer("(?:[LN]|(?<=L)A(?=L))+", kinds)]


def main():
  folder = Path(sys.argv[1])
  random.seed(1)
  texts = dict(TEXTS, signs="".join(random.choices(SIGNS, k=1500)))
  for name, text in texts.items():
    found = ""
    for tokens in "space", "words", "chars":
      for unit in "line", "paragraph", "sentence":
        found += f"== {tokens} {unit}\n"
        for part in units_of(text, unit):
          if cut := tokens_of(part, tokens, unit == "line"):
            found += "|".join(cut) + "\n"
    for ending, written in (".txt", text), (".tokens", found):
      (folder / f"text_{name}{ending}").write_bytes(written.encode())


if __name__ == "__main__":
  main()
