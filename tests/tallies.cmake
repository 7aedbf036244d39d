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
finish("tallies")
