# The tour: with right answers, wrong ones and none, from a pipe and from the
# command line, ended anywhere; what it proposes runs.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)

# tour(STATUS INPUT PIECES ARGUMENT...): INPUT is what is typed
macro(tour status input pieces)
  given(input "${input}")
  set(stdin ${FOLDER}/input)
  run(${status} tour ${ARGN})
  holds("${out}${errors}" ${pieces})
  set(stdin ${FOLDER}.empty)
endmacro()

set(right "7 of 7 guesses right; 0 revealed, 0 skipped")
tour(0 "" "${right}" --answers b,c,c,c,b,c,b)
set(spoken "${out}")
tour(0 "b\nc\nc\nc\nb\nc\nb\n" "${right}")
tour(0 " B \r\nC\r\nc\nc\nb\nc\nb" "${right}") # blanks, capitals, no last end
tour(0 "" "0 of 7 guesses right; 0 revealed, 0 skipped" --answers a,a,a,a,a,a,a)
tour(0 "" "0 of 7 guesses right;not what you said" --answers a,b,b,b,a,b,c)
tour(0 "" "0 of 0 guesses right; 7 revealed, 0 skipped" --no-input)
set(shown "${out}")
tour(0 "" "0 of 0 guesses right; 0 revealed, 7 skipped;Skipped.")
tour(0 "s\ns\ns\ns\ns\ns\ns\n" "0 of 0 guesses right; 0 revealed, 7 skipped")
tour(0 "r\nr\nr\nr\nr\nr\nr\n" "0 of 0 guesses right; 7 revealed, 0 skipped")
tour(0 "q\n" "0 of 0 guesses right; 0 revealed, 0 skipped;Next: trainloop check linreg")
tour(0 "b\nc\nq\n" "2 of 2 guesses right; 0 revealed, 0 skipped")
tour(0 "b\n?\nc\n" "by the square metres;2 of 2 guesses right; 0 revealed, 5 skipped")
tour(0 "x\n\nc\nab\nb\n" "Type a or b, one of ? s r q, or a word;1 of 1 guess right")
tour(0 "learning  Rate\n\t loss \nb\n"
  "also called lr;also called cost;See it: trainloop linreg;1 of 1 guess")
string(REPEAT "long " 5000 long)
tour(0 "${long}\nb\n" "1 of 1 guess right")
string(REPEAT " " 100 blanks)
tour(0 "b${blanks}no, a\nb\n" "Type a or b;1 of 1 guess right; 0 revealed, 6")
tour(2 "" "'--notes' cannot be '-'" --notes - --no-input)
string(ASCII 1 2 3 255 254 garbage)
tour(0 "${garbage}\n${garbage}${garbage}" "0 of 0 guesses right")
tour(0 "" "1 of 1 guess right; 0 revealed, 4 skipped" --from sweep --answers c)
tour(0 "" "2 of 2 guesses right; 0 revealed, 0 skipped" --from bigram --answers c,b)
tour(0 "quit\n" "0 of 0 guesses right; 0 revealed, 0 skipped")
tour(0 "help\nskip\nreveal\nexit\n" "1 revealed, 1 skipped")
foreach(bad ,,, z "c d" "a, b" ab "${long}")
  tour(2 "" "'--answers' needs letters with commas;--answers a,c" --answers "${bad}")
endforeach()
tour(2 "" "got 'swep';Did you mean 'sweep'?" --from swep)
tour(2 "" "got 'xyzzy';data, linreg" --from xyzzy)
tour(2 "" "'--answers' cannot be used with '--no-input'" --answers a --no-input)
# ended after every answer there is
set(typed "")
foreach(answer b c c c b c b)
  string(APPEND typed "${answer}\n")
  tour(0 "${typed}" " right; 0 revealed, ")
endforeach()

# What the run says is there, and comes from it.
holds("${shown}" "0.05 % of the way" "55,893 times" "0.85 of the critical rate"
  "it ran 5000 epochs; the loss is 35.3 % above the floor" "counted in the text" "limit: 0.300" "decay and"
  "4,261 more than in training; chance alone keeps 95 of 100 gaps below about 7,234"
  "after 50 epochs; counted in the text, so the limit: 0.300")

# Notes, whole or not at all.
tour(0 "" "wrote notes.md" --answers b,c,q --notes notes.md)
file(READ ${FOLDER}/notes.md notes)
holds("${notes}" "# A tour" "## 1. data" "- You said: no, another line"
  "- The run:  no, another line fits them better - you were right"
  "Try: `trainloop data --samples 2000`" "2 of 2 guesses right")
tour(3 "" "cannot write to 'none/notes.md'" --notes none/notes.md --no-input)

# Every command that it shows or proposes runs.
string(REGEX MATCHALL "Try: trainloop [^\n]*" commands "${shown}")
list(LENGTH commands n)
if(NOT n EQUAL 7)
  fail("the tour proposes ${n} commands")
endif()
foreach(command IN LISTS commands)
  string(REPLACE "Try: trainloop " "" command "${command}")
  separate_arguments(words UNIX_COMMAND "${command}")
  run(0 ${words})
endforeach()

finish("tours and proposals")
