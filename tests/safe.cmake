# No run harms a file: neither what it reads, by whatever name, nor what is
# there, nor what was trained when something else fails.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)
find_program(MKFIFO mkfifo)
find_program(TIMEOUT timeout)

# Names of one file: links, a way through a folder, an absolute path, a copy.
given(in.csv "a,b\n1,2\n2,5\n3,7\n4,9\n5,11\n6,13\n")
given(words.txt "the cat sat\nthe dog sat\n")
run(0 linreg --save model.txt)
run(0 bigram --save words.model)
run(0 linreg --history told.csv)
run(0 linreg --history other.csv --epochs 3)
file(MAKE_DIRECTORY ${FOLDER}/d)
foreach(file in.csv words.txt model.txt words.model told.csv)
  file(COPY_FILE ${FOLDER}/${file} ${FOLDER}/old-${file})
  file(COPY_FILE ${FOLDER}/${file} ${FOLDER}/copy-${file})
  file(CREATE_LINK ${file} ${FOLDER}/soft-${file} SYMBOLIC RESULT failed)
  file(CREATE_LINK ${FOLDER}/${file} ${FOLDER}/hard-${file} RESULT failed)
endforeach()

# spares(FILE OPTION COMMAND...): OPTION, last, must not replace the file that
# the command reads, "@" in it, nor that replace what it reads
function(spares file option)
  set(names ${file} soft-${file} hard-${file} copy-${file} d/../${file}
            ${FOLDER}/${file})
  foreach(name IN LISTS names)
    if(name MATCHES "^(soft|hard)-" AND NOT EXISTS ${FOLDER}/${name})
      continue() # links are not for everybody
    endif()
    foreach(pair "${name};${file}" "${file};${name}")
      list(GET pair 0 from)
      list(GET pair 1 to)
      string(REPLACE "@" "${from}" command "${ARGN}")
      refuse(2 "'${to}'" "another name" ${command} ${option} ${to})
    endforeach()
  endforeach()
  same(${file} old-${file})
  same(copy-${file} old-${file})
endfunction()
spares(in.csv --svg data --data @)
spares(in.csv --history linreg --data @ --lr 0.01)
spares(in.csv --svg linreg --data @ --lr 0.01)
spares(in.csv --save linreg --data @ --lr 0.01)
spares(in.csv --history sweep --data @ --lr auto)
spares(in.csv --save early-stop --data @ --lr 0.01)
spares(in.csv --history generalize --data @ --lr 0.01 --holdout 0.2)
spares(in.csv --out report linreg --data @)
spares(words.txt --save bigram --text @)
spares(words.txt --svg bigram --text @ --decay 0.9)
spares(words.txt --out report bigram --text @)
spares(model.txt --history linreg --load @)
spares(words.model --history bigram --load @)
spares(told.csv --svg plot -q @)
spares(told.csv --svg plot other.csv @)
refuse(2 "no stage that is named reads '--data'" "Leave it out"
  report bigram --data in.csv --out d/../in.csv)
