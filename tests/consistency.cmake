# Odd settings of every stage, and what no output of any may say: a few of the
# many that consistency/odd.py draws at random, held to what needs no NumPy.
# A finding has a kind.  A kind that waits to be mended stands in the list
# below, and has to leave it when it is found no more.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)

set(waiting
    "1 of several"
    "worse, by nothing"
    "less, of nothing"
    "two verdicts"
    "claims where nothing is to learn"
    "a loss that only falls")
set_property(GLOBAL PROPERTY found "")

# found(KIND SAID): this run says what cannot be
function(found kind said)
  string(STRIP "${said}" said)
  set_property(GLOBAL APPEND PROPERTY found "${kind}")
  if(NOT kind IN_LIST waiting)
    fail("${kind}: ${last_run}\n  says: ${said}")
  endif()
endfunction()

# never(KIND REGEX): no line of the text says it
function(never kind regex)
  if(text MATCHES "[^\n]*${regex}[^\n]*")
    found("${kind}" "${CMAKE_MATCH_0}")
  endif()
endfunction()

# never_both(KIND REGEX REGEX)
function(never_both kind one two)
  if(text MATCHES "[^\n]*${one}[^\n]*")
    set(first "${CMAKE_MATCH_0}")
    if(text MATCHES "[^\n]*${two}[^\n]*")
      found("${kind}" "${first} | ${CMAKE_MATCH_0}")
    endif()
  endif()
endfunction()

set(counted lines words pairs epochs times rows points steps apartments updates
    deviations)
string(REPLACE ";" "|" counted "${counted}")
set(start "(^|[^0-9a-z.,+-])")

# What holds for every text.
function(check_text)
  set(text "${out}${errors}")
  never("1 of several" "${start}1 (${counted})[^a-z]")
  never("1 of several" "${start}1 of the [a-z]+ are ")
  never("0 epochs" "${start}0 epochs")
  never("a fraction of an epoch" "[0-9][.][0-9]+ epochs")
  never("1.00 times" "${start}1[.]00 times (above|below|better|worse)")
  never("a number that is none" " [a-z]+ -?(nan|inf)[ ,%]")
  never("worse, by nothing" "(worse|rose), by 0[.]0+[^0-9]")
  never("less, of nothing" "${start}0[.]0+ % (less|more), 0[.]0+ an epoch")
  never("a blank at the end" "[ \t]\n")
  never_both("at the floor, and too slow" "At the floor" "[Tt]oo slow")
  never_both("at the floor, and a plateau" "At the floor" "A plateau")
  never("100 % off, and flat" "Flat: [0-9]+ more epochs would take 100 % off")
  never_both("two verdicts" "false convergence" "holds +training converged")
  never_both("two verdicts" "Verdict[^\n]*: converged" "diverged at epoch")
  never_both("two verdicts" "Final:" "diverged at epoch")
  never_both("two verdicts" "The cap of" "holds +the rule stops")
  if(text MATCHES "times below it" AND text MATCHES "times above it")
    found("above and below" "${text}")
  endif()
endfunction()

set(shown holds fails "not tested")
set(verdicts true false untested)

# check_claims(ARGUMENT...): as many as in the text of each verdict; the status
function(check_claims)
  set(text "${out}")
  trainloop(${ARGN} --claims-only --format csv)
  foreach(shown verdict IN ZIP_LISTS shown verdicts)
    string(REGEX MATCHALL "\n  ${shown} " there "${text}")
    string(REGEX MATCHALL ",(lesson|ours),${verdict}," counted "${out}")
    list(LENGTH there there)
    list(LENGTH counted counted)
    if(NOT there EQUAL counted)
      fail("${last_run}: ${counted} are ${verdict}, ${there} in the text")
    endif()
  endforeach()
  if(NOT status EQUAL 0 AND NOT out MATCHES ",false," OR
     status EQUAL 0 AND out MATCHES ",false,")
    fail("${last_run}: status ${status}\n${out}")
  endif()
  set(claims "${out}" PARENT_SCOPE)
endfunction()

# whole(VARIABLE NUMBER): what stands before the point, without commas; empty
# for a number with an exponent
function(whole variable number)
  string(REPLACE "," "" number "${number}")
  if(number MATCHES "^([0-9]+)([.][0-9]+)?$")
    set(${variable} ${CMAKE_MATCH_1} PARENT_SCOPE)
  else()
    set(${variable} "" PARENT_SCOPE)
  endif()
endfunction()

# check_history(FLOOR COLUMN): no loss is below the floor; and if each is below
# the one before, the claim says so
function(check_history floor column)
  file(STRINGS ${FOLDER}/h.csv rows)
  list(POP_FRONT rows)
  set(falls TRUE)
  set(before "")
  foreach(row IN LISTS rows)
    string(REPLACE "," ";" row "${row}")
    list(GET row ${column} loss)
    whole(units "${loss}")
    if(NOT units STREQUAL "" AND NOT floor STREQUAL "")
      math(EXPR above "${units} + 1 - ${floor}")
      if(above LESS 0)
        fail("${last_run}: loss ${loss} below the floor ${floor}")
      endif()
    endif()
    if(NOT before STREQUAL "" AND NOT loss LESS before)
      set(falls FALSE)
    endif()
    set(before ${loss})
  endforeach()
  if(falls AND claims MATCHES "\nfalls,[^\n]*,false,")
    found("a loss that only falls" "${claims}")
  endif()
