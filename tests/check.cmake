# The exercises: each has a solution that meets all goals, and near misses that
# do not; none is met by what it begins with, nor by a way round what is to be
# learned.  What is noted, and what a teacher makes of it.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)

# exercise(NAME SOLVED "OPTIONS"... MISSED "OPTIONS"... FIXED --OPTION...)
function(exercise name)
  cmake_parse_arguments(THE "" "" "SOLVED;MISSED;FIXED" ${ARGN})
  set_property(GLOBAL APPEND PROPERTY tested ${name})
  foreach(options IN LISTS THE_SOLVED)
    separate_arguments(words UNIX_COMMAND "${options}")
    run(0 check ${name} ${words})
    if(out MATCHES "\nopen" OR NOT out MATCHES
       "goals? met\n\n[A-Z][^.]+[.].*\nNext: trainloop ")
      fail("check ${name} ${options}: not solved:\n${out}")
    endif()
  endforeach()
  list(GET THE_SOLVED 0 options)
  set_property(GLOBAL PROPERTY solved_${name} "${options}")
  foreach(options IN LISTS THE_MISSED ITEMS "")
    separate_arguments(words UNIX_COMMAND "${options}")
    run(1 check ${name} ${words})
    string(REGEX MATCHALL "\nopen  " open "${out}")
    string(REGEX MATCHALL "\n      hint: [A-Z]" hints "${out}")
    list(LENGTH open n_open)
    list(LENGTH hints n_hints)
    if(n_open EQUAL 0 OR NOT n_hints EQUAL n_open)
      fail("check ${name} ${options}: ${n_open} open, ${n_hints} hints\n${out}")
    endif()
  endforeach()
  # What it is, in at most six lines; the command to begin with runs, and does
  # not solve it.  All of it is one screen.
  string(REGEX REPLACE "\n\n.*" "" task "${out}")
  string(REGEX MATCHALL "\n" rows "${task}\n")
  string(REGEX MATCHALL "\n" screen "${out}")
  list(LENGTH rows rows)
  list(LENGTH screen screen)
  if(rows GREATER 6 OR screen GREATER 23 OR
     NOT task MATCHES "\nBegin: trainloop (check ${name} --[^\n]*)$")
    fail("check ${name}: ${rows} rows of ${screen}, or no beginning\n${task}")
  endif()
  separate_arguments(words UNIX_COMMAND "${CMAKE_MATCH_1}")
  run(1 ${words})
  string(REGEX MATCH "See this run: trainloop ([^\n]*)" see "${out}")
  separate_arguments(words UNIX_COMMAND "${CMAKE_MATCH_1}")
  run(0 ${words})
  foreach(option IN LISTS THE_FIXED ITEMS --init)
    if(NOT "${name}${option}" STREQUAL "more-data--init") # data has no start
      refuse(2 "'${option}' is fixed in this exercise" "Yours to choose: --"
        check ${name} ${option} 1,2)
    endif()
  endforeach()
endfunction()

exercise(more-data SOLVED "--samples 10000" "--samples 100000"
  MISSED "--samples 100" "--samples 200" "--samples 2" "--samples 400"
         "--samples 2000" "--samples 4000"
  FIXED --noise --seed --slope)
exercise(beat-the-mean SOLVED "--epochs 600" MISSED "--epochs 390"
  FIXED --lr --standardize --data)
exercise(one-step SOLVED "--lr 5.5e-5" "--lr=5.5149e-5"
  MISSED "--lr 5.4e-5" "--lr 5.87e-5" "--lr 1" FIXED --epochs --standardize)
exercise(arrive
  SOLVED "--standardize --lr 0.4 --epochs 60" "--standardize --lr 0.01 --epochs 300"
  MISSED "--standardize --lr 0.4 --epochs 100000" "--lr 1e-4 --epochs 100000"
         "--standardize" "--lr 1e-4 --epochs 1000" "--lr 1e300"
  FIXED --data --seed --intercept)
exercise(round-bowl SOLVED "--lr 0.5" MISSED "--lr 0.49" "--lr 0.51" "--lr 1e9"
  FIXED --epochs --standardize)
exercise(momentum
  SOLVED "--lr 1e-4 --momentum 0.99" "--lr 2e-4 --momentum 0.985"
  MISSED "--lr 1e-4 --momentum 0.98" "--lr 1e-4 --momentum 0.995" "--lr 1e-4"
         "--momentum 0.99" "--lr 3e-4 --momentum 0.99" "--lr 1e300 --momentum 0.99"
  FIXED --epochs --standardize --batch)
