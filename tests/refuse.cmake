# Bad input: exit status, one message that names culprit and cure, nothing on
# stdout, no stray file.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)
given(empty.csv "")

# The command line.
refuse(2 "unknown option '--lrate'" "Did you mean '--lr'" bigram --lrate 3)
refuse(2 "unknown option '--seeed'" "Did you mean '--seed'" linreg --seeed 3)
refuse(2 "unknown command 'LinReg'" "Did you mean 'linreg'?" LinReg)
refuse(2 "cannot be 'CSV'" "Did you mean 'csv'?" linreg --format CSV)
refuse(2 "unknown command 'linregg'" "Did you mean 'linreg'?" linregg)
refuse(2 "unknown command 'xyzzy'" "trainloop help" xyzzy)
refuse(2 "one command at a time" "Just: trainloop help linreg"
  help linreg nonsense)
refuse(2 "unknown command 'dta'" "Did you mean 'data'?" help dta)
refuse(2 "unknown option '--epoch'" "Did you mean '--epochs'?" linreg --epoch 5)
refuse(2 "unknown option '-lr'" "Did you mean '--lr'?" linreg -lr 5)
refuse(2 "unknown option '--xyzzy'" "trainloop help linreg" linreg --xyzzy)
refuse(2 "unexpected word 'epochs'" "Did you mean '--epochs'?" linreg epochs 5)
refuse(2 "unexpected word '5'" "trainloop help data" data 5)
refuse(2 "unexpected word '--lr'" "help linreg" linreg -- --lr 5)
if(NOT WINDOWS) # where the command line has no UTF-8
  refuse(2 "long dash" "Did you mean '--lr'?" linreg —lr 5)
  refuse(2 "long dash" "Did you mean '--epochs'?" linreg ––epochs 5)
  refuse(2 "'--init' needs" "plain '-'" linreg --init −5,0)
  refuse(2 "'--lr' needs a number" "There is a long dash in it"
    linreg --lr "1e–7")
endif()
refuse(2 "unexpected word 'my/own.txt'" "Did you mean '--text my/own.txt'?"
  bigram my/own.txt)
refuse(2 "unexpected word '1e-5'" "with commas" sweep --lr 1e-4 1e-5)
refuse(2 "unexpected word 'data/my.csv'" "Did you mean '--data data/my.csv'?"
  linreg data/my.csv)
refuse(2 "unknown option '--LR'" "Did you mean '--lr'?" linreg --LR 5)
refuse(2 "got '1,000'" "without a comma" linreg --epochs 1,000)
refuse(2 "'--init' needs two numbers" "--init 0,0, without" linreg --init 5)
refuse(2 "'--range' needs two numbers" "--range 30,150, without"
  linreg --range 5)
refuse(2 "got 'abc'" "For example: --lr 1e-07" linreg --lr abc)
refuse(2 "'--quiet' takes no value" "'yes'" linreg --quiet=yes)
refuse(2 "'--lr' needs a value" "RATE" linreg --lr)
refuse(2 "'--lr' needs a value" "'--epochs' follows" linreg --lr --epochs 5)
refuse(2 "'--word': 'the cat' is not one of" "--word one word" bigram --word "the cat")
refuse(2 "'--word': '5' is not one of" "It has 'the'" bigram --word 5)
refuse(2 "'--lr' needs a number greater than 0, or auto, got '1,5'" "for example 1.5"
  linreg --lr 1,5)

# stdout is for one thing; and claims as CSV are no history.
foreach(option --history --save)
  refuse(2 "'--claims-only' and the" "the name of a file"
    linreg --claims-only ${option} -)
endforeach()
refuse(2 "'--claims-only' and the figure" "the name of a file"
  sweep --claims-only --svg -)
refuse(2 "same rows twice" "Leave out" linreg --format csv --history h.csv)
run(1 linreg --claims-only --format csv --history h.csv)
file(STRINGS ${FOLDER}/h.csv rows)
file(REMOVE ${FOLDER}/h.csv)
list(LENGTH rows rows)
if(NOT rows EQUAL 202)
  fail("a history beside claims: ${rows} rows")
endif()

# A long name is cut between characters.
if(NOT WINDOWS)
  string(REPEAT "ä" 61 long)
  string(REPEAT "ä" 59 cut)
  refuse(2 "'a${cut}' and 'a${cut}'" "a name of its own"
    linreg --history a${long} --svg a${long})
endif()

# Pictures.
refuse(2 "'--plot' needs lin|log, got 'x'" "Write --plot, or --plot=lin|log"
  linreg --plot=x)
refuse(2 "'--plot' needs lin|log, got ''" "Write --plot, or" linreg --plot=)
refuse(2 "unexpected word 'log'" "Did you mean '--plot=log'?" linreg --plot log)
foreach(bad "" abc 39 401 1.5 -72 1e3)
  refuse(2 "'--width' needs a whole number from 40 to 400" "got '${bad}'"
    sweep --plot --width=${bad})
  refuse(2 "'--width' needs a whole number from 40 to 400" "got '${bad}'"
    plot x --width=${bad})
