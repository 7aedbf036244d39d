# Pairs are counted in one place and learned from in another: what count prints,
# what bigram --counts makes of it.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)

# counts(LINES ARGUMENT...): count prints these rows below its header
function(counts rows)
  run(0 count ${ARGN})
  count(cases)
  if(NOT out STREQUAL "word,next,count\n${rows}")
    fail("count ${ARGN}: '${out}' and not '${rows}'")
  endif()
endfunction()

given(text "b a b\nc\na b\n")
given(more "b d\n")
given(empty "")
given(blank "\n \n")
given(odd "it\"s x,y it\"s\n")
given(words "It's so. So\nit\n\n'So'!\n")
counts("a,b,2\nb,a,1\nc,,0\n" text)
counts("a,b,2\nb,a,1\nb,d,1\nc,,0\nd,,0\n" text more)
counts("a,b,2\nb,a,1\nb,d,1\nc,,0\nd,,0\n" more text) # in any order
counts("" empty)
counts("" blank)
counts("\"it\"\"s\",\"x,y\",1\n\"x,y\",\"it\"\"s\",1\n" odd)
counts("it,,0\nit's,so,1\nso,so,1\n" words --tokens words)
counts("it,,0\nit's,so,1\nso,it,1\nso,so,1\n" words --tokens words
  --unit paragraph)
counts("it,,0\nit's,so,1\nso,it,1\n" words --tokens words --unit sentence)
refuse(3 "cannot open 'nothing'" "the name of a text file" count nothing)
refuse(2 "standard input" "Give '-' once" count - -)
refuse(2 "'--unit'" "paragraph" count --unit page text)

# learned(NAME FILE): what bigram learns from counts
function(learned name file)
  run(0 bigram --counts ${file} --format csv --epochs 50)
  file(WRITE ${FOLDER}/${name} "${out}")
endfunction()

# The same from the counts of the whole, from those of parts one behind the
# other, with rows in any order and headers between, with columns of another
# order; the floor is that of the text, and the loss falls toward it.
given(whole "x y x z\nx y\nq\n")
given(first "x y x z\n")
given(second "x y\nq\n")
foreach(part whole first second)
  run(0 count ${part})
  file(WRITE ${FOLDER}/${part}.csv "${out}")
  set(${part} "${out}")
endforeach()
file(WRITE ${FOLDER}/parts.csv "${first}${second}")
given(mixed.csv "q,,7\nword,next,count\nx,z,1\ny,x,1\n\nx,y,1\nx,y,1\n")
given(turned.csv "count,next,word\n2,y,x\n1,z,x\n1,x,y\n0,,q\n0,x,q\n")
learned(a whole.csv)
foreach(file parts mixed turned)
  learned(b ${file}.csv)
  same(a b)
endforeach()
prints(0 "3 different pairs, 4 words, 4 pairs" bigram --counts whole.csv)
prints(0 "floor" bigram --counts whole.csv --epochs 1 --more)
claim(bigram falls true --counts whole.csv)
claim(bigram falls true --counts whole.csv --decay 0.9 --min-lr 0.01)
run(0 bigram --counts whole.csv --save model -q)
run(0 predict model x)
prints(0 "x" bigram --counts whole.csv --generate 2)

# What cannot be counts.
given(minus.csv "word,next,count\na,b,-1\n")
given(half.csv "a,b,1.5\n")
given(huge.csv "a,b,1e300\n")
given(sum.csv "a,b,9007199254740992\na,c,1\n")
given(short.csv "a,b\n")
given(one.csv "a\n")
given(long.csv "a,b,c,1\n")
given(nobody.csv "a,b,1\n,b,1\n")
given(alone.csv "word,next,count\na,,4\n")
given(text.csv "a,b,many\n")
foreach(file minus half huge text)
  refuse(3 "a count is a whole number" "--counts" bigram --counts ${file}.csv)
endforeach()
refuse(3 "minus.csv:2" "--counts" bigram --counts minus.csv)
refuse(3 "more than 9,007,199,254,740,992 pairs" "fewer" bigram --counts sum.csv)
refuse(3 "fewer than three" "--counts" bigram --counts short.csv)
refuse(3 "one.csv:1: a row of fewer than three" "--counts" bigram --counts one.csv)
refuse(3 "more than three" "--counts" bigram --counts long.csv)
refuse(3 "nobody.csv:2: the word is missing" "--counts"
  bigram --counts nobody.csv)
refuse(3 "no pair" "--counts" bigram --counts alone.csv)
refuse(3 "no pair" "--counts" bigram --counts empty)
refuse(3 "cannot open 'nothing'" "--counts" bigram --counts nothing)
foreach(other "--text;text" "--holdout;0.2" "--init;random" "--load;model"
    "--trace;2")
  refuse(2 "cannot be used with" "--counts" bigram --counts whole.csv ${other})
endforeach()
refuse(2 "would be overwritten" "another name"
  bigram --counts whole.csv --history whole.csv)
refuse(2 "'--decay' reads the counts again" "Give it the name of a file" bigram --counts -
  --decay 0.9)

finish("ledger")