exercise(three-fates SOLVED "--lr 1e-6,0.9,1.1" "--lr 1.1,1e-6,0.6"
  MISSED "--lr 1e-6,0.4,1.1" "--lr 1e-6,0.9,0.99" "--lr 1e-6,0.9,1.1,0.1"
         "--lr 0.1,0.9,1.1" "--lr 1,0.9,1.1" "--lr auto" FIXED --epochs)
exercise(explode SOLVED "--range 60,150" "--seed 4"
  MISSED "--range 30,140" "--range 1e6,1e7" "--seed 1" FIXED --lr --epochs)
exercise(edge SOLVED "--lr 1.17e-4,1.18e-4" "--lr 1e-10,1.175e-4,1.176e-4,1"
  MISSED "--lr 1.16e-4,1.18e-4" "--lr auto" "--lr 1.16e-4,1.17e-4"
         "--lr 1e-4,1.1e-4,1.15e-4,1.17e-4,1.18e-4" "--lr 1,2"
  FIXED --epochs --range)
exercise(plateau SOLVED "--min-delta 1000" "--min-delta 10000"
  MISSED "--min-delta 300" "--min-delta 100000" "--min-delta 1e12"
  FIXED --lr --epochs --patience)
exercise(too-early SOLVED "--lr 1e-15" MISSED "--lr 1e-14" "--lr 10"
  FIXED --min-delta --epochs --patience)
exercise(in-time
  SOLVED "--standardize --lr 0.1 --min-delta 0.1%" "--standardize --lr 0.4"
  MISSED "--standardize --lr 0.4 --min-delta 1e10" "--standardize --lr 0.01"
         "--min-delta 1e12" "--lr 1" "--standardize --lr 0.4 --patience 5000"
  FIXED --epochs)
exercise(batches
  SOLVED "--patience 500 --min-delta 1%" "--patience 100"
         "--patience 400 --min-delta 1e6"
  MISSED "--patience 50" "--patience 1" "--patience 500"
         "--patience 300 --min-delta 1%" "--patience 1000 --min-delta 5%"
         "--patience 4000 --min-delta 1e12"
  FIXED --batch --momentum --lr --epochs --min-epochs --standardize)
exercise(by-heart SOLVED "--samples 2" MISSED "--samples 3" "--samples 1000"
  FIXED --noise --lr --epochs)
exercise(bad-luck SOLVED "--test-seed 3" "--test-seed 8" MISSED "--test-seed 15" "--test-seed 1"
  FIXED --noise --epochs)
exercise(real-homes SOLVED "--standardize --lr 0.4"
  MISSED "--standardize --lr 0.01" "--lr 3e-7" "--lr 1"
         "--standardize --lr 0.005 --epochs 2000" FIXED --data --holdout)
exercise(longer SOLVED "--epochs 60" MISSED "--epochs 20" "--epochs 1"
  FIXED --lr --text)
exercise(settle SOLVED "--lr 0.3" MISSED "--lr 0.2" "--lr 0.5" "--lr 1.5"
  "--lr 100" FIXED --epochs --decay)
exercise(overfit SOLVED "--lr 0.5 --epochs 30" "--epochs 400"
  MISSED "--lr 0.5 --epochs 10" "--epochs 60" "--lr 3 --epochs 30"
         "--lr 100 --epochs 30" FIXED --holdout --seed)
exercise(turn-back SOLVED "--patience 2"
  MISSED "--patience 3" "--patience 99" "--patience 3 --min-delta 100"
         "--min-delta 100" FIXED --lr --epochs)
exercise(decay SOLVED "--decay 0.95" MISSED "--decay 0.9" "--decay 0.98"
  "--decay 1" "--decay 0.5 --min-lr 0.5" FIXED --lr --epochs)
exercise(challenge SOLVED "--lr 0.7 --epochs 100 --patience 3"
  MISSED "--lr 0.5" "--lr 0.7 --epochs 100" "--lr 2 --epochs 100 --patience 3"
         "--lr 100 --epochs 100 --patience 3" "--epochs 1"
         "--lr 0.7 --epochs 100 --patience 3 --min-delta 100"
  FIXED --text --seed)

# The list has them all, in this order, on one screen.
get_property(tested GLOBAL PROPERTY tested)
run(0 check)
set(order "")
string(REGEX MATCHALL "\n(next|    )  [a-z-]+" rows "\n${out}")
foreach(row IN LISTS rows)
  string(REGEX REPLACE ".* " "" row "${row}")
  list(APPEND order "${row}")
