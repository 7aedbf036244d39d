# Files written and read again: the same bytes by every way.
cmake_minimum_required(VERSION 3.21...3.31)
file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
set(faults 0)

# run(STATUS ARGUMENT...): sets out and errors
macro(run status)
  execute_process(COMMAND ${EMULATOR} ${PROGRAM} ${ARGN}
    WORKING_DIRECTORY ${FOLDER}
    RESULT_VARIABLE found OUTPUT_VARIABLE out ERROR_VARIABLE errors)
  if(NOT found STREQUAL "${status}")
    message("trainloop ${ARGN}: status ${found}\n${errors}")
    math(EXPR faults "${faults} + 1")
  endif()
endmacro()

# same(FILE FILE)
macro(same a b)
  file(READ ${FOLDER}/${a} text_a HEX)
  file(READ ${FOLDER}/${b} text_b HEX)
  if(text_a STREQUAL "" OR NOT text_a STREQUAL text_b)
    message("${a} is not ${b}")
    math(EXPR faults "${faults} + 1")
  endif()
endmacro()

# holds(TEXT PIECE)
macro(holds text piece)
  string(FIND "${text}" "${piece}" at)
  if(at LESS 0)
    message("no '${piece}' in\n${text}")
    math(EXPR faults "${faults} + 1")
  endif()
endmacro()

# 300 epochs at once, or 120 and 180 through a file; raw and standardized.
foreach(how --lr=1e-5 "--lr=0.01;--standardize")
  run(0 linreg ${how} --epochs 300 --save at_once)
  holds("${errors}" "wrote at_once")
  run(0 linreg ${how} --epochs 120 --save first)
  run(0 linreg ${how} --epochs 180 --load first --save second)
  holds("${out}" "goes on from first, 120 epochs old")
  same(at_once second)
  # and from standard input, to standard output, which carries that alone
  execute_process(COMMAND ${EMULATOR} ${PROGRAM} linreg ${how} --epochs 180
    --load - --save - -q WORKING_DIRECTORY ${FOLDER}
    INPUT_FILE ${FOLDER}/first OUTPUT_FILE ${FOLDER}/third)
  if(NOT CMAKE_HOST_WIN32)
    same(at_once third)
  endif()
endforeach()

# A model of scaled x goes on over x as it is, and the other way round.
run(0 linreg --standardize --lr 0.5 --epochs 1 --save best)
run(0 linreg --load best --lr 1e-12 --epochs 1)
holds("${out}" "Final: slope 2448.3 (true 2500), intercept 16112.9")
run(0 linreg --load best --lr 1e-12 --epochs 1 --save raw)
run(0 linreg --load raw --standardize --lr 1e-12 --epochs 1)
holds("${out}" "Final: slope 2448.3 (true 2500), intercept 16112.9")

# The history in a file, on stdout, as a format; then the text comes too.
run(0 linreg --epochs 30 --history history.csv)
holds("${out}" "Final: slope")
run(0 linreg --epochs 30 --history -)
file(WRITE ${FOLDER}/dash.csv "${out}")
run(0 linreg --epochs 30 --format csv)
file(WRITE ${FOLDER}/format.csv "${out}")
if(NOT CMAKE_HOST_WIN32)
  same(history.csv dash.csv)
endif()
same(dash.csv format.csv)
run(0 linreg --epochs 3 --history /dev/null -q)
holds("${errors}${out}" "Final")

# Data written as CSV is read as the same data.
run(0 data --format csv --samples 50)
file(WRITE ${FOLDER}/data.csv "${out}")
run(0 data --format csv --data data.csv)
file(WRITE ${FOLDER}/again.csv "${out}")
same(data.csv again.csv)
run(0 linreg --data data.csv --format csv --epochs 5 --lr 1e-6)
set(read "${out}")
run(0 linreg --samples 50 --format csv --epochs 5 --lr 1e-6)
if(NOT read STREQUAL out)
  message("training on the CSV is not training on the data")
  math(EXPR faults "${faults} + 1")
endif()

# early-stop saves its best epoch, here 24 of 45; its history ends with the loss
# that it stopped at.
set(how --seed 1 --samples 30 --holdout 0.2 --lr 1e-5)
run(0 early-stop ${how} --save best --history stopped.csv --format csv)
holds("${out}" "stopped,44,")
run(0 linreg ${how} --epochs 24 --save after_24)
same(best after_24)
run(0 linreg ${how} --epochs 44 --history full.csv)
same(stopped.csv full.csv)

# A sweep is the same runs, one after another.
run(0 sweep --lr 1e-7 --history one.csv)
holds("${errors}" "wrote one.csv")
run(0 linreg --history alone.csv)
same(one.csv alone.csv)
run(0 sweep --lr 1e-7,2e-4 --history two.csv)
file(STRINGS ${FOLDER}/two.csv rows)
list(LENGTH rows n)
if(NOT n EQUAL 216) # a title, 0 to 200, 0 to 13
  message("${n} rows in the history of the sweep")
  math(EXPR faults "${faults} + 1")
endif()
run(0 generalize --history trained.csv -q)
run(0 early-stop --history stopped.csv -q)
same(trained.csv stopped.csv)

foreach(stage early-stop sweep generalize)
  run(0 ${stage} --timing -q)
  holds("${errors}" "timing: ")
endforeach()
run(0 linreg --timing -q)
holds("${errors}" "timing: 200 epochs in ")
if(faults)
  message(FATAL_ERROR "${faults} faults")
endif()
