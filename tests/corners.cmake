# Corners where no other test comes: odd texts and files, extreme numbers, what
# only some settings make the program say.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)
file(MAKE_DIRECTORY ${FOLDER}/folder)

# lines(NAME TEXT): a file in which | ends a line
function(lines name text)
  string(REPLACE "|" "\n" text "${text}")
  given(${name} "${text}")
endfunction()

# Texts: two words that follow each other alike, a chain, a word that leads no
# pair, more words than a picture shows.
lines(two.txt "a b|b a|a a|b b|")
lines(one.txt "a b|")
lines(four.txt "a b c d|")
lines(lead.txt "z|q|a b|")
set(big "")
foreach(i RANGE 1 300)
  math(EXPR j "${i} * 7 % 300")
  math(EXPR k "${i} * 11 % 300")
  string(APPEND big "w${i} w${j} w${k}|")
endforeach()
lines(big.txt "${big}")
expect(0 "a -> b: 0.490, limit 0.500\n"
       bigram --text two.txt --patterns --matrix --generate 5 --follow a,b)
lines(more.txt "a b|a c|a c|a c|")
expect(0 "" bigram --text more.txt --init zero -q --save more.model)

# What is no number is spelled alike by every processor.
foreach(command "data;--range;0,5e-324" "linreg;--range;0,5e-324"
                "data;--range;0,5e-324;--plot" "check;explode;--range;0,5e-324"
                "generalize;--range;0,5e-324" "sweep;--range;0,5e-324"
                "early-stop;--range;0,5e-324" "linreg;--lr;1e300;--trace;2"
                "bigram;--lr;100;--epochs;99")
  trainloop(${command})
  if("${out}${errors}" MATCHES "-nan")
    fail("${last_run}: ${out}${errors}")
  endif()
endforeach()

# Nothing that a terminal would obey comes out, from words, columns or names.
string(ASCII 27 escape)
string(ASCII 194 155 two_bytes)
string(ASCII 155 one_byte)
set(hostile "x${escape}c${two_bytes}${one_byte}y")
set(file ${hostile})
if(WINDOWS) # where no file has such a name
  set(file hostile)
endif()
given(${file}.txt "a ${hostile} ${hostile}z\n${hostile} b\nb a\n")
given(${file}.csv "\"${hostile}\",\"y${hostile}\"\n1,2\n2,3\n3,5\n")
given(bad.csv "\"${hostile}\",y\n1,2\n2,${hostile}\n")
function(tame)
  trainloop(${ARGN})
  foreach(byte "${escape}" "${two_bytes}" "${one_byte}")
    string(FIND "${out}${errors}" "${byte}" at)
    if(at GREATER -1)
      fail("${last_run}: obeyed by a terminal\n${out}${errors}")
    endif()
  endforeach()
  set(status ${status} PARENT_SCOPE)
  set(errors "${errors}" PARENT_SCOPE)
endfunction()
foreach(how "" --format=csv --plot "--patterns;--matrix;--trace;2;--generate;2"
            --seeds=2 --svg=- --load=${file}.model --word=${hostile}
            --save=${file}.model --word=z${hostile} --nonsense${hostile})
  tame(bigram --text ${file}.txt ${how})
endforeach()
foreach(how linreg data "linreg;--plot" "data;--format=csv" "linreg;--trace;3"
            "linreg;--svg;-" "linreg;--history;${file}" "report;data;--out;-")
  tame(${how} --data ${file}.csv)
  if(NOT status EQUAL 0)
    fail("${last_run}: ${errors}")
  endif()
endforeach()
tame(linreg --data bad.csv)
tame(plot ${file})
tame(predict ${file}.model a)
tame(${hostile})

expect(0 "a -> b: " bigram --text four.txt --follow a,b --epochs 9)
expect(0 "After 'a', seen 1 time" bigram --text lead.txt --epochs 1)
expect(0 "After 'a', seen 2 times" bigram --text two.txt --decay 0.9 --svg x.svg)
file(READ ${FOLDER}/x.svg svg)
expect(0 "wrote y.svg" bigram --text two.txt --follow a,b --svg y.svg)
file(READ ${FOLDER}/y.svg svg_pair)
foreach(pair "svg|, decayed to 0." "svg_pair|P(b | a)")
  string(REGEX MATCH "^([a-z_]*)[|](.*)$" all "${pair}")
  string(FIND "${${CMAKE_MATCH_1}}" "${CMAKE_MATCH_2}" at)
  if(at LESS 0)
    fail("no '${CMAKE_MATCH_2}' in the figure ${CMAKE_MATCH_1}")
  endif()