endforeach()
foreach(bad "" abc 4 201 nan)
  refuse(2 "'--height' needs a whole number from 5 to 200" "got '${bad}'"
    bigram --plot --height=${bad})
endforeach()
foreach(stage data linreg sweep early-stop generalize bigram)
  refuse(2 "'--width' needs '--plot'" "Add --plot"
    ${stage} --width 50)
  refuse(2 "'--svg' needs a value" "FILE" ${stage} --svg)
  refuse(2 "'--format' csv and the plot cannot both go to stdout"
    "Give one of them" ${stage} --format csv --plot)
  refuse(2 "the figure and the plot cannot both go to stdout" "Give one of them"
    ${stage} --svg - --plot)
  refuse(2 "'--format' csv and the figure cannot both go to stdout"
    "Give one of them" ${stage} --format csv --svg -)
  refuse(3 "cannot make 'none/a.svg" "folder" ${stage} --svg none/a.svg)
endforeach()
foreach(option --claims-only --seeds=3)
  refuse(2 "'--plot' cannot be used with" "Leave out one" linreg --plot
    ${option})
endforeach()
refuse(2 "'--svg' cannot be used with '--seeds'" "Leave out one" bigram
  --svg a.svg --seeds 3)
refuse(2 "the history and the figure cannot both go to stdout"
  "Give one of them" linreg --history - --svg -)
refuse(2 "the figure and the model cannot both go to stdout" "Give one of them"
  early-stop --save - --svg -)
foreach(pair "--history;a;--svg;./a" "--svg;a;--save;a" "--svg;a.tmp;--history;a"
             "--svg;a;--history;a.tmp" "--history;data/../a;--save;a"
             "--save;data/../a.tmp;--svg;a")
  refuse(2 "would overwrite each other" "a name of its own" linreg ${pair})
endforeach()

refuse(2 "'--tokens' cannot be used with '--load'" "Leave out one" bigram
  --text five.txt --tokens words --load five.model)

# Saved histories.
refuse(2 "name of a saved history is missing" "linreg --history run.csv" plot)
refuse(3 "cannot open 'none.csv'" "with --history" plot none.csv)
refuse(3 " '.'" "with --history" plot .)
refuse(3 "standard input:1: the file is empty" "--history" plot -)
refuse(2 "standard input can be read only once" "names of files" plot - -)
# history(CULPRIT CURE TEXT ARGUMENT...): a file with this text is refused
function(history culprit cure text)
  given(history.csv "${text}")
  refuse(3 "${culprit}" "${cure}" plot history.csv ${ARGN})
  file(REMOVE ${FOLDER}/history.csv)
endfunction()
history("history.csv:1: the file is empty" "--history" "")
history("'history.csv' has no column 'epoch'" "with --history" "sqm,price\n1,2\n")
history("'history.csv' has no column 'loss'" "2 columns: epoch, cost"
  "epoch,cost\n1,2\n")
history("'history.csv' has no column 'slop'" "Did you mean 'slope'?"
  "epoch,loss,slope\n1,2,3\n" --y slop)
set(none "epoch,lr,loss_running,loss_after,loss_holdout\n0,,,,\n")
history("'lr' has no value in any row" "Leave out --y" "${none}" --y lr)
history("'lr' has no value in any row" "Leave out --y" "${none}" --y lr
  --plot=log)
history("the loss has no value in any row" "with losses in it" "${none}")
history("history.csv:2: there is a header, but no row" "--history"
  "epoch,loss\n")
history("history.csv:3: not a number: 'x'" "--history" "epoch,loss\n1,2\n2,x\n")
history("history.csv:2: not a number: 'x'" "--history" "epoch,loss\nx,2\n")
history("history.csv:2: not a number: '1e999'" "--history"
  "epoch,loss\n1,1e999\n")
history("history.csv:2: the epoch is no number" "--history" "epoch,loss\n,2\n")
history("history.csv:2: the epoch is no number" "--history"
  "epoch,loss\ninf,2\n")
history("history.csv:3: 1 column, but the table has 2" "Fill in"
  "epoch,loss\n1,2\n3\n")
history("history.csv:3: 3 columns, but the table has 2" "quotes"
  "epoch,loss\n1,2\n3,4,5\n")
history("history.csv:2: a quote that opens on this line" "--history"
  "epoch,loss\n1,\"2\n")

refuse(2 "which shell" "bash, zsh, fish" completion)
refuse(2 "'csh' is not one of the shells" "Did you mean 'zsh'" completion csh)
refuse(2 "one shell at a time" "bash, zsh, fish" completion bash zsh)
refuse(2 "unexpected word 'linreg'" "help man" man linreg)

# A long word is cut between two of its characters.
if(NOT WINDOWS)
  string(REPEAT "ä" 59 umlauts)
  set(shown "'x${umlauts}'")
  foreach(words "" "help" "completion" "report" "check")
    refuse(2 "${shown}" "" ${words} x${umlauts}ää)
  endforeach()
  refuse(2 "no page for ${shown}" "" help check x${umlauts}ää)
  run(0 linreg -q --save long.model)
  refuse(2 "${shown}" "predict" predict long.model x${umlauts}ää)
  file(REMOVE ${FOLDER}/long.model)
  string(REPEAT "ä" 29 umlauts)
  refuse(2 "got 'x${umlauts}'" "" tour --answers x${umlauts}ää)
  refuse(2 "'x${umlauts}ääää' is not one" "" explain x${umlauts}ääää)
