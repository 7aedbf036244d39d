# What is seen at which level: one screen, more, less.  Every stage with its
# defaults fits a terminal of 24 rows, the prompt in one of them, and ends with
# what comes next.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)

# lacks(PIECE...): the run before has none of the pieces on stdout
function(lacks)
  foreach(piece IN LISTS ARGN)
    string(FIND "${out}" "${piece}" at)
    if(at GREATER -1)
      fail("${last_run}: '${piece}' in\n${out}")
    endif()
  endforeach()
endfunction()

# fits(ARGUMENT...): at most 23 rows; explodes(ARGUMENT...): of a run that
# diverges
function(fits)
  run(0 ${ARGN})
  few_rows(${ARGN})
endfunction()

function(explodes)
  run(1 ${ARGN})
  few_rows(${ARGN})
endfunction()

function(few_rows)
  string(REGEX MATCHALL "\n" rows "${out}${errors}")
  list(LENGTH rows rows)
  if(rows GREATER 23)
    fail("trainloop ${ARGN}: ${rows} rows")
  endif()
endfunction()

set(summary "Common claims: ")
foreach(stage data linreg sweep early-stop generalize bigram)
  run(0 ${stage})
  holds("${out}" "Next: trainloop ")
  lacks("in this run")
  if(NOT out MATCHES "Next: trainloop [^\n]*\n$")
    fail("trainloop ${stage}: something follows what is next\n${out}")
  endif()
  set(screen "${out}")
  run(0 ${stage} --quiet)
  lacks("${summary}" "Next:" "in this run")
  run(0 ${stage} --more)
  holds("${out}" "Next: trainloop ")
  lacks("${summary}")
  if(NOT stage STREQUAL "data")
    holds("${screen}" "${summary}" " (--more)")
    holds("${out}" "Common claims ")
  endif()
endforeach()
refuse(2 "'--more' cannot be used with '--quiet'" "Leave out one" linreg --more -q)

# As many of each verdict as the claims one by one; none is named that no claim
# has.
run(0 linreg)
holds("${out}" "Common claims: 3 true, 6 false, 2 untested (--more)        Next")
run(0 linreg --epochs 1000)
holds("${out}" "Common claims: 5 true, 5 false, 1 untested (--more) ")
# Where both do not fit on a line there are two.
run(0 linreg --seed 7 --noise 11999 --slope 2499 --intercept 14999)
holds("${out}" "(--more)\nNext: trainloop sweep --seed 7 --noise 11999 ")
run(0 linreg --epochs 1000 --seed 12 --noise 5) # 80 columns without a blank
holds("${out}" "Common claims: 5 true, 5 false, 1 untested (--more)\nNext: trainloop sweep --seed 12 --noise 5\n")
# The views that were asked for are on the first screen, and above the end.
run(0 linreg --trace 1 --stages --journey --check-gradient)
foreach(view "One epoch in detail" "Improvement by stage" "The journey"
             "The gradient's formulas")
  if(NOT out MATCHES "\n${view}.*Common claims: ")
    fail("${last_run}: no '${view}' above the claims in\n${out}")
  endif()
endforeach()
foreach(stage data linreg sweep early-stop generalize bigram)
  fits(${stage})
endforeach()
# So does a picture, with its title, axis and caption and the insight below it;
# what it takes the place of is not there, and --more has both.
foreach(stage data linreg sweep early-stop generalize)
  fits(${stage} --plot)
  run(0 ${stage} --plot)
  holds("${out}" ", 20 apartments, seed 42" "Next: trainloop ")
  lacks("Epoch  " "the best line  " "What one epoch" "average miss")