endfunction()

# odd(ARGUMENT...): all of it
function(odd)
  list(GET ARGN 0 stage)
  set(more "")
  if(NOT stage STREQUAL "data")
    set(more --history h.csv)
  endif()
  trainloop(${ARGN} ${more})
  check_text()
  if(NOT status MATCHES "^[01]$")
    fail("${last_run}: status ${status}\n${errors}")
    return()
  endif()
  if(status EQUAL 1 AND NOT errors MATCHES "diverged")
    fail("${last_run}: status 1, and it has not diverged\n${errors}")
  endif()
  if(stage STREQUAL "data")
    return()
  endif()
  set(floor "")
  if(out MATCHES "floor [(]best line[)] ([0-9,.e+-]+)")
    whole(floor "${CMAKE_MATCH_1}")
  endif()
  check_claims(${ARGN})
  if(stage MATCHES "linreg|early-stop|generalize")
    check_history("${floor}" 2)
  elseif(stage STREQUAL "bigram")
    check_history("" 3)
  endif()
endfunction()

# nothing(STAGE ID... -- ARGUMENT...): it starts at the floor, and these claims
# have nothing to judge
function(nothing stage)
  set(ids ${ARGN})
  list(FIND ids -- at)
  list(SUBLIST ids 0 ${at} claims)
  math(EXPR at "${at} + 1")
  list(SUBLIST ids ${at} -1 arguments)
  trainloop(${stage} --claims-only --format csv ${arguments})
  foreach(id IN LISTS claims)
    if(NOT out MATCHES "\n${id},[^\n]*,untested,")
      found("claims where nothing is to learn" "${out}")
    endif()
  endforeach()
endfunction()

given(flat.csv "x,y\n1,5\n2,5\n3,5\n")
given(zero.csv "x,y\n1,0\n2,0\n3,0\n")
given(same.csv "x,y\n5,1\n5,2\n5,4\n")
given(one.csv "x,y\n3,7\n")
given(two.csv "x,y\n1,1\n2,3\n")
given(far.csv "x,y\n1000000.25,1\n1000000.5,2\n1000001,4\n")
set(best --init=2448.34652871633,16112.862312139)
foreach(data "" "--samples 1" "--samples 2" "--samples 3" "--noise 0"
        "--range 50,50" "--range 0,0" "--range 0,1e-12" "--range 200,240"
        "--slope 0 --intercept 0 --noise 0" "--data flat.csv" "--data zero.csv"
        "--data same.csv" "--data one.csv" "--data two.csv" "--data far.csv")
  string(REPLACE " " ";" data "${data}")
  odd(data ${data})
  odd(linreg ${data})
  odd(sweep --lr auto --epochs 60 ${data})
  odd(early-stop --epochs 300 --min-delta 0 ${data})
  if(NOT data MATCHES "--data")
    odd(generalize --epochs 300 --patience 1 ${data})
  endif()
endforeach()
foreach(training "--lr 1e-300" "--lr 1e-15" "--lr 1e300" "--epochs 1"
        "--standardize --lr 0.5" "--standardize --lr 1" "--holdout 0.2"
        "--standardize --lr 0.4 --holdout 0.5" "--lr 1.17535e-4" "--lr 1.2e-4"
        "--init 2500,15000" "${best}")
  string(REPLACE " " ";" training "${training}")
  odd(linreg --epochs 1000 ${training})
  odd(early-stop --epochs 400 ${training})
  odd(early-stop --epochs 400 --min-delta 1e300 --patience 1 ${training})
  odd(generalize --epochs 400 ${training})
  if(NOT training MATCHES "holdout")
    odd(sweep --epochs 2 ${training})
  endif()
endforeach()
odd(early-stop --samples 1 --noise 100 --intercept 1 --range 50,50 --lr 0.0002
    --epochs 99 --patience 1000)
nothing(linreg falls slope-true intercept-true fifty-tell -- ${best} --lr 1e-9)
nothing(early-stop flat-is-optimum -- --slope 0 --intercept 0 --noise 0)
nothing(sweep small-barely millions critical-decides -- ${best})

given(word.txt "a a a a a\n")
given(pair.txt "a b\n")
given(turn.txt "a b\nb a\na a\nb b\n")
given(lead.txt "z\nq\na b\n")
foreach(text "" "--text word.txt" "--text pair.txt" "--text turn.txt"
        "--text lead.txt")
  foreach(training "" "--epochs 1" "--lr 1e-300" "--lr 1e-9 --patience 3"
          "--lr 100" "--init zero --epochs 30" "--decay 1"
          "--patience 1 --min-delta 1e9 --epochs 30")
    string(REPLACE " " ";" arguments "${text} ${training}")
    list(REMOVE_ITEM arguments "")
    odd(bigram ${arguments})
  endforeach()
endforeach()
odd(bigram --holdout 0.2 --lr 0.5 --epochs 30)
nothing(bigram falls early-big converged -- --text word.txt --patience 1)
nothing(bigram decay-helps -- --decay 1)

get_property(kinds GLOBAL PROPERTY found)
list(REMOVE_DUPLICATES kinds)
foreach(kind IN LISTS waiting)
  if(NOT kind IN_LIST kinds)
    fail("'${kind}' is found no more: take it off the list above")
  endif()
endforeach()
finish("odd settings")