endif()

# The page.
refuse(2 "'linregg' is not a stage" "Did you mean 'linreg'?" report linregg)
refuse(2 "'plot' is not a stage" "data, linreg, sweep" report plot)
refuse(2 "'--data' is read more than once" "name of a file" report --data -)
refuse(2 "'--text' is read more than once" "name of a file" report --text -)
refuse(2 "'--x' needs '--data'" "Add --data" report --x 1)
refuse(2 "'--header' cannot be 'maybe'" "Give one of these: yes, no"
       report --data none.csv --header maybe)
refuse(3 "cannot open 'none.csv'" "--data" report --data none.csv)
refuse(3 "cannot open 'none.txt'" "--text" report --text none.txt)
given(two.csv "a,b\n1,2\n")
refuse(3 "has no column 'zz'" "2 columns: a, b" report --data two.csv --x zz)
file(REMOVE ${FOLDER}/two.csv)
refuse(3 "cannot make 'none/r.html" "folder" report --out none/r.html)

# Every option with a value, given what it cannot take.
foreach(bad "" abc nan inf 0x10 1e999 1,5,7 "1 " " 1" 1e ++1 1.2.3)
  foreach(option --lr --epochs --seed --samples --noise --slope --intercept
                 --range --init --holdout --every --trace --seeds)
    refuse(2 "'${option}' needs" "got '${bad}'" linreg ${option}=${bad})
  endforeach()
  refuse(2 "'--format' cannot be '${bad}'" "text, csv" linreg --format=${bad})
endforeach()
foreach(bad "" abc nan inf 0x10 1e999 1,, ,1 1,0 -1 "1, 2" 1e-7,x AUTO auto,1)
  refuse(2 "'--lr' needs numbers greater than 0, or auto" "got '${bad}'"
    sweep --lr=${bad})
endforeach()
foreach(bad "" abc nan inf % 5%% -1 1e999 1,5 "1 %" -1%)
  refuse(2 "'--min-delta' needs a number not below 0, or per cent"
    "got '${bad}'" early-stop --min-delta=${bad})
endforeach()
foreach(bad "" abc nan inf 0x10 1e999 1.5 -1 1e13)
  foreach(option --patience --min-epochs --epochs)
    refuse(2 "'${option}' needs" "got '${bad}'" early-stop ${option}=${bad})
  endforeach()
  foreach(option --draws --test-seed --patience)
    refuse(2 "'${option}' needs" "got '${bad}'" generalize ${option}=${bad})
  endforeach()
  refuse(2 "'--seeds' needs" "got '${bad}'" sweep --seeds=${bad})
endforeach()
foreach(option --data --x --y --history --save --load)
  refuse(2 "'${option}' needs a name" "got ''" linreg ${option}=)
  refuse(2 "'${option}' needs a value" "${option}" linreg ${option})
endforeach()
refuse(2 "'--lr' needs numbers" "1e-10,1e-7,1e-4,2e-4, without a blank" sweep --lr x)
refuse(2 "'--min-delta' needs" "For example: --min-delta 100"
  early-stop --min-delta x)
refuse(2 "'--patience' needs a whole number from 1" "20" early-stop --patience 0)
refuse(2 "unknown option '--patience'" "help linreg" linreg --patience 5)
refuse(2 "unknown option '--seeds'" "'--seed'" early-stop --seeds 5)
refuse(2 "unknown option '--drwas'" "'--draws'" generalize --drwas 5)
refuse(2 "unknown command 'earlystop'" "'early-stop'" earlystop)
refuse(2 "'--data' needs '--holdout'" "Add --holdout 0.2"
  generalize --data empty.csv)
refuse(2 "'--draws' cannot be used with '--holdout'" "Leave out"
  generalize --draws 5 --holdout 0.2)
refuse(2 "'--test-seed' cannot be used with '--data'" "Leave out"
  generalize --test-seed 5 --data empty.csv)
refuse(2 "last seed" "fewer --draws"
  generalize --draws 3 --test-seed 4294967294)
refuse(2 "last seed" "4294967295" sweep --seeds 3 --seed 4294967294)
refuse(2 "'--seeds' cannot be used with '--history'" "Leave out"
  sweep --seeds 3 --history h)
refuse(2 "cannot both go to stdout" "name of a file"
  early-stop --format csv --history -)
refuse(2 "cannot both go to stdout" "name of a file"
  early-stop --format csv --save -)
refuse(2 "cannot both go to stdout" "name of a file"
  sweep --format csv --history -)
refuse(2 "no rate is stable" "power of ten"
  sweep --lr auto --range 1e200,2e200)
refuse(2 "the price of 50 square metres is too big" "--slope"
  generalize --range 0,1e-200 --slope 1e307)