endforeach()
run(0 linreg --plot --more)
holds("${out}" "\n   199 29,556,568,347 " "linear scale, 20 apartments")
run(0 linreg --plot --quiet)
lacks("Too slow" "29,556,568,347 ")
fits(generalize --draws 1000)
fits(linreg --standardize)
fits(linreg --range 5,5) # the mean is a best line: said once
fits(linreg --standardize --lr 0.4)
fits(early-stop --standardize --lr 0.1)
fits(sweep --lr auto)
fits(sweep --standardize --lr auto)
fits(sweep --standardize --lr 0.4,0.5,0.6,1,1.1)
fits(sweep --momentum 0.9)
# A run that has more to tell than the lesson's leaves rows of its table out.
foreach(settings "--standardize;--lr;1" "--holdout;0.2"
    "--standardize;--lr;0.1;--momentum;0.99"
    "--standardize;--lr;0.1;--batch;1" "--init;random" "--samples;2"
    "--curve;100" "--noise;0" "--data;homes;--holdout;0.2" "--samples;1000"
    "--holdout;0.2;--standardize;--lr;0.1;--momentum;0.9"
    "--samples;3;--holdout;0.5")
  fits(linreg ${settings})
endforeach()
explodes(linreg --lr 1.1754e-4)
explodes(linreg --standardize --lr 1.01)
foreach(settings "--standardize" "--holdout;0.2" "--samples;1" "--lr;1e-9"
    "--lr;1e-4" "--min-delta;0" "--noise;0" "--init;random")
  fits(early-stop ${settings})
endforeach()
foreach(stage data linreg sweep early-stop "generalize;--holdout;0.2")
  fits(${stage} --data homes)
endforeach()
run(0 bigram --save m.model -q)
run(0 count data/sentences.txt)
file(WRITE ${FOLDER}/s.csv "${out}")
foreach(settings "--init;zero" "--load;m.model" "--load;m.model;--text;challenge"
    "--load;m.model;--holdout;0.2" "--load;m.model;--text;challenge;--holdout;0.2"
    "--load;m.model;--follow;the,cat" "--lr;5" "--lr;100" "--counts;s.csv"
    "--counts;s.csv;--lr;5" "--counts;s.csv;--follow;the,cat" "--plot"
    "--plot;--lr;5;--epochs;20" "--load;m.model;--plot" "--follow;the,cat"
    "--plot;--holdout;0.2;--patience;3;--lr;1;--epochs;30" "--seed;43"
    "--text;challenge;--init;zero" "--text;challenge;--unit;sentence"
    "--load;m.model;--plot;--holdout;0.2;--patience;3;--lr;1;--epochs;30"
    "--decay;0.5;--lr;5" "--epochs;60" "--lr;0.5;--epochs;30;--holdout;0.2")
  fits(bigram ${settings})
endforeach()
run(0 bigram) # the lesson has a row for every epoch, five words, five sentences
holds("${out}" "\n     4    " "\nhouse   " "Only the last word counts.")
# Of seven rates what one epoch leaves is part of why.
run(0 sweep --lr auto)
lacks("epoch leaves so much")
run(0 sweep --lr auto --more)
holds("${out}" "epoch leaves so much" "below 0: past it")

# The insight is of this run, and above the claims.
function(insight status text)
  run(${status} ${ARGN})
  holds("${out}" "${text}")
  if(NOT out MATCHES "\n[A-Z][^\n]*(\n[^\n]+)?(\n[^\n]+)?\nCommon claims: ")
    fail("${last_run}: no insight above the claims in\n${out}")
  endif()
  run(${status} ${ARGN} -q)
  lacks("${text}")
endfunction()
insight(0 "Too slow: every step helps, but the mean, guessed each time, is still better: the slope \
is only 31 % of the way to the best line. Rates up to 1.175e-04 are stable; this one is 1,175 times smaller." linreg)
insight(0 "Still learning: every step helps, but the slope is 82 % of the way to the \
best line. More epochs bring more." linreg --lr 1.5e-5 --epochs 5)
insight(0 "Still learning: every step helps, but the slope is 62 % of the way to the best line. More epochs \
bring more." linreg --init 5000,0 --lr 1.1e-4 --epochs 8)
insight(0 "Flat is not finished: the typical error is 16 % above the best line's. \
A too large slope stands in for the slow intercept; --standardize --lr 0.4 mends that." linreg --lr 1e-4)
insight(0 "above the best line's. A too small slope stands in for the slow intercept" linreg
  --init 0,30000 --lr 1e-4)
