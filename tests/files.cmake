# Files written and read again: the same bytes by every way.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)
file(COPY ${SOURCE}/data/challenge.txt ${SOURCE}/data/sentences.txt
     DESTINATION ${FOLDER})

# 300 epochs at once, or 120 and 180 through a file; raw and standardized.
foreach(how --lr=1e-5 "--lr=0.01;--standardize")
  run(0 linreg ${how} --epochs 300 --save at_once)
  holds("${errors}" " at_once\n")
  run(0 linreg ${how} --epochs 120 --save first)
  run(0 linreg ${how} --epochs 180 --load first --save second)
  holds("${out}" "continues from first, trained for 120 epochs")
  same(at_once second)
  # and from standard input, to standard output, which carries that alone
  execute_process(COMMAND ${EMULATOR} ${PROGRAM} linreg ${how} --epochs 180
    --load - --save - -q WORKING_DIRECTORY ${FOLDER}
    INPUT_FILE ${FOLDER}/first OUTPUT_FILE ${FOLDER}/third)
  if(NOT WINDOWS) # whose stdout has line ends of its own
    same(at_once third)
  endif()
endforeach()

# A model of scaled x goes on over x as it is, and the other way round.
run(0 linreg --standardize --lr 0.5 --epochs 1 --save best)
run(0 linreg --load best --lr 1e-12 --epochs 1)
holds("${out}" "after 1 more epoch    2448.3    16112.9 ")
run(0 linreg --load best --lr 1e-12 --epochs 1 --save raw)
run(0 linreg --load raw --standardize --lr 1e-12 --epochs 1)
holds("${out}" "after 1 more epoch    2448.3    16112.9 ")

# The history in a file, on stdout, as a format; then the text comes too.
run(0 linreg --epochs 30 --history history.csv)
holds("${out}" "after 30 epochs")
run(0 linreg --epochs 30 --history -)
given(dash.csv "${out}")
run(0 linreg --epochs 30 --format csv)
given(format.csv "${out}")
if(NOT CMAKE_HOST_WIN32)
  same(history.csv dash.csv)
endif()
same(dash.csv format.csv)
run(0 linreg --epochs 3 --history /dev/null -q)
holds("${errors}${out}" "after 3 epochs")

# Data written as CSV is read as the same data.
run(0 data --format csv --samples 50)
given(data.csv "${out}")
run(0 data --format csv --data data.csv)
given(again.csv "${out}")
same(data.csv again.csv)
run(0 linreg --data data.csv --format csv --epochs 5 --lr 1e-6)
set(read "${out}")
run(0 linreg --samples 50 --format csv --epochs 5 --lr 1e-6)
if(NOT read STREQUAL out)
  fail("training on the CSV is not training on the data")
endif()

# answers(MODEL OTHER VALUE...): two models predict the same
function(answers model other)
  run(0 predict ${model} ${ARGN} --format csv)
  set(first "${out}")
  run(0 predict ${other} ${ARGN} --format csv)
  if(NOT first STREQUAL out)
    fail("${model} predicts\n${first}${other}\n${out}")
  endif()
endfunction()

# early-stop saves its last epoch, here 44, and its best one, 24, which predicts;
# its history ends with the loss that it stopped at.
set(how --seed 1 --samples 30 --holdout 0.2 --lr 1e-5)
run(0 early-stop ${how} --save best --history stopped.csv --format csv)
holds("${out}" "stopped,44,")
file(COPY_FILE ${FOLDER}/best ${FOLDER}/best_line)
run(0 linreg ${how} --epochs 24 --save after_24)
answers(best after_24 75 120)
file(STRINGS ${FOLDER}/best epochs REGEX "epoch|^slope|^loss")
run(0 linreg ${how} --epochs 44 --save after_44)
file(STRINGS ${FOLDER}/after_44 slope REGEX "^slope")
if(NOT "${epochs}" MATCHES "^epochs 44;${slope};best-epoch 24;loss 70307283")
  fail("the last and the best: ${epochs}")