endforeach()
expect(0 "301 words" bigram --text big.txt --svg x.svg --epochs 2 --patterns
       --matrix --top 2)
expect(0 "\nw300,w0,0.00365" bigram --text big.txt --format csv --epochs 1)
expect(0 "\nw1,w173,0.0036691006" bigram --text big.txt --format csv --epochs 1
       --init zero)
expect(0 "After 'w7', seen" bigram --text big.txt --tokens words --word W7
       --epochs 1 --init zero --trace 1)
expect(2 "Did you mean 'w7'?" bigram --text big.txt --tokens words --word WW7)
expect(0 "true      the loss falls and never rises" bigram --text big.txt
       --epochs 1 --top 2 --claims-only)
expect(0 "They agree" bigram --check-gradient --text big.txt --epochs 1)
expect(0 "timing: 5 epochs in" bigram --timing)
run(0 bigram --timing --epochs 1000 -q) # 25 examples an epoch
string(REPLACE "," "" errors "${errors}")
string(REGEX MATCH " ([0-9]+) epochs a second ([0-9]+) ex" rates "${errors}")
math(EXPR each "(${CMAKE_MATCH_2} + ${CMAKE_MATCH_1} / 2) / ${CMAKE_MATCH_1}")
if(NOT each EQUAL 25)
  fail("${last_run}: ${each} examples an epoch\n${errors}")
endif()
given(umlauts.txt "ää öö üü éé àà èè ïï ôô ûû çç ññ øø åå ææ œœ ßß ÿÿ ëë ââ "
      "êê îî ùù áá íí óó úú")
expect(0 "ùù áá íí\n       óó úú" bigram --text umlauts.txt)
expect(0 "the loss hardly changed" bigram --lr 1e-300)
expect(0 "P(cat | the)\n" bigram --follow the,cat --decay 0.9 --epochs 2)
expect(1 "3 of 6; the limit of the -> dog" bigram --trace 2 --claims-only)
expect(1 "      0       3          0  all six expected" bigram --seeds 3
       --claims-only --epochs 1)
expect(0 "      3       0          0  the loss falls" bigram --seeds 3
       --text one.txt --claims-only --epochs 400 --lr 1)
expect(0 "wrote rows.csv" bigram --save - --history rows.csv)

# Texts of many words, of long ones, of words that lead nowhere.
set(chain "")
foreach(i RANGE 1 2100)
  string(APPEND chain "w${i} ")
endforeach()
lines(chain.txt "${chain}|")
expect(0 "(2,100 words)" bigram --text chain.txt --epochs 1)
expect(0 "start: random scores" # an epoch in several parts
       bigram --text chain.txt --init random --epochs 2)