execute_process(COMMAND ${EMULATOR} ${PROGRAM} linreg --data - --svg in.csv
  WORKING_DIRECTORY ${FOLDER} INPUT_FILE ${FOLDER}/in.csv
  RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
same(in.csv old-in.csv)
if(NOT status EQUAL 2)
  fail("standard input, which is in.csv: status ${status}")
endif()

# But a model may go on in its place, and an old file, empty or not, is said.
run(0 linreg --load model.txt --save model.txt)
holds("${errors}" "replaced model.txt\n")
run(0 linreg --load model.txt --save d/../model.txt)
file(STRINGS ${FOLDER}/model.txt epochs REGEX "^epochs")
if(NOT epochs STREQUAL "epochs 600")
  fail("a model that goes on: ${epochs}")
endif()
given(empty.svg "")
run(0 linreg --svg empty.svg)
holds("${errors}" "replaced empty.svg\n")
run(0 linreg --svg empty.svg -q)
if(NOT errors STREQUAL "")
  fail("not quiet: ${errors}")
endif()

# Which epoch was saved, the state after the last step among them.
run(0 early-stop --epochs 3 --save three)
holds("${errors}" "wrote three (epoch 3, the best)\n")
run(0 linreg --epochs 3 --save last)
holds("${errors}" "wrote last\n")
run(0 bigram --holdout 0.2 --patience 3 --epochs 100 --lr 0.3 --save best)
holds("${errors}" "wrote best (epoch 14, the best, and 16, the last)\n")

# A name that is taken: another one is found, and what is there stays.
given(m.tmp "mine\n")
if(NOT WINDOWS) # whose library does not say that it is there
  file(MAKE_DIRECTORY ${FOLDER}/m.tmp2)
endif()
run(0 linreg --save m)
holds("${errors}" "wrote m\n" "m.tmp was there already")
file(READ ${FOLDER}/m.tmp mine)
file(GLOB stray ${FOLDER}/m.tmp?*)
list(REMOVE_ITEM stray ${FOLDER}/m.tmp2)
if(NOT mine STREQUAL "mine\n" OR stray)
  fail("m.tmp: '${mine}', ${stray}")
endif()
run(0 linreg --data in.csv --lr 0.01 --history in)
given(in.tmp "a,b\n1,2\n2,5\n")
run(0 linreg --data in.tmp --lr 0.01 --history in)

# Notes grow.
given(notes.md "# Notes of trainloop\nmy own\n")
run(0 tour --answers s,q --notes notes.md)
holds("${errors}" "added to notes.md\n")
run(0 tour --answers s,q --notes notes.md)
file(READ ${FOLDER}/notes.md notes)
if(NOT notes STREQUAL "# Notes of trainloop\nmy own\ntour step skipped\ntour data skipped\n")
  fail("notes: ${notes}")
endif()

# The model comes first, and a history that fails is noticed at once.
if(EXISTS /dev/full AND TIMEOUT)
  foreach(command linreg early-stop bigram)
    execute_process(COMMAND ${TIMEOUT} 60 ${EMULATOR} ${PROGRAM} ${command}
      --epochs 1e9 --history /dev/full --save good
      WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE status OUTPUT_QUIET
      ERROR_VARIABLE errors)
    if(NOT status EQUAL 3)
      fail("${command}, a full disk: status ${status}, ${errors}")
    endif()
    set(last_run "trainloop ${command}, a full disk")
    holds("${errors}" " good (epoch " "cannot write '/dev/full'")
    file(REMOVE ${FOLDER}/good)
  endforeach()
endif()
find_program(SHELL sh)
if(EXISTS /dev/full AND TIMEOUT AND NOT EMULATOR)
  foreach(command "linreg --epochs 1e9 --every 1"
          "bigram --epochs 1e9 --every 1" "step --steps 1000000000")
    execute_process(COMMAND ${TIMEOUT} 20 ${SHELL} -c
      "'${PROGRAM}' ${command} >/dev/full"
      WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE status ERROR_VARIABLE errors)
    count(cases)
    if(NOT status EQUAL 3 OR NOT errors MATCHES "cannot write the results")
      fail("${command}, a full disk: status ${status}, ${errors}")
    endif()
  endforeach()
  # A run that writes files goes on: they are whole.
  execute_process(COMMAND ${SHELL} -c
    "'${PROGRAM}' linreg --epochs 2000 --every 1 --history whole.csv >/dev/full"
    WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE status ERROR_VARIABLE errors)
  count(cases)
  file(STRINGS ${FOLDER}/whole.csv rows)
  list(LENGTH rows rows)
  if(NOT status EQUAL 3 OR NOT rows EQUAL 2002)
    fail("a full disk for the screen: status ${status}, ${rows} rows, ${errors}")
  endif()
endif()

# A history goes on where the model's ended.
run(0 linreg --epochs 3 --save on --history first.csv)
run(0 linreg --epochs 2 --load on --history rest.csv)
run(0 linreg --epochs 5 --history whole.csv)
file(STRINGS ${FOLDER}/first.csv first)
file(STRINGS ${FOLDER}/rest.csv rest)
file(STRINGS ${FOLDER}/whole.csv whole)
list(POP_BACK first) # it is the first of the rest
list(POP_FRONT rest)
if(NOT "${first};${rest}" STREQUAL "${whole}")
  fail("a history that goes on: ${rest}")
endif()
run(0 bigram --epochs 3 --save on)
run(0 bigram --epochs 2 --load on --history rest.csv)
file(STRINGS ${FOLDER}/rest.csv rest)
if(NOT "${rest}" MATCHES "loss_holdout;3,,,.*;4,.*;5,[^;]*$")
  fail("a history of words that goes on: ${rest}")
endif()

# Devices are written; a file in memory is a file; a FIFO is neither, and does
# not hang, not even where it has the name of a temporary file.
if(EXISTS /dev/null)
  run(0 linreg --history /dev/null --save /dev/null)
  holds("${errors}" "wrote /dev/null\n")
endif()
run(0 linreg --history /dev/stdout)
holds("${out}" "epoch,lr,loss")
if(EXISTS /dev/shm)
  string(RANDOM LENGTH 12 name)
  set(name /dev/shm/trainloop-${name})
  file(WRITE ${name} "old\n")
  run(1 linreg --lr 1 --save ${name})
  file(READ ${name} text)
  if(NOT text STREQUAL "old\n")
    fail("${name} is '${text}'")
  endif()
  run(0 linreg --save ${name} -q)
  file(READ ${name} text)
  holds("${text}" "epochs 200\n")
  file(REMOVE ${name})
endif()
if(MKFIFO AND TIMEOUT AND NOT WINDOWS)
  execute_process(COMMAND ${MKFIFO} ${FOLDER}/fifo ${FOLDER}/n.tmp)
  foreach(command "linreg;--history" "linreg;--save" "data;--svg"
                  "report;--out" "tour;--no-input;--notes")
    execute_process(COMMAND ${TIMEOUT} 20 ${EMULATOR} ${PROGRAM} ${command} fifo
      WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE status OUTPUT_QUIET
      ERROR_VARIABLE errors)
    list(GET command -1 option)
    if(NOT status EQUAL 3 OR NOT errors MATCHES "'fifo' is a FIFO" OR
       NOT errors MATCHES "${option} - > fifo|Give it the name of a file")
      fail("${command} fifo: status ${status}, ${errors}")
    endif()
  endforeach()
  execute_process(COMMAND ${TIMEOUT} 20 ${EMULATOR} ${PROGRAM} linreg --save n
    WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE status OUTPUT_QUIET
    ERROR_QUIET)
  if(NOT status EQUAL 0)
    fail("n.tmp is a FIFO: status ${status}")
  endif()
  # a pipe cannot be read again, and who wants to would wait for ever
  find_program(SHELL sh)
  foreach(command "bigram --decay 0.9 --epochs 2 --text fifo"
                  "bigram --seeds 2 --epochs 2 --text fifo"
                  "report linreg --data fifo"
                  "report bigram --text fifo")
    set(file words.txt)
    if(command MATCHES "--data")
      set(file in.csv)
    endif()
    execute_process(COMMAND ${TIMEOUT} 20 ${SHELL} -c
      "'${TIMEOUT}' 9 '${SHELL}' -c 'cat ${file} > fifo' &
       '${PROGRAM}' ${command}"
      WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE status OUTPUT_QUIET
      ERROR_VARIABLE errors)
    if(NOT EMULATOR AND (NOT status EQUAL 2 OR
       NOT errors MATCHES "reads 'fifo' again, which is a pipe"))
      fail("${command}: status ${status}, ${errors}")
    endif()
  endforeach()
  # nor is the next command one that would
  execute_process(COMMAND ${TIMEOUT} 20 ${SHELL} -c
    "'${TIMEOUT}' 9 '${SHELL}' -c 'cat in.csv > fifo' &
     '${PROGRAM}' linreg --data fifo --holdout 0.2 --epochs 9"
    WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE status OUTPUT_VARIABLE out
    ERROR_QUIET)
  if(NOT EMULATOR AND (NOT status EQUAL 0 OR out MATCHES "Next:"))
    fail("linreg --data fifo: status ${status}, ${out}")
  endif()
  file(REMOVE ${FOLDER}/n.tmp ${FOLDER}/fifo)
endif()

# Notes are what somebody has done: no command replaces them.
run(0 tour --notes kept.md --no-input)
file(READ ${FOLDER}/kept.md kept)
foreach(command "linreg;--history" "linreg;--svg" "bigram;--save" "report;--out"
                "sweep;--svg")
  refuse(2 "'kept.md' is a file of notes" "another name" ${command} kept.md)
endforeach()
refuse(2 "'./kept.md' is a file of notes" "another name"
  report data -q --out ./kept.md)
file(READ ${FOLDER}/kept.md text)
if(NOT text STREQUAL kept)
  fail("notes were replaced:
${text}")
endif()

# interrupt(SIGNAL COMMAND...): sets status, out, errors.  A busy machine may
# need longer until the program has begun.
function(interrupt signal)
  count(cases)
  foreach(seconds 0.7 3 10)
    execute_process(
      COMMAND ${TIMEOUT} --foreground --preserve-status -k 30 -s ${signal} ${seconds}
        ${PROGRAM} ${ARGN}
      WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE status OUTPUT_VARIABLE out
      ERROR_VARIABLE errors)
    if(status EQUAL 130 AND NOT "${out}${errors}" STREQUAL "")
      break()
    endif()
  endforeach()
  file(GLOB left ${FOLDER}/end*.tmp*)
  if(left OR NOT status EQUAL 130)
    fail("${ARGN}: status ${status}, left ${left}\n${errors}")
  endif()
  set(last_run "trainloop ${ARGN}, ${signal}" PARENT_SCOPE)
  set(out "${out}" PARENT_SCOPE)
  set(errors "${errors}" PARENT_SCOPE)
endfunction()

# The first signal is as the cap: everything is in place, and fits together.
if(TIMEOUT AND NOT CMAKE_HOST_WIN32 AND NOT EMULATOR)
  set(files --save end.model --svg end.svg)
  foreach(how "linreg;INT" "early-stop;TERM" "bigram;INT")
    list(POP_BACK how signal)
    set(rule "")
    if(NOT how STREQUAL "linreg")
      set(rule --patience 100000000000 --min-delta 0)
    endif()
    interrupt(${signal} ${how} --lr 1e-9 --epochs 1e9 ${rule} ${files}
      --history end.csv --every 100000000)
    string(REGEX MATCH "Interrupted after ([0-9]+) of 1000000000 epochs\n" said
           "${out}")
    set(n "${CMAKE_MATCH_1}")
    holds("${errors}" " end.csv\n" " end.svg\n" " end.model (epoch ${n}")
    file(STRINGS ${FOLDER}/end.model epochs REGEX "^epochs ")
    file(SIZE ${FOLDER}/end.csv size)
    math(EXPR size "${size} - 200")
    file(READ ${FOLDER}/end.csv tail OFFSET ${size})
    if(NOT epochs STREQUAL "epochs ${n}" OR NOT tail MATCHES "\n${n},[^\n]*\n$")
      fail("${how}: '${said}' but '${epochs}' and\n${tail}")
    endif()
    # the model is that of as many epochs
    run(0 ${how} --lr 1e-9 --epochs ${n} ${rule} --save again)
    same(again end.model)
    file(REMOVE ${FOLDER}/end.csv)
  endforeach()
  interrupt(INT sweep --lr 1e-9,1e-8 --epochs 1e10 --format csv)
  if(NOT out MATCHES "\n1e-09,interrupted,[^\n]*,completed\n$")
    fail("an interrupted sweep: ${out}")
  endif()
  # no rate was left out: the run did not come to it
  interrupt(INT sweep --epochs 1e9 --claims-only --format csv)
  foreach(id large-explodes critical-decides)
    if(NOT out MATCHES "\n${id},[^\n]*,untested,[^\n]*interrupted")
      fail("an interrupted sweep: ${out}")
    endif()
  endforeach()
  interrupt(TERM linreg --epochs 1e10 --claims-only --format csv)
  foreach(id steep-start early-90 fifty-tell)
    if(NOT out MATCHES "\n${id},[^\n]*,untested,[^\n]*interrupted")
      fail("an interrupted run: ${out}")
    endif()
  endforeach()
  # epochs that were all run before can be told
  interrupt(TERM linreg --epochs 1e10 --lr 1e-7 --claims-only --format csv)
  if(NOT out MATCHES "\nlate-tiny,[^\n]*,false,")
    fail("the epochs to 1000 were run: ${out}")
  endif()
  # the loss is predicted for the step that was the last
  interrupt(INT sweep --lr 1e-9 --epochs 1e10 --more)
  if(NOT out MATCHES "\n +1e-09 +[0-9.e-]+ +([0-9,]+) +([0-9,]+) " OR
     NOT CMAKE_MATCH_1 STREQUAL CMAKE_MATCH_2)
    fail("predicted and observed at the interruption: ${out}")
  endif()
  interrupt(INT early-stop --epochs 2e9 --min-delta 0 --lr 1e-12 --claims-only
            --format csv)
  if(NOT out MATCHES "\nwaste,[^\n]*,untested,[^\n]*interrupted")
    fail("an interrupted run: ${out}")
  endif()
  interrupt(INT check longer --epochs 1e10 --format csv)
  if(NOT out MATCHES "\nlonger,floor,false,[^\n]*,interrupted,")
    fail("an interrupted exercise: ${out}")
  endif()

  # Of many seeds those that are done are shown, and no other.
  foreach(how "linreg;INT" "bigram;TERM")
    list(POP_BACK how signal)
    interrupt(${signal} ${how} --seeds 1000000)
    if(NOT out MATCHES "^Interrupted after ([0-9]+) of 1000000 seeds\n")
      fail("${how}, seeds: ${out}")
    endif()
    set(n "${CMAKE_MATCH_1}")
    math(EXPR last "41 + ${n}")
    holds("${out}" "\n${n} " ", seeds 42 to ${last}")
    string(REGEX MATCHALL "\n +[0-9]+ +[0-9]+ +[0-9]+  " tallies "${out}")
    foreach(tally IN LISTS tallies)
      string(REGEX MATCHALL "[0-9]+" tally "${tally}")
      string(REPLACE ";" "+" tally "${tally}")
      math(EXPR sum "${tally}")
      if(NOT sum EQUAL n)
        fail("${how}: ${tally} is not ${n}")
      endif()
    endforeach()
  endforeach()
  interrupt(INT linreg --seeds 3 --epochs 1e10)
  if(NOT out STREQUAL "Interrupted after 0 of 3 seeds\n")
    fail("no seed: ${out}")
  endif()

  # An exercise that was cut short is not judged.
  foreach(how "check;arrive;--epochs;1e10;--lr;1e-9;INT"
              "check;longer;--epochs;1e10;TERM")
    list(POP_BACK how signal)
    interrupt(${signal} ${how})
    holds("${out}" "Interrupted after ")
    if(NOT out MATCHES "[12]0000000000 epochs: not judged\n" OR
       out MATCHES "goals? met")
      fail("${last_run}: of how many epochs?\n${out}")
    endif()
  endforeach()

  # A picture of what was read, a page not at all, the notes until then.
  run(0 linreg --epochs 300000 --history long.csv)
  set(files long.csv)
  foreach(i RANGE 6) # 128 times the file
    list(APPEND files ${files})
  endforeach()
  interrupt(TERM plot ${files} --svg end.svg)
  holds("${out}" "Interrupted: the rest was not read")
  holds("${errors}" " end.svg\n")
  file(READ ${FOLDER}/end.svg part)
  holds("${part}" "Interrupted: the rest was not read" "</svg>\n")
  string(REPEAT "the cat sat on the mat\n" 400000 text)
  given(long.txt "${text}")
  interrupt(INT report bigram --text long.txt --out end.html)
  holds("${errors}" "no page was written")
  file(REMOVE ${FOLDER}/long.csv ${FOLDER}/long.txt)
  # What was cut short is not met, and not noted.
  interrupt(INT check beat-the-mean --epochs 1e12 --notes notes.md)
  holds("${out}" "epochs: not judged")
  file(READ ${FOLDER}/notes.md notes)
  if(notes MATCHES "done" OR out MATCHES "goals? met")
    fail("an interrupted exercise: ${out}, ${notes}")
  endif()
  given(notes.md "# Notes of trainloop\n"
    "check challenge done with --epochs 100000 --decay 0.99\n")
  interrupt(INT check all --notes notes.md)
  holds("${out}" "open  challenge      --epochs 100000 --decay 0.99: interrupted"
    "0 of 22 exercises done")
  find_program(SHELL sh)
  execute_process(COMMAND ${SHELL} -c "(printf '\n\nb\n'; sleep 2) |
    '${TIMEOUT}' --foreground -s INT 1 '${PROGRAM}' tour --notes end.md"
    WORKING_DIRECTORY ${FOLDER} OUTPUT_QUIET)
  file(READ ${FOLDER}/end.md notes)
  holds("${notes}" "tour step answered no")

  # Who takes a name away: what is in place then is said, also when quiet.
  execute_process(COMMAND ${SHELL} -c
    "'${PROGRAM}' linreg -q --epochs 1e10 --history end.csv --svg taken \
      --every 100000000 & sleep 0.5; mkdir taken; kill -s TERM $!; wait $!"
    WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE status OUTPUT_QUIET
    ERROR_VARIABLE errors)
  file(GLOB left ${FOLDER}/taken.tmp* ${FOLDER}/end*.tmp*)
  if(left OR NOT status EQUAL 3 OR
     NOT errors MATCHES "(wrote|replaced) end.csv\n.*cannot write 'taken'")
    fail("a name taken away: ${status}, left ${left}, ${errors}")
  endif()

  # Nobody reads: what is more than can be held ends the run.
  execute_process(COMMAND ${SHELL} -c "'${PROGRAM}' linreg --epochs 1e10 -q \
    --every 1 --history end.csv --svg end.svg | head -n 1"
    WORKING_DIRECTORY ${FOLDER} OUTPUT_QUIET ERROR_VARIABLE errors TIMEOUT 60
    RESULT_VARIABLE status)
  file(GLOB left ${FOLDER}/end*.tmp*)
  file(READ ${FOLDER}/end.csv history LIMIT 20)
  if(left OR errors OR NOT history MATCHES "^epoch,lr")
    fail("a closed pipe: ${status}, left ${left}, ${errors}")
  endif()
endif()
finish("runs that harm nothing")