insight(0 "Arrived: " linreg --lr 1e-4 --standardize --lr 0.4)
insight(0 "Arrived: no line has a smaller typical error." linreg --standardize --lr 0.1)
insight(0 "Arrived: the typical error is 0.21 % above the best line's. The intercept \
is 0.2 and not 13859.4, but the loss hardly shows it." linreg --data homes)
insight(0 "Nothing to learn: no line has a smaller typical error than the start." linreg
  --init 2448.34652871633,16112.862312139)
insight(0 "Near it from the start: the typical error is" linreg --init 2448,16150)
insight(0 "The steps jump to and fro across the bowl: the typical error is 22.8 \
times the best line's. A smaller rate jumps less." linreg --standardize --lr 1)
insight(0 "Too slow: 20 more epochs would hardly change the loss. Rates up to 1.175e-04 are stable; this one is \
11,753,529,896 times smaller." linreg --lr 1e-14)
insight(1 "Too fast: rates up to 1.175e-04 are stable, this one is 0.0002. Each step \
overshoots by more than the one before." linreg --lr 2e-4)
insight(0 "Too fast: rates up to 1.175e-04 are stable, this one is 0.00012. The loss \
has not outgrown its start yet." linreg --lr 1.2e-4 --init=2608.06294185,113.661422826)
insight(0 "the typical error is EUR 150,960, the best line's is EUR 0." linreg --samples 1)
insight(0 "Flat is not finished: the typical error is 16 % above the best line's. \
A too large slope stands in for the slow intercept; --standardize --lr 0.4 mends that. The cap of 5000 epochs ended the run, not the \
rule." early-stop)
insight(0 "The rule stopped the run at epoch 4496." early-stop --min-delta 1000)
insight(0 "Converged: no line has a smaller typical error. The rule stopped" early-stop
  --standardize --lr 0.1)
insight(0 "Converged: the typical error is 0.21 % above the best line's." early-stop
  --data homes)
insight(0 "No sign of memorising: the error on the unseen is EUR 4,261 larger. For 95 of 100 \
other sets of only 5, chance alone makes this gap at most about EUR 7,234.\n"
  generalize)
insight(0 "For 95 of 100 other sets of 20 to train on and 10 unseen, chance alone makes this gap at most about EUR" generalize
  --draws 2)
insight(0 "larger. For 95 of 100 other \
sets of only 4, chance alone makes this gap at most about EUR 8,088.\n" generalize --holdout 0.2)
insight(0 "No sign of memorising: the error on the unseen is EUR 1,219 smaller."
  generalize --noise 0)
insight(0 "No sign of memorising: both errors are nothing but rounding." generalize --noise 0
  --standardize --lr 0.4)
insight(0 "Two parameters are enough to memorise 2 rows: the \
training error says nothing about other rows." generalize --samples 2)
insight(0 "Worse on the unseen: the error on the unseen is EUR 34,059 larger. For 95 of 100 \
other sets of only 5, chance alone makes this gap at most about EUR 7,234. The training error is larger \
than the noise explains: underfitting." generalize --lr 1e-15)
insight(1 "Too fast: rates up to 1.175e-04 are stable" generalize --lr 2e-4)
insight(0 "Too small a rate wastes time, too large a one explodes. The best of these is \
0.0001, 1.18 times below critical. All ended as predicted." sweep)
insight(0 "It ended as predicted." sweep --standardize --lr 0.5)
insight(0 "Too large a rate explodes. The best of these is 0.5, 2.00 times below critical. \
Both ended as predicted." sweep --standardize --lr 0.5,1.1 --init 2448,16112)
# Of batches nothing is predicted.
foreach(stage linreg early-stop generalize)
  run(0 ${stage} --batch 5 --more)
  lacks("are stable" " more epochs would" "% of the distance" "nan" "Rates up")
  holds("${out}" "batch 5")