expect(2 "'w1[2' is not one of" bigram --text chain.txt --tokens words
       --word W1[2)
string(REPEAT x 70 long_word)
lines(long.txt "${long_word} the cat|")
expect(2 "Did you mean 'the'?" bigram --text long.txt --word thx)
string(TOUPPER ${long_word} capitals)
expect(0 "seen 1 time\n" bigram --text long.txt --tokens words
       --word ${capitals})
if(NOT WINDOWS) # where the command line has no UTF-8
  # Where a text is too long to be shown it ends with a whole character.
  string(REPEAT x 59 long_word)
  expect(2 "'${long_word}' is not one of" bigram --word ${long_word}éé)
  string(REPEAT x 99 no_pair)
  expect(2 "got '${no_pair}'" bigram --follow ${no_pair}é)
  string(REPEAT é 31 many)
  lines(many.txt "${many} the|")
  expect(2 "It has '${many}', for example" bigram --text many.txt --word zzzzzzz)
  lines(${long_word}é.txt "a b|")
  expect(0 "${long_word}, seed 42" bigram --text ${long_word}é.txt
         --plot --width 200)
endif()
set(heads "")
foreach(i RANGE 1 250)
  string(APPEND heads "h${i} z|")
endforeach()
lines(heads.txt "${heads}lonely|")
expect(0 "\nh250,z,0.00" bigram --text heads.txt --format csv --epochs 1)
expect(0 "" bigram --text big.txt --init zero --epochs 1 -q --save big.model)
lines(part.txt "w1 w7|")
expect(0 "seen\nw1,w7,0.0" bigram --text part.txt --load big.model --format csv
       --epochs 1)
if(out MATCHES "w173") # the model has it, this text has not
  fail("a pair that does not occur: ${out}")
endif()
expect(0 "wrote zero" bigram --seed 0 --save zero)
expect(0 "seed 0; " bigram --load zero --epochs 1)

# Asking models that were kept, and files that are none.
expect(0 "wrote line" linreg --save line)
expect(0 "wrote words" bigram --save words)
expect(0 "0.1 -> 82.9271" predict line 0.1)
given(small.csv "x,y\n1,1e-6\n2,2e-6\n3,3e-6\n") # y = x / 1,000,000
expect(0 "" linreg --data small.csv --standardize --lr 0.5 -q --save small)
expect(0 "2 -> 2e-06\n" predict small 2)
expect(0 "the -> cat 0.193, mat 0.132\n" predict words the --top 2)
expect(0 "word,next,probability\nthe,cat,0.1925178367150660"
       predict words the --format csv --top 2)
expect(2 "predict line 75.5" predict line 7,5)
expect(2 "This model knows words, not numbers" predict words 12)
expect(2 "It has 'the', for example" predict words qqqqqqqqqqqqqqqqqq)
expect(2 "one by one, with blanks between" predict words the,cat)
string(REPEAT "0123456789" 7 digits)
expect(2 "not one of the 10 words" predict words ${digits})
file(READ ${FOLDER}/line line)
given(extra "${line}x")
expect(3 "'extra' goes on after 'end'" predict extra 5)
string(REPLACE "\n" "\r\n" crlf "${line}")
given(crlf "${crlf}")
expect(0 "5 -> 3,773" predict crlf 5)
lines(kind "trainloop-model 2|kind|")
expect(3 "kind:2: 'kind' expected" predict kind 5)
lines(cut "trainloop-model 2|")
expect(3 "cut:2: 'kind' expected" predict cut 5)
lines(later "trainloop-model 4|")
expect(3 "It was written by another version" predict later 5)
file(READ ${FOLDER}/words words)
# Scores that are too far apart for a double.
string(REGEX REPLACE "\nscores dense\n[^ ]* [^ ]*"
       "\nscores dense\n1.7e308 -1.7e308" huge "${words}")
given(huge "${huge}")
expect(1 "diverged at epoch 1: a loss is not finite" bigram --load huge)
expect(1 "no model was saved" bigram --load huge --save none)
string(REPLACE "\n10 5 0 the" "\n10.5 5 0 the" fraction "${words}")
given(fraction "${fraction}")
expect(3 "'COUNT BEGINS ENDS WORD' expected, found '10.5'" predict fraction the)

# Histories: more runs than are drawn, long names, nothing to draw.
set(runs "epoch,lr,loss|")
foreach(lr RANGE 1 13)
  string(APPEND runs "0,${lr},5|1,${lr},4|")
endforeach()
lines(many.csv "${runs}")
expect(0 "\n1 more curve is not drawn." plot many.csv)
lines(many.csv "${runs}0,14,3|1,14,2|")
expect(0 "\n2 more curves are not drawn." plot many.csv)
expect(0 "" linreg -q --epochs 9 --history run.csv)
set(long folder_with_a_name_that_is_so_long_that_it)
file(COPY ${FOLDER}/run.csv DESTINATION ${FOLDER}/${long})
expect(0 "\no h_a_name_that_is_so_long_that_it/run.csv, lr 1e-07"
       plot run.csv ${long}/run.csv)
set(thirteen "") # each as long in the note as a curve can be
foreach(i RANGE 10 22)
  lines(${long}/${i}.csv "epoch,lr,loss_of_thirty_bytes_in_the_title|0,0.0123456789012345,1000000000000|1e12,0.0123456789012345,999999999999|")
  list(APPEND thirteen ${long}/${i}.csv)
endforeach()
expect(0 "\n1 more curve is not drawn." plot ${thirteen} --width 400)
expect(3 "Did you mean 'FILE --plot=lin'?" plot lin)
expect(3 "Did you mean 'FILE --plot=log'?" plot run.csv log)
lines(edge.csv "epoch,loss|1,10000|2,1|")
expect(0 "linear scale" plot edge.csv)
lines(edge.csv "epoch,loss|1,10001|2,1|")
expect(0 "log scale" plot edge.csv)
lines(peak.csv "epoch,loss|1,1|2,10001|3,1|")
expect(0 "log scale" plot peak.csv)
lines(nan.csv "epoch,loss|1,nan|2,nan|")
expect(0 "loss: no point is finite." plot nan.csv)
lines(negative.csv "epoch,loss|1,-2|2,0|")
expect(2 "no value of 'loss' is above 0" plot negative.csv --plot=log)
lines(rate.csv "epoch,lr,loss|1,x,5|")
expect(3 "rate.csv:2: not a number: 'x'" plot rate.csv)
lines(five.csv "epoch,loss,loss_a,loss_b,loss_c,loss_d|1,1,2,3,4,5|2,2,3,4,5,6|")
expect(0 "x loss_c" plot five.csv)

# Data: one row, one price, more columns than two, log of what is below 0.
lines(one.csv "x,y|1,2|")
lines(wide.csv "x,y,z|1,2,3|2,4,5|")
lines(few.csv "x,y|1,1|2,3|3,1|")
lines(below.csv "x,y|1,-1|2,0|3,-4|")
lines(huge.csv "x,y|1e160,1|2e160,3|")
lines(blank.csv "|x,y|1,2|")
file(COPY ${FOLDER}/few.csv DESTINATION ${FOLDER}/folder)
expect(0 "1 row of one.csv" data --data one.csv)
expect(0 "no line is better than the mean" linreg --data one.csv --plot)
expect(0 "99 % of the distance takes 11,512,924 epochs."
       early-stop --data one.csv --lr 1e-7 --min-delta 100)
# The lesson's rate and its squared euros are for its data alone: elsewhere the
# rate is half of critical, cut to three digits, and min-delta is relative.
expect(0 "lr 1.49e-07, half the critical rate" linreg --data data/sacramento.csv)
expect(0 "a loss lower by over 0.1 % of the best" early-stop --data
       data/sacramento.csv)
expect(0 ": 7 learning rates, " sweep --data data/sacramento.csv)
expect(0 "lr 5.87e-05, half the critical rate" linreg --lr auto)
expect(0 "Next: trainloop generalize --data data/sacramento.csv --lr 1e-07 --min-delta 100 "
       early-stop --data data/sacramento.csv --lr 1e-7 --min-delta 100)
run(0 linreg --data data/sacramento.csv --lr 1e-7 --format csv)
set(typed "${out}")
run(0 linreg --data data/sacramento.csv --lr 1e-7 --format csv --lr auto)
if(out STREQUAL typed)
  fail("--lr auto is not the last of two")
endif()
expect(3 "'x' is too big" linreg --data huge.csv)
expect(0 "x is 'x', y is 'y', of 3 columns" linreg --data wide.csv --epochs 2)
expect(0 "3 rows of folder/few.csv" linreg --data folder/few.csv --svg x.svg)
expect(0 "log" data --data below.csv --plot=log)
expect(0 "--data data/sacramento.csv --x sqft --y price --standardize"
       data --data data/sacramento.csv --x sqft --y price)
expect(3 "no rate is stable" sweep --data huge.csv --lr auto)
expect(0 "from line 2 on" linreg --data blank.csv)
lines(tiny.csv "x,y|1e-200,2|2e-200,3|")
expect(2 "its spread is out of range" linreg --standardize --data tiny.csv)
expect(2 "its spread is out of range" linreg --standardize --data huge.csv)
expect(2 "its spread is out of range" linreg --standardize --range 0,1e-320)
set(names "")
foreach(i RANGE 1 30)
  string(APPEND names "a_column_with_a_long_name_${i},")
endforeach()
lines(names.csv "${names}y|${names}1|")
expect(3 ", ...\n" linreg --data names.csv --x nosuch)
expect(0 "1 point. No line beats the baseline" data --samples 1 --plot)
expect(0 "too big" data --noise 1e300 --samples 3)

# Runs at the edges of numbers, and what they say.
expect(0 "typical error: predicted EUR 15,894, observed" linreg --range 0,1e-300 --plot)
expect(1 "sqm is too big to say which rates are stable." linreg --epochs 3
       --range 1e160,1e161)
expect(1 "The squares of the errors are too big" linreg --range 1e150,1e160
       --stages --journey --plot)
expect(0 "nothing was left to learn" linreg --noise 0 --slope 0 --intercept 0
       --plot --stages --journey --check-gradient)
expect(0 "They agree" linreg --check-gradient --range 0,0)
expect(1 "the loss is not a number here: no check" linreg --check-gradient
       --init 1e200,1)
expect(1 "divide x by a power of ten" linreg --lr 1e10 --range 1e155,1e156
       --slope 0 --epochs 5)
expect(1 "were not all run" linreg --lr 1.3e-4 --epochs 2000 --stages --journey)
expect(0 "\n       146      385,481        1,946" linreg --trace 99 --epochs 3)
expect(0 "replaced x.svg" linreg --range -1,1 --samples 2 --lr 0.6 --svg x.svg)
foreach(other "--seed;7" "--samples;21" "--noise;1" "--slope;1" "--intercept;1"
        "--range;31,150" "--range;30,151")
  expect(1 "Try the same command with --lr 1e-" linreg --lr 2e-4 ${other})
  if(errors MATCHES "sweep") # it would tell about other data
    fail("${last_run}: ${errors}")
  endif()
endforeach()
expect(1 "Why: trainloop sweep\n" linreg --lr 2e-4)
expect(0 "nearly all slope" early-stop --range 0,0.01 --lr 0.1 --min-delta 1e3)
expect(0 "The steps overshoot, to and fro" early-stop --standardize --lr 1
       --min-delta 1)
expect(0 "the cap of 5000 epochs did" early-stop --min-epochs 100 --svg x.svg)
expect(0 "after 1 epoch (patience) without" early-stop --patience 1 --lr 1e-15)
expect(0 "Next: trainloop bigram\n" generalize --holdout 0.3)
expect(0 "untested  about the true slope" generalize --draws 20 --range 0,0 --noise 0 --slope 0
       --intercept 0)
expect(0 "      3       0          0  50 epochs tell" linreg --seeds 3 --noise 0
       --claims-only --standardize --lr 0.1 --epochs 100)
expect(0 "Next: trainloop linreg --range 100,100.00000001"
       data --range 100,100.00000001 --plot)
expect(0 "--range 30,31\n" linreg --lr 2e-4 --range 30,31)
expect(0 "On average: " generalize --draws 2 --noise 0)
expect(0 "replaced x.svg" generalize --noise 0 --draws 50 --svg x.svg)
expect(0 "10 of 10 as predicted" sweep --svg x.svg
       --lr 1e-7,1e-8,1e-9,1e-6,1e-5,1e-4,2e-4,3e-4,4e-4,5e-4)
expect(0 "the floor is 0" sweep --noise 0 --svg x.svg)
expect(0 "Next: trainloop early-stop --range 0,0" sweep --range 0,0 --svg x.svg)
expect(0 "1.92386e-164" sweep --range 0,1e-160)
expect(0 "diverged" sweep --lr 1e-4,1.4e-4 --epochs 20 --svg x.svg)
expect(0 "1 epoch each" sweep --seeds 3 --epochs 1)
expect(1 "0 of 4 goals met" check challenge --epochs 1 --lr 1e-300)
expect(1 "1 of 3 goals met" check -- arrive)

# Command lines.
expect(2 "is not one of the words of the course" explain a b c d e f g h i j k l
       m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w)
expect(2 "unknown option '--xyz'" completion --xyz)
expect(2 "unknown option '--xyz'" explain --xyz)
expect(2 "Did you mean '--out ./line'?" report --out page ./line)
expect(2 "Did you mean 'help'?" hlep)
expect(2 "unknown option '-x'" -x)
expect(2 "The list of commands" lin) # too short to guess from
expect(0 "
  model, parameter, slope, intercept, hyperparameter, feature, target,
  sample, signal, noise, standard deviation, seed, 1e-7
" explain)
expect(2 "'--range' needs two numbers A,B, got ',5'" linreg --range ,5)
expect(2 "a part from 0 to below 1" linreg --holdout -0.5)
expect(2 "unexpected word 'wrong'" linreg --plot wrong)
expect(3 "Name a file in a folder" linreg --save x/ --history x)

# Long names are cut between characters: column names in sentences, in the label
# of an axis, in the settings below a title, and those of a history.
string(REPEAT a 39 long)
string(REPEAT b 8 more)
given(names.csv "${long}éx,${long}é${more}éx,other\n1,1,9\n2,3,9\n4,4,9\n")
expect(0 "x is '${long}é', y is '${long}é', of" data --data names.csv)
expect(0 "   ${long}é = slope * ${long}é + " linreg --data names.csv --lr 0.1 --epochs 2)
expect(0 "deviation 1; lr 0.1, 200" linreg --data names.csv
       --standardize --lr 0.1 --trace 1 --plot)
holds("${out}" "${long}é scaled to" "mean(${long}é * error)")
expect(0 "\n${long}é${more}\n" data --data names.csv --plot)
given(great.csv "${long}éx,y\n1e200,1\n2e200,3\n")
expect(3 "'${long}é' is too big" sweep --lr auto --data great.csv)
given(same.csv "${long}éx,y\n1,1\n1,3\n")
expect(0 "\n${long}é is the same in every row" data --data same.csv)
if(NOT WINDOWS) # where the command line has no UTF-8
  string(REPEAT d 89 endless)
  given(${endless}é "x,y\n1,1\n2,3\n")
  expect(0 "\n${endless}\n" data --data ${endless}é --plot)
endif()
string(REPEAT l 34 lost)
given(losses.csv "epoch,loss${lost}éx\n0,3\n1,2\n2,1\n")
expect(0 "\nloss${lost}\n" plot losses.csv)
expect(0 "after 2 epochs (patience) without an improvement: a running loss lower by over 0.005, not before epoch 9;" bigram
       --patience 2 --min-epochs 9)
expect(0 "after 1 epoch (patience) without" bigram --patience 1)

# The rows of a long run are seen while it goes on, also where a file waits.
foreach(command linreg bigram)
  execute_process(COMMAND ${EMULATOR} ${PROGRAM} ${command} --epochs 1e9
    --save ${command}.model WORKING_DIRECTORY ${FOLDER} TIMEOUT 1
    OUTPUT_VARIABLE out ERROR_QUIET)
  count(cases)
  if(NOT out MATCHES "Epoch[^\n]*\n---+\n +[0s]")
    fail("${command}: no row yet\n${out}")
  endif()
endforeach()

# What stands above a run is true of any run; the limit is the judge's.
given(tiny.txt "a b c\na b\n")
run(0 report --out - --text tiny.txt --data data/sacramento.csv)
if(out MATCHES "the same digits appear|ten times|so few points|not the floor|comes near its limit")
  fail("${last_run}: ${CMAKE_MATCH_0}")
endif()
given(apart.txt "a b\nc d\n") # with --holdout no pair would be known
run(0 report --out - --text apart.txt bigram)
holds("${out}" "--tokens words --epochs 10</pre>")
run(0 report --out - --text data/sentences.txt bigram)
holds("${out}" "--tokens words --epochs 10 --holdout 0.2</pre>")
run(0 explain divergence)
string(REGEX REPLACE "[ \n]+" " " out "${out}")
holds("${out}" "above both 1e20 and a billion times the first")
run(1 linreg --intercept 1e9 --lr 1e-2)
holds("${errors}" "passed 1e+27")

# A small stack is enough: no large array is on it.  (Where a sanitizer or an
# emulator needs more, or there is no ulimit, nothing is tried.)
function(small)
  execute_process(COMMAND sh -c "ulimit -s 64 && exec \"$@\"" small ${EMULATOR}
    ${PROGRAM} ${ARGN} WORKING_DIRECTORY ${FOLDER} INPUT_FILE ${stdin}
    RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
  set(status ${status} PARENT_SCOPE)
endfunction()
small(--version)
if(status EQUAL 0)
  foreach(command "report;--out;small" "tour;--no-input" "linreg;--svg;small"
          "linreg;--data;data/sacramento.csv;--plot;--width;400;--height;200"
          "data;--samples;3000;--plot" "sweep;--svg;small" "check;challenge"
          "bigram;--matrix;--patterns;--trace;100;--svg;small"
          "early-stop;--history;small" "plot;small" "generalize;--draws;9;--plot")
    count(cases)
    small(${command})
    if(NOT status MATCHES "^[01]$")
      fail("with a small stack: trainloop ${command}: ${status}")
    endif()
  endforeach()
endif()

finish("cases")
