# Texts as people have them: how they are cut, and what is said of what is no
# text.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)
set(bytes ${SOURCE}/tests/fuzz/corpus) # what CMake cannot write
file(COPY ${bytes}/ DESTINATION ${FOLDER})

# cut(PIECE ARGUMENT...): the head of bigram on text.txt has it
function(cut piece)
  set(more --more)
  if("${ARGN}" MATCHES "-q")
    set(more "")
  endif()
  run(0 bigram --text text.txt --epochs 1 ${ARGN} ${more})
  holds("${out}" "${piece}")
  set(out "${out}" PARENT_SCOPE)
  set(last_run "${last_run}" PARENT_SCOPE)
endfunction()

# Lines end by LF, CR LF or CR; the blanks of every script are blanks.
foreach(end "\n" "\r\n" "\r")
  given(text.txt "the cat sat${end}the dog ran${end}")
  cut("text.txt: 2 lines, 5 words, 4 pairs, seed 42;")
  holds("${out}" "\n4 different pairs")
endforeach()
given(text.txt "a b c d\ne f　g h\n") # NBSP, U+3000
cut("2 lines, 8 words, 6 pairs")
given(text.txt "﻿the cat\n") # the mark of UTF-8
cut("words: the cat\n")

# Words.
given(text.txt "“The cat,” said the dog—the dog.\n'The cat' sat on the cat…\n")
cut("words: the cat said dog sat on\n" --tokens words)
given(text.txt "Él come pan\nél come uvas\n")
cut("2 lines, 4 words, 4 pairs, seed 42;" --tokens words)
holds("${out}" "\n3 different pairs")
if(NOT WINDOWS) # where C gets an argument in a code page, not in UTF-8
  cut("After 'él', seen 2 times" --tokens words --word ÉL)
  cut("él -> come: " --tokens words --follow Él,COME)
  run(2 bigram --text text.txt --tokens words --word ÉLL)
  holds("${errors}" "Did you mean 'él'?")
endif()
given(text.txt "ΟΔΟΣ Οδοσ Дом дом ԱՐ աբ\n")
cut("words: οδοσ дом ԱՐ աբ\n" --tokens words)

# Characters.
given(text.txt "a\tb\na b\n")
cut("characters: a tab b space\n" --tokens chars)
string(ASCII 194 160 nbsp)
given(text.txt "a${nbsp}b\na b\n")
cut("characters: a U+00A0 b space\n" --tokens chars)
given(text.txt "a\tb\na b\n")
refuse(2 "'z' is not one of the 4 characters" "It has 'a'" bigram --text text.txt
  --tokens chars --word z)
refuse(2 "',' is not one of the 4 characters" "It has 'a'" bigram --text text.txt
  --tokens chars --word ,)
refuse(2 "'7' is not one of the 4 characters" "It has 'a'" bigram --text text.txt
  --tokens chars --word 7)
given(text.txt "né né\nn é\n") # a kept one of several bytes, and none
run(0 bigram -q --text text.txt --tokens chars --epochs 1 --save kept)
run(0 bigram --load kept --text text.txt --more --epochs 1)
holds("${out}" "characters of the model: n é space\n"
  "2 lines, the model's 3 characters, 6 pairs")
file(READ ${FOLDER}/kept model)
foreach(wrong "éé" "né" "")
  string(REPLACE " é\n" " ${wrong}\n" damaged "${model}")
  given(spoiled "${damaged}")
  refuse(3 "'COUNT BEGINS ENDS WORD' expected" "unchanged" bigram --load spoiled
    --text text.txt)
endforeach()
given(text.txt "anna\nbob\neva\n")
cut("3 lines, 6 characters, 7 pairs" --tokens chars)
holds("${out}" "characters: a n b o e v\n")
refuse(3 "text.txt: no pair of words in any line" "bigram --tokens chars"
  bigram --text text.txt)
given(text.txt "吾輩は猫である\n名前はまだ無い\n")
cut("2 lines, 13 characters, 12 pairs" --tokens chars)
refuse(3 "no pair of words" "bigram --tokens chars" bigram --text text.txt)
given(text.txt "a\nb\n") # no pair of characters either
run(3 bigram --text text.txt)
if(errors MATCHES "chars")
  fail("${last_run}: a cure that is none: ${errors}")
endif()
refuse(3 "no pair of characters in any line" "two characters" bigram
  --text text.txt --tokens chars)
given(text.txt "a b\tc, d,\na a\n")
# only after the blank is it open what comes: 3 ln 3 of 10 pairs
cut("uniform guess 1.9459 (7 characters)   floor 0.3296 (1.39 characters)" --tokens chars)
cut("After 'space', seen 3 times" --tokens chars --word space)
cut("After 'tab', seen 1 time\n" --tokens chars --word tab)
cut(", -> space: " --tokens chars --follow ,,space)
run(2 bigram --text text.txt --tokens chars --word ab)
holds("${errors}" "'ab' is not one of the 7 characters" "Give one character")
run(0 bigram --text text.txt --tokens chars --format csv)
holds("${out}" "\n\",\", ,0.")