endforeach()
list(LENGTH order n)
string(REGEX MATCHALL "\n" screen "${out}")
list(LENGTH screen screen)
if(NOT order STREQUAL tested OR n LESS 15 OR screen GREATER 23)
  fail("the list has ${n}: ${order}, and ${screen} rows")
endif()
holds("${out}" "\nNext: trainloop check more-data\n")
run(0 completion bash)
foreach(name IN LISTS tested ITEMS all)
  if(NOT out MATCHES "[*]:check[)] words=[^\n]* ${name}[ ']")
    fail("no completion for check ${name}")
  endif()
endforeach()

# What is done is noted once; the list and the next one know it.
run(0 check --notes notes.txt)
run(1 check more-data --samples 30 --notes notes.txt)
run(1 check all --notes notes.txt)
holds("${out}" "0 of ${n} exercises done")
foreach(name IN LISTS tested)
  get_property(options GLOBAL PROPERTY solved_${name})
  separate_arguments(words UNIX_COMMAND "${options}")
  run(0 check ${words} --notes notes.txt ${name})
  if(NOT out MATCHES "\nNext: trainloop (check [a-z-]+ --notes notes.txt|report)\n")
    fail("${last_run}: what is next?\n${out}")
  endif()
  run(0 check -q ${name} --notes=notes.txt ${words})
endforeach()
file(STRINGS ${FOLDER}/notes.txt noted REGEX "^check [a-z-]+ done with --")
list(LENGTH noted m)
if(NOT m EQUAL n)
  fail("${m} of ${n} are noted")
endif()
run(0 check --notes notes.txt)
holds("${out}" "\nNext: trainloop report\n")
run(0 check all --notes notes.txt)
holds("${out}" "${n} of ${n} exercises done")
run(0 check all --notes notes.txt --format csv)
string(REGEX MATCHALL "\n[a-z-]+,[a-z-]+,true," rows "${out}")
list(LENGTH rows rows)
if(out MATCHES ",false," OR rows LESS 30 OR
   NOT out MATCHES "^exercise,goal,met,wanted,found\n")
  fail("check all: ${rows} goals\n${out}")
endif()
# A teacher's copy is judged anew: what is noted and not so does not count.
given(false.txt "# Notes of trainloop\ncheck edge done with --lr 1,2\n"
  "mine\ncheck one-step done with --lr 5.5e-5\ncheck arrive done with --init 1,2\n"
  "check longer done\ncheck nothing done with --lr 1\n")
run(1 check all --notes false.txt)
holds("${out}" "open  edge" "ok    one-step" "open  arrive" "open  longer"
  "1 of ${n} exercises done")
# So does what is noted of a model that is gone.
given(false.txt "# Notes of trainloop\ncheck longer done with --load gone.model\n")
run(1 check all --notes false.txt)
holds("${out}" "open  longer         --load gone.model: open, when run again"
  "0 of ${n} exercises done")
# The goals alone.
run(1 check plateau -q)
if(NOT out MATCHES "^open  the rule [^\n]*\nopen  [^\n]*5000\nok    [^\n]*35.3 %\n1 of 3 goals met\n$")
  fail("check -q: ${out}")
endif()
# A long line is noted whole.
run(0 bigram --epochs 60 --save words.model)
string(REPEAT "./" 150 far)
run(0 check longer --load ${far}words.model --notes long.txt)
run(1 check all --notes long.txt)
holds("${out}" "ok    longer" "1 of ${n} exercises done")
run(0 check --notes long.txt)
holds("${out}" "\ndone  longer ")
run(0 check more-data --samples 10000)
holds("${out}" "\n--notes FILE keeps what is done.\nNext: trainloop check beat-the-mean\n")
goal(one-step slope true FOUND "^2441[.]7$" --lr 5.5e-5)
goal(one-step slope false FOUND "^4[.]4$")
goal(round-bowl intercept false FOUND "^16435[.]1$" --lr 0.51)
goal(challenge converged true FOUND "^1[.]73 %$" --lr 0.7 --epochs 100 --patience 3)
goal(challenge cat-loves false FOUND "^0[.]094$")
goal(beat-the-mean below-mean false FOUND "^EUR 171,629$")
# What misses its limit does not look like it, as far as nine digits can say: the
# rate times the gradient of the start, which the task names.
goal(one-step slope false FOUND "^2423[.]97$" --lr 5.4601234e-5)
goal(one-step slope false FOUND "^2424[.]00000000$" --lr 5.460189583955734e-05)
goal(arrive slope false FOUND "^the run diverged$" --lr 1)