endforeach()
# The slopes of the first steps are those of the history of a run at the rate.
run(0 sweep)
holds("${out}"
  "  0.0001  completes   4439.4   1324.6   3510.0   2608.0    12,271  completed\n"
  "  0.0002  diverges    8878.8 -12459.1  38820.8        -         -  diverged\n"
  "   1e-10  99.99983 %   hardly moves\n" "   1e-07  99.83 %      moves,"
  "  0.0001  -70 %        steps past the bottom, nearer each time: the best\n"
  "  0.0002  -240 %       steps past the bottom, further each time\n"
  "There a larger rate jumps past the bottom, and lands further away than it was.\n")
run(0 sweep --momentum 0.9) # several steps make a jump
lacks("a larger rate jumps")
given(far.csv "x,y\n944499266,830595319\n997251035,111701104\n")
run(0 sweep --data far.csv --lr 1e300,1e-20)
holds("${out}" "  1e+300  too big      steps past the bottom, further each time\n")
lacks("inf")
# What the rule sees: the fall of one epoch, and since when none counted.
run(0 early-stop)
holds("${out}" "\n   500 10,699,057,006     1497.4       15.2  35,989,147       0\n"
  "\n  4999    151,045,638     2608.4       28.5        10.4       4\n"
  "waited: epochs since the last improvement\n")
run(0 early-stop --holdout 0.2 --standardize --lr 0.1)
holds("${out}" "a held-out loss lower by over 100 squared EUR"
  "waited: epochs since the last improvement\n")
# What was learned beside what the lesson expects; of a text of one's own alone.
run(0 bigram)
holds("${out}"
  "After 'the'      start  learned  counted     Learned from\n"
  "cat              0.094    0.193    0.300     the cat sat on the mat\n"
  "60.3 % of the way to the floor is left.\nAt the floor each probability is its counted"
  "share. Only the last word counts.\nCommon claims")
run(0 bigram --text challenge --more)
lacks("Expected pair" "Learned from" " \n")
run(0 bigram --text challenge --matrix -q) # ten columns at a time
string(REGEX MATCHALL "\n[a-z]+ +[0-9]+ +[-.+]" rows "${out}")
list(LENGTH rows rows)
if(NOT rows EQUAL 40)
  fail("${last_run}: ${rows} rows of scores\n${out}")
endif()
run(0 bigram --word house)
holds("${out}" "After 'house', never trained: it leads no training pair\n")
lacks(" \n")
# The typical errors are roots of losses.
run(0 linreg)
holds("${out}"
  "after 200 epochs       753.1        7.6     EUR 171,629  (240,972 at the start)\n"
  "always the mean price                        EUR 88,741\n"
  "the best line         2448.3    16112.9      EUR 10,567\n")
run(0 linreg --holdout 0.2)
holds("${out}" "on 4 held-out rows                          EUR 185,288\n")
run(1 linreg --lr 1e300)
holds("${out}" "diverged, 1 step    4.44e+307  4.48e+305         too big  (240,972 at")
# The usual settings of bigram fit the screen, too.
foreach(settings "" "--decay;0.95" "--holdout;0.2" "--epochs;15" "--text;data/challenge.txt"
        "--text;data/challenge.txt;--tokens;chars" "--word;house"
        "--holdout;0.5;--patience;3" "--patience;2;--lr;1" "--decay;0.5;--min-lr;0.01"
        "--holdout;0.2;--decay;0.9" "--holdout;0.2;--lr;4;--epochs;9"
        "--holdout;0.5;--decay;0.5;--text;data/challenge.txt")
  fits(bigram ${settings})
endforeach()
fits(explain)
fits(bigram --plot)

finish("screens")