# Wide characters take two columns, those that stand upon others none; a line of
# them ends where others end.
given(text.txt "猫 café 猫猫 runs\n猫 runs 大大大大大大大大\n")
function(shows_row row) # with all its blanks
  string(FIND "\n${out}" "\n${row}" at)
  if(at LESS 0)
    fail("${last_run}: no '${row}' in\n${out}")
  endif()
endfunction()
if(NOT WINDOWS) # whose command lines have one alphabet at a time
  run(0 bigram --text text.txt --word 猫)
  shows_row("café             0.188")
  shows_row("runs             0.2")
  shows_row("大大大大大大大   0.")
endif()
run(0 bigram --text text.txt -q --pairs)
shows_row("     1        0 猫                    1 café                  1\n")
shows_row("     3        2 猫猫                  3 runs                  1\n")
shows_row("     5        3 runs                  4 大大大大大大大        1\n")
run(0 bigram --text text.txt -q --patterns --matrix)
shows_row("猫                    2  ")
shows_row("café           1 ")
run(0 bigram --text text.txt --figure scores -q)
shows_row("猫猫     ")
run(0 step bigram --text text.txt --steps 1)
shows_row("猫         ")
set(long "")
foreach(i RANGE 9)
  string(APPEND long "x大大大大大大大大 y大大大大大大大大 ")
endforeach()
given(text.txt "${long}\n")
run(0 bigram --text text.txt --more)
string(REGEX REPLACE ";" "," lines "${out}")
string(REPLACE "\n" ";" lines "${lines}")
foreach(line IN LISTS lines) # of the user's words none has 18 columns a blank
  string(REGEX REPLACE "大" "##" line "${line}")
  string(LENGTH "${line}" n)
  if(n GREATER 80)
    fail("${last_run}: ${n} columns: ${line}")
  endif()
endforeach()

# Units: pairs, hold-out, and the words for them.
given(text.txt "it was the best of\ntimes it was the\nworst of times\n")
cut("3 lines, 7 words, 9 pairs")
cut("1 paragraph, 7 words, 11 pairs" --unit paragraph)
cut("1 sentence, 7 words, 11 pairs" --unit sentence)
given(text.txt "He ran. \"Stop!\" she\nsaid. It is 3.5 km.\n\nNo end\n \t\nx y\n")
cut("4 lines, 14 words, 10 pairs" --tokens words)
cut("3 paragraphs, 14 words, 11 pairs" --tokens words --unit paragraph)
cut("6 sentences, 14 words, 8 pairs" --tokens words --unit sentence)
cut("held out: 2 sentences with" --tokens words --unit sentence --holdout 0.4)
cut("bigram --text text.txt --tokens words --unit sentence --epochs" --tokens words
  --unit sentence)
given(text.txt "one two three\nfour five\n")
refuse(2 "'--holdout' would leave no paragraph to train on: the text has 1"
  "Give --text more paragraphs\n" bigram --text text.txt --unit paragraph
  --holdout 0.2)
claim(bigram stopping-prevents untested REASON "^needs two paragraphs or more$"
  --text text.txt --unit paragraph)
refuse(2 "'--unit' needs '--text'" "Add --text" bigram
  --unit paragraph)

# Sentences that are made up begin and end as the units do, ...
given(text.txt "a b c\nd b e\n")
cut("Sentences that the model makes up" --generate 200 -q)
foreach(begin a d)
  string(REGEX MATCHALL "\n  ${begin}" found "${out}")
  list(LENGTH found n)
  if(n LESS 70) # of 200, each of which has the chance 1/2
    fail("${last_run}: ${n} of 200 begin with ${begin}")
  endif()
endforeach()
if(out MATCHES "\n  [bce]")
  fail("${last_run}: ${CMAKE_MATCH_0} begins no line")
endif()
cut("\n  b" --generate 3 --word b -q)
given(text.txt "anna\nbob\neva\n")
cut("\n  bob\n" --tokens chars --generate 50 --epochs 200 -q)
given(text.txt "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a\n")
cut("\n  a a a a a a a a a a a a a a a a a a a a\n" --generate 50 -q)
if(out MATCHES "( a)( a)( a)( a)( a)( a)( a)( a)( a) a a a a a a a a a a a a")
  fail("${last_run}: more than 20 words")
endif()

given(text.txt "a b\nb a\n")
run(0 bigram --text text.txt --save both)
given(text.txt "a b\n") # begins and ends of before are not forgotten
run(0 bigram --text text.txt --load both --generate 200 -q)
holds("${out}" "\n  b" "\n  a\n")

# ... also after a while: a model remembers how its text was cut, and all that
# training goes on from.
given(text.txt "A dog! A cat\nran. No\n\ndogs ran? A cat.\n")
foreach(tokens space words chars)
  foreach(unit line paragraph sentence)
    set(how --text text.txt --tokens ${tokens} --unit ${unit})
    run(0 bigram ${how} --epochs 5 --save at_once --generate 9 -q)
    string(REGEX MATCH "Sentences that.*" drawn "${out}")
    run(0 bigram ${how} --epochs 3 --save first -q)
    run(0 bigram --load first --text text.txt --epochs 2 --save second
      --generate 9 -q)
    holds("${out}" "${drawn}")
    same(at_once second)
    run(0 bigram --load first --text text.txt --epochs 2 --save third --holdout 0.3)
  endforeach()
  run(0 predict second A)