refuse(2 "got '12,000'" "without a comma" linreg --noise 12,000)
refuse(2 "got '1,5'" "decimal point as '.'" linreg --noise 1,5)
refuse(2 "'--trace' needs" "For example: --trace 5" linreg --trace x)
refuse(2 "from 0 to 100, got '101'" "For example: --trace 5" bigram
  --trace 101)
refuse(2 "cannot scale 'sqm'" "--standardize" sweep --standardize --samples 1)
refuse(2 "cannot scale 'sqm'" "--standardize"
  early-stop --standardize --range 50,50)
refuse(3 "cannot open 'none.csv'" "--data" sweep --data none.csv)
refuse(3 "cannot make 'none/h.tmp'" "folder" sweep --history none/h)
refuse(3 "cannot make 'none/m.tmp'" "folder" early-stop --save none/m)
refuse(3 "cannot make 'none/h.tmp'" "folder" generalize --history none/h)
refuse(2 "greater than 0" "'0'" linreg --lr 0)
refuse(2 "greater than 0" "'-1'" linreg --lr -1)
refuse(2 "from 1 to 1e12" "'0'" linreg --epochs 0)
refuse(2 "from 1 to 1e12" "'2.5'" linreg --epochs 2.5)
refuse(2 "from 1 to 1e12" "'1e13'" linreg --epochs 1e13)
refuse(2 "from 0 to 4294967295" "'4294967296'" linreg --seed 4294967296)
refuse(2 "from 0 to 4294967295" "'-1'" data --seed -1)
refuse(2 "from 1 to" "'0'" data --samples 0)
refuse(2 "not below 0" "'-5'" data --noise -5)
refuse(2 "from 0 to below 1" "'1'" linreg --holdout 1)
refuse(2 "'--momentum' needs" "'1'" linreg --momentum 1)
refuse(2 "'--momentum' needs" "'-0.1'" sweep --momentum=-0.1)
refuse(2 "'--batch' needs a whole number from 1" "'0'" linreg --batch 0)
refuse(2 "'--batch' wants 21 rows" "only 20" linreg --batch 21)
refuse(2 "'--batch' wants 17 rows" "--batch 1" early-stop --holdout 0.2 --batch 17)
refuse(2 "'--batch' wants 2 rows" "there is only 1" generalize --samples 1 --batch 2)
refuse(2 "'--init' needs two numbers A,B, or random" "'zero'" linreg --init zero)
refuse(2 "'--init' cannot be used with '--load'" "Leave out" linreg --init random
  --load m)
refuse(2 "'--curve' cannot be used with '--data'" "Leave out" linreg --curve 5
  --data homes)
refuse(2 "unknown option '--momentum'" "trainloop help" data --momentum 0.9)
refuse(2 "too big a number" "--curve" data --curve 1e306)
refuse(2 "random numbers" "--epochs" linreg --batch 5 --epochs 1e10 --save m)
refuse(2 "or pow2" "'pow3'" linreg --every pow3)
refuse(2 "'--range' needs its smaller" "30,150" data --range 150,30)
refuse(2 "'--format' cannot be 'json'" "text, csv" data --format json)
refuse(2 "too big" "--slope" data --slope 1e308 --range 10,20)
refuse(2 "would leave no row to train on: the data have 1" "two rows or more"
  linreg --samples 1 --holdout 0.5)
refuse(2 "would leave no row to train on: the data have 2" "such as 0.2"
  linreg --samples 2 --holdout 0.9)
refuse(2 "'--samples' cannot be used with '--data'" "Leave out"
  linreg --samples 5 --data empty.csv)
refuse(2 "'--init' cannot be used with '--load'" "Leave out"
  linreg --init 0,0 --load m)
refuse(2 "'--x' needs '--data'" "Add --data" linreg --x sqft)
refuse(2 "'--seeds' cannot be used with '--save'" "Leave out"
  linreg --seeds 3 --save m)
refuse(2 "last seed" "4294967295" linreg --seeds 3 --seed 4294967294)
refuse(2 "rows twice" "Leave out" linreg --format csv --history h.csv)
refuse(2 "would overwrite each other" "name of its own"
  linreg --history a.tmp --save a)
refuse(2 "both come from stdin" "name of a file" linreg --data - --load -)
refuse(2 "too wide" "--range" data --range -1e308,1e308)
refuse(2 "both go to stdout" "name of a file" linreg --save - --history -)
given(far.csv "x,y\n0.0001,1\n0.0002,2\n0.0003,3\n0.0004,4\n0.0005,5\n0.0006,6\n0.0007,7\n0.0008,8\n0.0009,9\n1.7e308,10\n")
set(refused 0)
foreach(seed RANGE 1 40) # some of them hold the far row out
  trainloop(linreg --data far.csv --standardize --holdout 0.1 --seed ${seed})
  if(errors MATCHES "held-out row is too far")
    set(refused 1)
  elseif(out MATCHES "nan")
    fail("${last_run}: nan in\n${out}")
  endif()
endforeach()
if(NOT refused)
  fail("no seed holds the far row out")