endif()
run(0 linreg --load best --epochs 1 --lr 1e-12 -q)
holds("${out}" "after 1 more epoch    2643.1 ")
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
  fail("${n} rows in the history of the sweep")
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

# Five epochs of words at once, or three and two through a file: random and
# zero start, with decay.
foreach(how --init=random --init=zero "--init=random;--decay=0.9"
            "--init=zero;--text=challenge.txt")
  run(0 bigram ${how} --epochs 5 --save at_once)
  run(0 bigram ${how} --epochs 3 --save first)
  string(REGEX REPLACE "--init=[a-z]+;?" "" rest "${how}")
  run(0 bigram ${rest} --epochs 2 --load first --save second)
  same(at_once second)
  run(0 predict second the cat)
  holds("${out}" "the -> ")
endforeach()
run(0 bigram --load at_once --text challenge.txt --epochs 1)
given(other.txt "nothing here\n")
run(3 bigram --load at_once --text other.txt)
holds("${errors}" "no pair of words that 'at_once' knows")
# The corpora in data/ are the ones in the program.
run(0 bigram --format csv)
set(own "${out}")
run(0 bigram --format csv --text sentences.txt)
if(NOT own STREQUAL out)
  fail("sentences.txt is not the lesson's text")
endif()
run(0 bigram --epochs 60 --save edge) # a name that is an exercise's, too
run(0 check --load edge longer)
holds("${out}" "1 of 1 goal met")
run(1 check challenge)
set(own "${out}")
run(0 bigram --text challenge.txt --epochs 8 --follow cat,loves)
holds("${out}" "0.094")
holds("${own}" "0.094")
# The last is saved, and the best: epoch 14 of 16, which predicts.
run(0 bigram --holdout 0.2 --patience 3 --epochs 100 --lr 0.3 --save best)
run(0 bigram --holdout 0.2 --epochs 14 --lr 0.3 --save after_14)
answers(best after_14 the cat sat)
file(STRINGS ${FOLDER}/best epochs REGEX "epoch")
if(NOT epochs STREQUAL "epochs 16;best-epoch 14")
  fail("the last and the best: ${epochs}")
endif()

# k epochs and m more are the bytes of k + m, also where something watches: the
# best may be of before, the rule may stop in the second run.
function(in_two k m start how)
  separate_arguments(how)
  math(EXPR all "${k} + ${m}")
  run(0 ${how} ${start} --epochs ${all} --save at_once)
  run(0 ${how} ${start} --epochs ${k} --save first)
  run(0 ${how} --epochs ${m} --load first --save second)
  same(at_once second)
endfunction()
in_two(30 4970 "" "early-stop")
in_two(5 50 "" "early-stop --standardize --lr 0.1 --min-delta 1% --patience 3")
set(held "--seed 1 --samples 30 --holdout 0.2 --lr 1e-5")
foreach(k 20 30 40)
  in_two(${k} 30 "" "early-stop ${held}")
endforeach()
in_two(30 30 "" "linreg ${held}")
# velocity and stream are part of a model, the shuffle goes on where it was
in_two(30 50 "" "linreg --momentum 0.9 --lr 1e-4")
in_two(30 50 --init=random "linreg --batch 6 --lr 1e-5")
in_two(7 20 "" "linreg --momentum 0.5 --batch 3 --lr 0.01 --standardize")
in_two(7 20 "" "early-stop --momentum 0.5 --batch 3 --curve 5 ${held}")
foreach(start --init=random --init=zero)
  in_two(10 30 ${start} "bigram --patience 3")
  in_two(10 10 ${start} "bigram --patience 3 --min-delta 1%")
  in_two(5 40 ${start} "bigram --holdout 0.2 --patience 3 --lr 0.3")
  in_two(5 40 ${start} "bigram --holdout 0.2 --lr 0.3 --decay 0.95")
endforeach()
in_two(15 30 --init=random "bigram --holdout 0.2 --patience 3 --lr 0.3")
# What is said of a run that goes on is said of this run.
separate_arguments(held)
run(0 early-stop ${held} --epochs 40 --save first)
run(0 early-stop ${held} --epochs 100 --load first --more)
holds("${out}" "The rule stopped the run at epoch 4." "No epoch of this run improved the held-out loss by more than 100 squared EUR.\n"
  "Lowest held-out loss in this run: 68,838,431")