# No luck: the standard error, NumPy's
goal(more-data slope true FOUND "^2495[.]9$" --samples 400)
goal(more-data chance false FOUND "^1642[.]8$" --samples 400)
goal(more-data chance false FOUND "^none, of 2 rows$" --samples 2)
goal(three-fates barely false FOUND "^0$" --lr 0.01,0.1,1)
goal(three-fates barely false FOUND "^0$" --lr 1e-300,0.9,1.1) # it does not move
# rises at epochs 6 and 9, 10, ... 17 of 20, and none behind (its history)
goal(settle settled true FOUND "^yes$" --lr 1.1)

# hint(NAME "OPTIONS" HINT): what a try is told knows the direction.
function(hint name options text)
  separate_arguments(words UNIX_COMMAND "${options}")
  run(1 check ${name} ${words})
  string(REGEX REPLACE "\n +" " " out "${out}")
  holds("${out}" "${text}")
endfunction()
hint(arrive "--standardize --lr 1" "hint: A step goes past the bottom: take a smaller")
hint(real-homes "--standardize" "hint: The bowl is round now. Take larger steps")
hint(real-homes "--standardize --lr 0.9 --epochs 3" "hint: It has gone past.")
hint(settle "--lr 0.2" "take larger steps")
hint(decay "--decay 0.8" "more slowly: nearer to 1")
hint(decay "--decay 0.99" "Let it shrink faster")
hint(overfit "--epochs 20" "The held-out loss still falls: train longer")
hint(turn-back "--patience 3 --min-delta 100" "hint: Too early")
hint(turn-back "--patience 10" "hint: Too late")
hint(overfit "--lr 2 --epochs 5" "it goes up and down hint: The last steps throw it about")
hint(challenge "--lr 0.5 --epochs 50 --patience 1" "Or wait longer: --patience")
foreach(calm "--patience 2 --min-delta 5" "--lr 0.01 --patience 1 --min-delta 50%"
    "--lr 0.5 --patience 1 --min-delta 1")
  hint(challenge "${calm}" "It stopped too early. Ask for less: a smaller --min-delta")
endforeach()
hint(challenge "--lr 0.5 --epochs 50 --patience 1 --min-delta 100" "Or wait longer: --patience")
hint(challenge "--lr 2 --epochs 100 --patience 3" "too large to settle")

# What is to be typed next keeps the notes, and has no option twice.
run(1 check challenge --lr 0.5 --epochs 50 --notes hints.txt)
holds("${out}" "\nBegin: trainloop check challenge --lr 0.5 --notes hints.txt\n"
  "trainloop check challenge --lr 0.5 --epochs 50 --notes hints.txt\n"
  "trainloop bigram --text challenge --lr 0.5 --epochs 50\n")
run(1 check real-homes --standardize --learning-rate=1e-6)
holds("${out}" "generalize --data homes --holdout 0.2 --standardize --lr 1e-6\n")
run(1 check all --notes hints.txt --format csv)
holds("${out}" "\nmore-data,slope,false,the best slope: from 2490 to 2510,not tried\n")

# A model has goals of its own; a file of somebody else's stays as it is.
run(0 bigram --epochs 60 --save words.model)
run(0 check longer --load words.model)
run(0 bigram --epochs 10 --save words.model)
run(1 check longer --load words.model)
hint(longer "--load words.model" "Go on training that model")
run(0 bigram --load words.model --epochs 60 --save words.model) # as it says
run(0 check longer --load words.model)
given(mine.txt "shopping\n")
refuse(3 "'mine.txt' is not a file of notes" "new file" check --notes mine.txt)
refuse(3 "'mine.txt' is not a file of notes" "new file" check one-step
  --lr 5.5e-5 --notes mine.txt)
file(READ ${FOLDER}/mine.txt text)
if(NOT text STREQUAL "shopping\n")
  fail("mine.txt was changed")
endif()
refuse(2 "'check all' judges what is noted" "Add --notes FILE" check all)
refuse(2 "'--format' csv has a row" "trainloop check all --notes" check --format csv)
refuse(2 "'linreg' is a stage" "beat-the-mean, one-step" check linreg)
refuse(2 "unknown exercise 'edg'" "Did you mean 'edge'" check edg)
refuse(2 "unknown exercise 'xyzzy'" "trainloop check" check xyzzy)
refuse(2 "one exercise at a time" "Leave out" check edge arrive)
refuse(2 "'--lr' needs a number greater than 0, got 'auto'" "--lr 1e-07"
  check round-bowl --lr auto)
finish("runs of exercises")