endforeach()
run(0 predict second space)
holds("${out}" "space -> ")
run(2 bigram --load second --text text.txt --tokens words)
holds("${errors}" "'--tokens'" "--load")

# What is no UTF-8 is said once, with what helps.
foreach(file "latin1|1 byte is|1|iconv -f latin1 -t utf-8 latin1 "
             "windows1252|2 bytes are|1|iconv -f windows-1252 -t utf-8 w"
             "damaged|1 byte is|2|iconv -c -f utf-8 -t utf-8 damaged ")
  string(REPLACE "|" ";" file "${file}")
  list(GET file 0 name)
  list(GET file 1 how_many)
  list(GET file 2 line)
  list(GET file 3 cure)
  foreach(command "bigram" "bigram;--seeds;3" "bigram;-q" "report")
    trainloop(${command} --text ${name})
    holds("${errors}" "${name}: ${how_many} no UTF-8, the first in line ${line}\n  ${cure}")
    string(REGEX MATCHALL "UTF-8," said "${errors}")
    list(LENGTH said n)
    if(NOT n EQUAL 1)
      fail("${last_run}: said ${n} times")
    endif()
  endforeach()
endforeach()
file(CREATE_LINK ${bytes}/latin1 ${FOLDER}/-dash COPY_ON_ERROR)
run(0 bigram --text=-dash)
holds("${errors}" "iconv -f latin1 -t utf-8 ./-dash |")
# count takes such bytes as they are, and says the same.
foreach(file "latin1|1 byte is|1|latin1" "windows1252|some bytes are|1|windows-1252"
             "damaged|1 byte is|2|utf-8")
  string(REPLACE "|" ";" file "${file}")
  list(GET file 0 name)
  list(GET file 1 how_many)
  list(GET file 2 line)
  list(GET file 3 code)
  run(0 count ${name})
  holds("${errors}" "warning: ${name}: ${how_many} no UTF-8, the first in line ${line}\n"
    "\n  iconv -c -f ${code} -t utf-8 ${name} | trainloop count -\n")
endforeach()
set(stdin ${bytes}/latin1)
run(0 count)
holds("${errors}" "warning: standard input: 1 byte is" "-f latin1 -t utf-8 | trainloop count -\n")
run(0 bigram --text - --more)
holds("${errors}" "standard input: 1 byte is no UTF-8" "iconv -f latin1 -t utf-8 |")
holds("${out}" "words: ma?ana ")
set(stdin ${FOLDER}.empty)
run(0 bigram --text spoken)
if(NOT errors STREQUAL "")
  fail("${last_run}: ${errors}")
endif()

# What is no text at all.
foreach(file "gzip|gunzip -c" "zip|unzip -p" "utf16|iconv -f utf-16 -t utf-8"
             "utf16le|iconv -f utf-16le -t utf-8"
             "utf16be|iconv -f utf-16be -t utf-8"
             "utf32|iconv -f utf-32 -t utf-8")
  string(REGEX REPLACE "[|].*" "" name "${file}")
  string(REGEX REPLACE ".*[|]" "" command "${file}")
  refuse(3 "${name}:1: a NUL byte: this is "
    "\n  ${command} ${name} | trainloop bigram --text -\n" bigram --text ${name})
  separate_arguments(cure UNIX_COMMAND "${command}")
  list(GET cure 0 tool)
  find_program(has_${tool} ${tool})
  if(has_${tool} AND NOT EMULATOR AND NOT WINDOWS)
    execute_process(COMMAND ${cure} ${name} COMMAND ${PROGRAM} bigram --text -
      WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE status OUTPUT_QUIET)
    if(NOT status EQUAL 0)
      fail("${command} ${name} | trainloop bigram --text -: status ${status}")
    endif()
  endif()
endforeach()
refuse(3 "binary:4: a NUL byte: this is no text" "plain text" bigram --text binary)
refuse(3 "binary:4: a NUL byte: this is no text" "Give count plain text" count binary)
refuse(3 "gzip:1: a NUL byte: this is gzip" "gunzip -c gzip | trainloop count -\n" count gzip)
file(RENAME ${FOLDER}/gzip "${FOLDER}/it's a text.gz")
refuse(3 "this is gzip" "gunzip -c 'it'\\''s a text.gz' |" bigram
  --text "it's a text.gz")
set(stdin ${bytes}/gzip)
refuse(3 "standard input:1: a NUL byte: this is gzip" "| gunzip -c |" bigram
  --text -)
set(stdin ${FOLDER}.empty)
given(text.txt "")
refuse(3 "text.txt is empty" "text in it" bigram --text text.txt)
given(text.txt " \n　\n")
refuse(3 "text.txt: there is no word in it" "text in it" bigram --text text.txt)
finish("runs")