run(0 bigram --holdout 0.2 --patience 3 --lr 0.3 --epochs 15 --save first)
run(0 bigram --holdout 0.2 --patience 3 --lr 0.3 --load first --more)
holds("${out}" "Lowest held-out loss in this run ")
# What watched something else is forgotten, and nothing is kept where nothing
# watches.
run(0 linreg --load best_line --samples 40 --holdout 0.2 --lr 1e-5 --epochs 2
  --save other)
file(STRINGS ${FOLDER}/other epochs REGEX "epoch|states")
if(NOT epochs MATCHES "^epochs 46;best-states 1;best-epoch 4[4-6]$")
  fail("the best of other data: ${epochs}")
endif()
run(0 bigram --load best --text challenge.txt --holdout 0.2 --epochs 2
  --save other)
file(STRINGS ${FOLDER}/other epochs REGEX "epoch|states")
if(NOT epochs MATCHES "^epochs 18;best-states 1;best-epoch 16$")
  fail("the best of another text: ${epochs}")
endif()
# The start may be the best, too.
run(0 bigram --holdout 0.2 --lr 20 --epochs 3 --save start)
holds("${out}" "Lowest held-out loss 2.3046 at the start")
holds("${errors}" "wrote start (epoch 0, the best, and 3, the last)\n")
run(0 bigram --load best --epochs 2 --save other)
file(STRINGS ${FOLDER}/other epochs REGEX "epoch|states")
if(NOT epochs STREQUAL "epochs 18;best-states 0")
  fail("nothing watched: ${epochs}")
endif()

# Format 1, as the program before wrote it, with the numbers that it trained on.
set(old ${SOURCE}/tests/golden/model_1)
run(0 linreg --load ${old}_line.txt --standardize --lr 0.1 --epochs 5 --save on)
run(0 linreg --standardize --lr 0.1 --epochs 12 --save at_once)
same(on at_once)
run(0 bigram --load ${old}_dense.txt --epochs 2 --save on)
run(0 bigram --init random --seed 7 --epochs 5 --save at_once)
same(on at_once)
run(0 bigram --load ${old}_sparse.txt --decay 0.9 --epochs 3 --save on)
run(0 bigram --init zero --decay 0.9 --epochs 5 --save at_once)
same(on at_once)
run(0 predict ${old}_line.txt 75) # 177,053 - 69,632 * 9.924 / 35.99
holds("${out}" "75 -> 157,851\n")
run(0 predict ${old}_sparse.txt the)

# More than a reader takes is refused before the training, with a cure.
run(2 bigram --epochs 1e10 --save much)
holds("${errors}" "at most 100000000000 random numbers"
  "Give --epochs 1999999994 or fewer")
file(READ ${FOLDER}/at_once text)
string(REGEX REPLACE "\nepochs 5\n" "\nepochs 9007199254740990\n" text "${text}")
given(old "${text}")
run(2 bigram --load old --save much)
holds("${errors}" "at most 9007199254740992 epochs" "Give --epochs 2 or fewer")
run(0 bigram --load old --epochs 2 --save most)
run(2 bigram --load most --epochs 1 --save much)
holds("${errors}" "Leave out --save")
run(0 predict most the)
file(READ ${FOLDER}/after_24 text)
string(REGEX REPLACE "\nepochs 24\n" "\nepochs 9007199254740990\n" text "${text}")
given(old "${text}")
run(2 early-stop --load old --save much)
holds("${errors}" "at most 9007199254740992 epochs" "Give --epochs 2 or fewer")
run(0 linreg --load old --epochs 2 --save most)
run(0 predict most 75)

# A model is judged at its best.
run(0 bigram --epochs 60 --lr 0.5 --patience 100 --save good)
file(READ ${FOLDER}/good text)
string(REGEX REPLACE "\nscores dense\n[^\n]*" "\nscores dense\n0 0 0 0 0 0 0 0 0 9"
       text "${text}") # the last P(cat | the)