endif()
refuse(2 "cannot scale 'sqm'" "--standardize" linreg --standardize --samples 1)
refuse(4 "out of memory" "16000000 MB" data --samples 1e12)

# CSV files: what is in them, and what is said about it.
function(refuse_csv culprit cure text)
  given(bad.csv "${text}")
  refuse(3 "${culprit}" "${cure}" linreg --data bad.csv ${ARGN})
endfunction()
refuse(3 "cannot open 'none.csv'" "--data" linreg --data none.csv)
refuse(3 " '.'" "name of a CSV file" linreg --data .)
refuse(3 "standard input:1: the file is empty" "75,190208" linreg --data -)
refuse_csv("bad.csv:1: the file is empty" "75,190208" "")
refuse_csv("no row below" "header" "sqm,price\n")
refuse_csv("bad.csv:3: column 'a': not written as the numbers" "numbers: b"
  "a,b\n$75,5\n80,6\n")
refuse_csv("bad.csv:3: 3 columns" "table has 2" "a,b\n1,2\n1,2,3\n")
refuse_csv("bad.csv:3: 1 column," "Fill in" "a,b\n1,2\n3\n")
refuse_csv("bad.csv:2: text after a closing quote" "twice" "a,b\n\"1\"x,2\n")
refuse_csv("bad.csv:2: a quote that opens" "never closed" "a,b\n\"1,2\n3,4\n")
refuse_csv("bad.csv:3: column 'b': not a number: 'inf'" "" "a,b\n1,2\n3,inf\n")
refuse_csv("column 'a': not a number: '0x1'" "" "a,b\n1,2\n0x1,2\n")
refuse_csv("column 'b': not a number: '3,5'" "decimal point"
  "a,b\n1,2\n1,\"3,5\"\n")
refuse_csv("beyond the range" "'1e999'" "a,b\n1,2\n1e999,2\n")
refuse_csv("no column 'prize'" "a, b" "a,b\n1,2\n" --y prize)
refuse_csv("no column 'PRIZE'" "Did you mean 'price'?" "sqm,price\n1,2\n"
  --y PRIZE)
refuse_csv("no column '3'" "2 columns" "1,2\n3,4\n" --y 3)
refuse_csv("'a' or 'b'; 1 of 1 row lacks one" "--y" "a,b,c\n1,n/a,3\n" --y b)

# Models.
set(model "trainloop-model 1\nkind linreg\nwritten-by trainloop 0.1.0\n"
          "epochs 200\nlr 1e-07\ncenter 0\nscale 1\nslope 2\nintercept 3\nend\n")
string(CONCAT model ${model})
function(refuse_model culprit from to)
  string(REPLACE "${from}" "${to}" text "${model}")
  given(bad.model "${text}")
  refuse(3 "${culprit}" "bad.model" linreg --load bad.model)
endfunction()
refuse(3 "cannot open 'none'" "--save" linreg --load none)
set(why "irectory")
if(WINDOWS) # where a folder is not opened at all
  set(why "denied")
endif()
refuse(3 " '.'" "${why}" linreg --load .)
refuse(3 "empty.csv:1: 'trainloop-model 2' expected" "--save"
  linreg --load empty.csv)
refuse_model("has model format 4, this program reads formats 1 to 3"
  "model 1" "model 4")
refuse_model("'best-states' expected" "model 1" "model 2")
refuse_model("not 'linreg'" "kind linreg" "kind bigram")
refuse_model("'velocity-slope' expected" "model 1" "model 3")
refuse_model("'lr' expected" "lr 1e-07" "lr nan")
refuse_model("'lr' expected" "lr 1e-07\n" "")
refuse_model("'center' expected" "lr 1e-07" "lr 1e-07\nlr 1e-07")
refuse_model("out of range" "scale 1" "scale 0")
refuse_model("out of range" "epochs 200" "epochs 1.5")
refuse_model("'slope' expected" "slope 2" "slope inf")
refuse_model("'end' expected" "end\n" "")
refuse_model("goes on after 'end'" "end\n" "end\nend\n")
refuse(3 "standard input:1: 'trainloop-model 2' expected" "--save" predict - 5)
# What is quoted of a file ends with a whole character.
string(REPEAT "ä" 59 umlauts)
refuse_model("found 'x${umlauts}'" "epochs 200" "x${umlauts}ää")
string(REPEAT "ä" 9 umlauts)
given(bad.model "trainloop-model 1\nkind ${umlauts}ä\nwritten-by us\n")
refuse(3 "kind '${umlauts}'" "--save" linreg --load bad.model)
string(REPEAT "ä" 39 umlauts)
refuse_csv("columns: x${umlauts}, y" "" "x${umlauts}ä,y\n1,2\n" --x zzz)