given(good "${text}")
run(0 check longer --load good)
given(good "trainloop-model 2\nkind linreg\nwritten-by us\nepochs 9\nlr 1\n"
  "center 0\nscale 1\nslope 0\nintercept 0\nbest-states 1\nbest-epoch 5\n"
  "best-loss 1\nreference 1\nwaited 4\nloss 2\nbest-slope 2448.3465\n"
  "best-intercept 16112.86\nend\n")
run(0 bigram --init zero --holdout 0.2 --patience 3 --epochs 100 --lr 0.3
  --save best)
run(0 bigram --epochs 60 --lr 0.5 --save good)
run(0 check longer --load good)
run(0 bigram --load good --patience 3 --min-delta 0.05)
holds("${out}" "converged: 1.00 % of the way from a uniform guess to the floor is left")
run(0 linreg --save line)
run(0 predict line 75 120 -5 --format csv)
holds("${out}" "x,prediction\n75,56490.9")
run(0 linreg --standardize --lr 0.5 --epochs 1 --save scaled)
run(0 predict scaled 100 --format csv) # 2448.3465 * 100 + 16112.86
holds("${out}" "100,260947.5")
# A gradient cannot be checked where h is lost in the scores.
given(huge "trainloop-model 1\nkind bigram\nwritten-by us\nepochs 1\n"
  "lr 0.1\nseed 1\ndraws 0\ntokens space\nwords 2\n1 the\n1 cat\n"
  "scores dense\n1e5 0\n0 1e5\nend\n")
run(0 bigram --load huge --check-gradient --epochs 1)
holds("${out}" "no check: scores of 1e+05 are too large")
# What was trained before is not forgotten over another text.
# What is drawn goes on from the seed of the model, as if trained at once.
run(0 bigram --seed 7 --epochs 5 --save of_7)
run(0 bigram --seed 7 --epochs 8 --generate 3 -q)
string(REGEX MATCH "Sentences that.*" drawn "${out}")
run(0 bigram --load of_7 --epochs 3 --generate 3 -q)
holds("${out}" "${drawn}")
given(other.txt "the cat sat\nfoo the bar\n")
run(0 bigram --init zero --save five)
run(0 bigram --load five --text other.txt --save more --patterns --more)
holds("${out}" "left out: 2 pairs with a word that the model does not know")
holds("${out}" "\n2 different pairs")
holds("${out}" "ran                   2 ")
run(0 predict more on mat)
holds("${out}" "on -> the")
holds("${out}" "mat -> never trained;")
run(0 bigram --seed 7 --holdout 0.2 --save seven)
string(REGEX MATCH "after 'the'[^\n]*" before "${out}")
run(0 bigram --load seven --holdout 0.2)
holds("${out}" "${before}")
holds("${out}" "seed 7; ")
run(1 check longer --load five)
run(2 bigram --text five --save ./five)
run(0 bigram --history words.csv --epochs 2 --holdout 0.2)
file(READ ${FOLDER}/words.csv text)
holds("${text}" "epoch,lr,loss_running,loss_after,loss_holdout\n0,,,2.3")

# What comes with the program is there in any folder, and is what data/ holds;
# a file of that name wins.
file(COPY ${SOURCE}/data/sacramento.csv DESTINATION ${FOLDER})
foreach(case "data;--data;homes;sacramento.csv"
        "bigram;--text;sentences;sentences.txt"
        "bigram;--text;challenge;challenge.txt")
  list(POP_BACK case file)
  run(0 ${case} --format csv)
  set(supplied "${out}")
  list(POP_BACK case name)
  run(0 ${case} ${file} --format csv)
  if(NOT out STREQUAL supplied)
    fail("${name} is not ${file}")
  endif()
endforeach()
given(homes "size,price\n1,2\n2,4\n")
run(0 data --data homes --format csv)
if(NOT out STREQUAL "size,price\n1,2\n2,4\n")
  fail("of a file that is called homes: ${out}")
endif()
run(3 data --data home)
holds("${errors}" "'home'")
finish("runs")