set(format_1 "${model}")
string(REPLACE "model 1" "model 2" model "${model}")
string(REPLACE "end\n" "best-states 1\nbest-epoch 4\nbest-loss 5\nreference 5\nwaited 2
loss 6\nbest-slope 1\nbest-intercept 0\nend\n" model "${model}")
given(good.model "${model}")
run(0 predict good.model 7)
if(NOT out STREQUAL "7 -> 7.0000\n")
  fail("the best line, y = x, does not predict: ${out}")
endif()
refuse_model("best-states is out of range" "states 1" "states 2")
refuse_model("'end' expected" "states 1" "states 0")
refuse_model("best-epoch is out of range" "best-epoch 4" "best-epoch -1")
refuse_model("'best-loss' expected" "best-loss 5" "best-loss x")
refuse_model("'waited' expected" "waited 2\n" "")
refuse_model("'best-intercept' expected" "best-intercept 0\n" "")
set(model "${format_1}")
file(REMOVE ${FOLDER}/good.model)

# The next word.
foreach(bad "" abc nan -1 0 1e999 1,5 101)
  refuse(2 "'--lr' needs" "got '${bad}'" bigram --lr=${bad})
endforeach()
foreach(bad "" abc nan -1 0 1.5 2)
  refuse(2 "'--decay' needs" "got '${bad}'" bigram --decay=${bad})
endforeach()
foreach(option --epochs --patience --min-epochs --every --trace --seeds --top
               --generate --seed)
  foreach(bad "" abc nan 1.5 -1 1e13)
    refuse(2 "'${option}' needs" "got '${bad}'" bigram ${option}=${bad})
  endforeach()
endforeach()
foreach(option --text --word --follow --history --save --load)
  refuse(2 "'${option}' needs a name" "got ''" bigram ${option}=)
  refuse(2 "'${option}' needs a value" "${option}" bigram ${option})
endforeach()
refuse(2 "'--tokens' cannot be 'letters'" "space, words, chars" bigram --tokens letters
  --text x)
refuse(2 "'--tokens' needs '--text'" "Add --text"
  bigram --tokens words)
refuse(2 "'--min-lr' needs '--decay'" "Add --decay"
  bigram --min-lr 0.1)
refuse(2 "'--init' cannot be 'ones'" "auto, random, zero" bigram --init ones)
refuse(2 "'--init' cannot be used with '--load'" "Leave out"
  bigram --init zero --load m)
refuse(2 "'--seeds' cannot be used with '--save'" "Leave out"
  bigram --seeds 3 --save m)
refuse(2 "last seed" "4294967295" bigram --seeds 3 --seed 4294967294)
refuse(2 "'--word': 'teh' is not one of the 10 words" "Did you mean 'the'?"
  bigram --word teh)
refuse(2 "'--word': 'xyzzy' is not one" "for example" bigram --word xyzzy)
refuse(2 "'--follow' needs two words" "--follow the,cat" bigram --follow the)
refuse(2 "'--follow': 'cta' is not one" "'cat'" bigram --follow the,cta)
refuse(2 "'--follow': '' is not one" "for example" bigram --follow ,cat)
refuse(3 "cannot open 'none.txt'" "--text" bigram --text none.txt)
refuse(3 " '/'" "--text" bigram --text /)
refuse(3 "empty.csv is empty" "--text" bigram --text empty.csv)
refuse(3 "standard input is empty" "--text" bigram --text -)
given(bad.txt "one\ntwo\n\nthree\n")
refuse(3 "bad.txt: no pair of words in any line" "two words" bigram --text bad.txt)
given(bad.txt "one two\n")
refuse(2 "'--holdout'" "Give --text more lines" bigram --text bad.txt --holdout 0.5)
given(bad.txt "one two\none two\n")
refuse(2 "'--holdout'" "hold out a smaller part" bigram --text bad.txt
  --holdout 0.8)
given(bad.txt "one two")
refuse(2 "cannot both go to stdout" "name of a file"
  bigram --save - --history -)
refuse(2 "cannot both come from stdin" "name of a file"
  bigram --text - --load -)
refuse(2 "'--decay' reads the text again" "name of a file"
  bigram --text - --decay 0.9)
refuse(2 "'--seeds' reads the text again" "name of a file"
  bigram --text - --seeds 3)
refuse(2 "'--decay' reads the model again" "name of a file"
  bigram --load - --decay 0.9)
refuse(2 "'--seed' cannot be used with '--load'" "Leave out"
  bigram --seed 3 --load m)
refuse(2 "holds what was read from 'bad.txt'" "another name"
  bigram --history bad.txt --text bad.txt)
refuse(3 "cannot make 'none/m.tmp'" "folder" bigram --save none/m)

# Text models: what is in them.
set(words "trainloop-model 1\nkind bigram\nwritten-by trainloop 0.1.0\n"
          "epochs 5\nlr 0.1\nseed 42\ndraws 7\ntokens space\nwords 2\n"
          "1 one\n0 two\nscores dense\n0.5 1\n0 -2\nend\n")
string(JOIN "" words ${words})
set(sparse "scores sparse\n0.5 1\n1 2.5\n0 0\n")
function(refuse_words culprit from to)
  string(REPLACE "${from}" "${to}" text "${words}")
  if(text STREQUAL words)
    message(FATAL_ERROR "'${from}' is not in the model")
  endif()
  given(bad.model "${text}")
  refuse(3 "${culprit}" "bad.model" bigram --load bad.model)
  refuse(3 "${culprit}" "bad.model" predict bad.model one)
endfunction()
refuse_words("'epochs' expected" "epochs 5\n" "")
refuse_words("epochs is out of range" "epochs 5" "epochs 5.5")
refuse_words("lr is out of range" "lr 0.1" "lr 0")
refuse_words("'lr' expected" "lr 0.1" "lr nan")
refuse_words("seed is out of range" "seed 42" "seed -1")
refuse_words("draws is out of range" "draws 7" "draws 1e300")
refuse_words("draws is out of range" "draws 7" "draws 100000000001")
refuse_words("'tokens space or words or chars' expected" "tokens space" "tokens lines")
refuse_words("words is out of range" "words 2" "words 0")
refuse_words("'COUNT WORD' expected" "words 2" "words 4000000000")
refuse_words("'COUNT WORD' expected" "1 one" "one")
refuse_words("'COUNT WORD' expected" "1 one" "-1 one")
refuse_words("'COUNT WORD' expected" "1 one" "1 one two")
refuse_words("'COUNT WORD' expected" "1 one" "1 ")
refuse_words("'a new word' expected" "0 two" "0 one")
refuse_words("'scores dense or sparse' expected" "scores dense" "scores many")
refuse_words("'a score for every word' expected" "0.5 1" "0.5")
refuse_words("'a score for every word' expected" "0.5 1" "0.5 nan")
refuse_words("'a score for every word' expected" "0.5 1" "0.5 1 2")
refuse_words("'end' expected" "end\n" "")
refuse_words("goes on after 'end'" "end\n" "end\nend\n")
foreach(lines "0.5 3\n1 2.5\n0 0\n" "0.5 2\n1 2.5\n1 2.5\n0 0\n"
              "inf 1\n1 2.5\n0 0\n" "0.5 1\n2 2.5\n0 0\n"
              "0.5 1\n1 x\n0 0\n" "0.5 -1\n0 0\n" "0.5 1\n1 2.5\n")
  refuse_words("expected, found" "dense\n0.5 1\n0 -2\n" "sparse\n${lines}")
endforeach()
set(best "best-states 1\nbest-epoch 4\nbest-loss 5\nreference 5\nwaited 2\nloss 6\n")
string(REPLACE "model 1" "model 2" words "${words}")
string(REPLACE "tokens space" "${best}tokens space\nunit unknown" words "${words}")
refuse_words("'a score for every word' expected" "0 -2" "0 0\n0 -2")
set(words_2 "${words}") # of a known unit the model has how units begin
string(REPLACE "unit unknown" "unit line" words "${words}")
string(REPLACE "1 one\n0 two" "1 4 0 one\n0 0 2 two" words "${words}")
refuse_words("'unit line or paragraph or sentence or unknown' expected" "unit line" "unit x")
refuse_words("'unit' expected" "unit line\n" "")
refuse_words("'COUNT BEGINS ENDS WORD' expected" "1 4 0 one" "1 4 one")
refuse_words("'COUNT BEGINS ENDS WORD' expected" "1 4 0 one" "1 -4 0 one")
refuse_words("'COUNT BEGINS ENDS WORD' expected" "tokens space" "tokens chars")
string(ASCII 194 160 nbsp) # no text gives a word with it, or an em space
string(ASCII 226 128 131 em_space)
foreach(blank "${nbsp}" "${em_space}" " ")
  refuse_words("'COUNT BEGINS ENDS WORD' expected" "1 4 0 one" "1 4 0 on${blank}e")
endforeach()
set(words "${words_2}")
string(REPLACE "0.5 1\n0 -2\n" "0.5 1\n9 0\n0 -2\n0 0\n" words "${words}")
given(good.model "${words}")
run(0 predict good.model one --top 1)
if(NOT out STREQUAL "one -> one 1.000\n")
  fail("the best scores do not predict: ${out}")
endif()
refuse_words("'a score for every word' expected" "9 0\n" "9\n")
refuse_words("'a score for every word' expected" "9 0\n" "")
set(rows "dense\n0.5 1\n9 0\n0 -2\n0 0\n")
string(REPLACE "${rows}" "sparse\n0.5 1 0\n0 2.5 9\n0 0 0\n" text "${words}")
given(good.model "${text}")
run(0 predict good.model one --top 1)
if(NOT out STREQUAL "one -> one 1.000\n")
  fail("the best scores do not predict: ${out}")
endif()
foreach(lines "0.5 1\n0 2.5 9\n0 0 0\n" "0.5 1 0\n0 2.5\n0 0 0\n"
              "0.5 1 0 0\n0 2.5 9\n0 0 0\n" "0.5 1 0\n0 2.5 inf\n0 0 0\n")
  refuse_words("expected, found" "${rows}" "sparse\n${lines}")
endforeach()
file(REMOVE ${FOLDER}/good.model)
string(REPLACE "kind bigram" "kind foo" text "${words}")
given(bad.model "${text}")
refuse(3 "is a model of the unknown kind 'foo'" "--save" predict bad.model 5)
given(bad.model "${model}")
refuse(3 "is a model of the kind 'linreg', not 'bigram'" "bigram"
  bigram --load bad.model)
refuse(2 "a line predicts from numbers, and 'the' is not one" "75"
  predict bad.model the)
given(bad.model "${words}")
refuse(3 "is a model of the kind 'bigram', not 'linreg'" "linreg"
  linreg --load bad.model)
refuse(2 "'tow' is not one of the 2 words" "'two'" predict bad.model tow)
refuse(2 "name of a saved model is missing" "line.model" predict)
refuse(2 "value to predict from is missing" "75" predict bad.model)
refuse(3 "cannot open 'none'" "--save" predict none 5)
refuse(3 "'trainloop-model 2' expected" "--save" predict empty.csv 5)
refuse(2 "unknown option '--bogus'" "help predict" predict --bogus m 5)
refuse(2 "unknown exercise 'chalenge'" "Did you mean 'challenge'" check chalenge)
refuse(2 "'--trace' is no option of check" "'trainloop linreg'"
  check arrive --trace 5)
refuse(2 "unknown option '--load'" "help check" check edge --load m)
refuse(2 "'--draws' is no option of check" "check judges one run"
  check bad-luck --draws 5)
refuse(2 "'--draws' is no option" "'trainloop generalize'"
  check --draws=5 by-heart)
refuse(2 "unknown option '--draws'" "help check" check arrive --draws 5)
refuse(2 "unknown option '--patience'" "trainloop help check arrive"
  check arrive --patience 5)
refuse(2 "'--from' cannot be 'linrg'" "Did you mean 'linreg'" tour --from linrg)
refuse(2 "'--from' cannot be 'xyzzy'" "data, linreg, sweep" tour --from xyzzy)
refuse(2 "one command at a time" "trainloop help check arrive"
  help check arrive x)
refuse(2 "no page for 'arive'" "Did you mean 'arrive'" help check arive)
refuse(2 "no page for 'xyzzy'" "more-data, beat-the-mean" help check xyzzy)
refuse(2 "unknown command 'challenge'" "Did you mean 'check challenge'"
  challenge)
refuse(2 "unknown command 'zsh'" "Did you mean 'completion zsh'" zsh)
refuse(2 "'--svg' is no option of check" "'trainloop linreg' has it"
  check arrive --lr 1 --svg)
refuse(2 "'--history' is no option of check" "'trainloop linreg' has it"
  check --history edge arrive)
refuse(2 "unknown option '--init'" "help check" check --init random)
refuse(2 "unknown exercise 'arive'" "Did you mean 'arrive'"
  check --lr 1 arive)
refuse(2 "'--holdout' needs a part" "0.2 for 20 %" linreg --holdout 20%)
refuse(2 "'--min-delta' needs" "0.1%" early-stop --min-delta 0,1%)
refuse(2 "'--load' cannot be used with '--epochs'" "Leave out" check longer
  --load m --epochs 5)
refuse(3 "cannot open 'none'" "--save" check longer --load none)
refuse(2 "'--lr' needs" "0.1" check settle --lr x)
file(REMOVE ${FOLDER}/bad.txt)

# Output: nothing is made, nothing is lost.
given(old.csv "old\n")
file(MAKE_DIRECTORY ${FOLDER}/folder)
refuse(3 "cannot write to 'folder'" "folder" linreg --history folder)
refuse(3 "cannot write to 'folder'" "folder" linreg --save folder)
refuse(3 "cannot make 'none/m.tmp'" "folder" linreg --save none/m)
if(EXISTS /proc/version) # read-only for everybody
  refuse(3 "cannot make '/proc/m.tmp'" "may write to" linreg --save /proc/m)
endif()
given(held.tmp "mine\n")
if(EXISTS /dev/full)
  foreach(option --history --save)
    refuse(3 "cannot write '/dev/full'" "room" early-stop --format csv
      ${option}=/dev/full)
    run(3 linreg ${option} /dev/full)
    holds("${errors}" "cannot write '/dev/full'" "room")
  endforeach()
  execute_process(COMMAND ${EMULATOR} ${PROGRAM} data OUTPUT_FILE /dev/full
    RESULT_VARIABLE found ERROR_VARIABLE errors)
  if(NOT found EQUAL 3 OR NOT errors MATCHES "cannot write the results")
    fail("stdout to a full disk: status ${found}: ${errors}")
  endif()
endif()
# A diverged run writes its history, never a model.
expect(1 "No model was saved" linreg --lr 2e-4 --save old.csv --history new.csv)
file(READ ${FOLDER}/old.csv old)
file(STRINGS ${FOLDER}/new.csv rows)
list(LENGTH rows n)
if(NOT old STREQUAL "old\n" OR NOT n EQUAL 15)
  fail("a diverged run: ${n} rows, '${old}'")
endif()
file(READ ${FOLDER}/held.tmp held)
file(GLOB left RELATIVE ${FOLDER} ${FOLDER}/*)
if(NOT held STREQUAL "mine\n" OR NOT left STREQUAL
   "bad.csv;bad.model;data;empty.csv;far.csv;folder;held.tmp;new.csv;old.csv")
  fail("files left behind: ${left}")
endif()
finish("cases")
