# The words of the field that the program uses are explained, in plain English,
# each with a command that shows it; and its sentences are short.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)

# Those of the lesson.  All are explained, used elsewhere or not.
set(lesson epoch "forward pass" loss gradient "learning rate" convergence
  "early stopping" generalization model parameter hyperparameter weight score
  logit feature target residual "mean squared error" "mean absolute error"
  "root mean squared error" noise signal "gradient descent" optimizer patience
  plateau divergence overfitting underfitting "training set" "test set" held-out
  baseline floor "critical rate" eigenvalue "condition number" standardize
  "learning-rate decay" softmax cross-entropy perplexity vocabulary bigram
  "stochastic gradient descent" shuffle jitter pair draw "noise band" mse mae
  rmse sgd label input cost overfit "mean" average)
# Others of the literature.  What is on a screen is explained.
set(field accuracy activation algorithm attention "batch size" batch bias
  "central difference" chance claim "closed form" converged corpus correlation
  counted covariance critical curvature cap decay deviation distance diverged
  "dropout" embedding error exp "excess loss" exponent
  "flat direction" "steep direction" forecast foretold gap goal heuristic
  "heavy ball" improving "1e-7" "1e-07" inference intercept ln "long tail"
  limit likelihood line logarithm "log-likelihood" memorising memorised
  "mini-batch" momentum multimodal "n-gram" normalize "one-hot" outlier
  "p-value" "min-delta" prediction predicted probability quantile regression
  regularization root running "running loss" sample schedule seed share sigmoid
  slope sqm stable "standard deviation" status step tail "test draw" token
  "true line" "true formula" tensor "typical error" underfit uniform
  "uniform guess" unit unseen update variance "validation set" verdict wanted
  waited weights worse)

# keys(RESULT TEXT): its words, small, one blank between
function(keys result text)
  string(TOLOWER "${text}" text)
  string(REGEX REPLACE "[^a-z0-9]+" " " text "${text}")
  set(${result} " ${text} " PARENT_SCOPE)
endfunction()

# Every word of the list, its other names, its command; at most 12 lines.
run(0 explain 1e-7)
holds("${out}" "1e-7, also called 1e-07, scientific notation\n")
run(0 explain)
string(REGEX REPLACE "\n\nWhat one.*" "" list "${out}")
string(REGEX REPLACE "(^|\n)([A-Z][^\n:]*: [a-z ]*[a-z]|[A-Z][^\n:]*): " "\n  " list "${list}") # headings
string(REGEX MATCHALL "\n  [^\n]+" list "${list}")
string(REGEX REPLACE "(^|;)\n  " "\\1" list "${list}")
string(REGEX REPLACE ",;" ";" list "${list}")
string(REPLACE ", " ";" list "${list}")
set(commands "")
set(names "")
set(texts "") # what is explained, for the length of its sentences
set(every ${lesson} ${list})
list(REMOVE_DUPLICATES every)
foreach(word IN LISTS every)
  string(REPLACE " " ";" words "${word}")
  run(0 explain ${words})
  string(REGEX REPLACE "\n  .*" "" head "${out}")
  string(REPLACE "\n" " " head "${head}")
  string(REPLACE ", also called " ";" head "${head}")
  string(REPLACE ", " ";" head "${head}")
  if(word IN_LIST list)
    list(APPEND names ${head})
  endif()
  if(NOT word IN_LIST head)
    fail("explain ${word} prints\n${out}")
  endif()
  keys(key "${word}")
  set(names_of_${key} "${head}")
  if("${out}" MATCHES
     "^[^\n]+\n([^ \n][^\n]*\n)?(  .*)\n\nSee it: trainloop ([^\n]*)\n$")
    string(APPEND texts "${CMAKE_MATCH_2}\n\n")
    list(APPEND commands "${CMAKE_MATCH_3}")
  else()
    fail("explain ${word} names no command\n${out}")
  endif()
  string(REGEX MATCHALL "\n" rows "${out}")
  list(LENGTH rows rows)
  string(REPEAT "[^\n]" 81 wide)
  if(rows GREATER 12 OR "${out}" MATCHES "${wide}")
    fail("explain ${word}: not a few lines of 80 columns\n${out}")
  endif()
endforeach()
list(REMOVE_DUPLICATES commands)
list(LENGTH names all_names)
list(REMOVE_DUPLICATES names)
list(LENGTH names different)
if(NOT all_names EQUAL different)
  fail("${all_names} names of words, of which ${different} are different")
endif()
foreach(command IN LISTS commands)
  separate_arguments(words UNIX_COMMAND "${command}")
  run(0 ${words})
endforeach()

# What it says of this program is so: predict takes the best, and --load the last.
run(0 explain early stopping)
holds("${out}" "--save keeps both, and predict takes the best.")
run(0 bigram --holdout 0.2 --lr 0.5 --epochs 30 --save both -q)
run(0 bigram --holdout 0.2 --lr 0.5 --epochs 7 --save best -q)
run(0 predict best the)
set(best "${out}")
run(0 predict both the)
holds("${out}" "${best}")
run(0 explain verdict)
holds("${out}" "That of words also says how far it has come.")

# However it is written.
foreach(words Epoch "LEARNING;RATE" learning-rate "learning rate" "learning_rate"
              mse MSE sgd "Held;out" "cross;entropy" epochs losses lr rates)
  run(0 explain ${words})
endforeach()
foreach(pair "epohc|epoch" "gradent|gradient" "learning|learning rate"
             "standardise|standardize" "soft max|softmax" "descent|gradient desc")
  string(REGEX REPLACE "[|].*" "" word "${pair}")
  string(REGEX REPLACE ".*[|]" "" meant "${pair}")
  run(2 explain "${word}")
  if(NOT errors MATCHES "Did you mean '${meant}")
    fail("explain ${word}: ${errors}")
  endif()
endforeach()
string(REPEAT "long " 500 endless)
foreach(word xyzzy " " "-" "${endless}")
  run(2 explain "${word}")
  if(NOT errors MATCHES "\n  ")
    fail("explain ${word}: ${errors}")
  endif()
endforeach()
if(TYPES_HINTS) # hints.cmake has what follows from its other cases
  return()
endif()

# What the program prints: the stages with all that they know, the guides, the
# pages of help, errors, captions, and the page.
set(all "")
set(prose "${texts}")
set(exercises "")
run(0 check)
string(REGEX MATCHALL "\n(next|    )  [a-z-]+" names "${out}")
foreach(name IN LISTS names)
  string(REGEX REPLACE ".* " "" name "${name}")
  list(APPEND exercises "check ${name}" "check ${name} --lr 99")
endforeach()
foreach(command
    "data --more --plot" "data --samples 2"
    "linreg --more --trace 5 --stages --journey --check-gradient"
    "linreg --epochs 1000 --standardize --more" "linreg --holdout 0.2 --svg -"
    "linreg --svg -" "linreg --seeds 2" "linreg --lr 1e-3 --more"
    "linreg --data homes --more" "linreg --noise 0 --more" "linreg --init 2448,16112"
    "sweep --more --plot" "sweep --lr auto --svg -" "sweep --lr 1e-9,1"
    "early-stop --more --plot" "early-stop --svg -"
    "early-stop --standardize --lr 0.1 --min-delta 0.1% --more"
    "generalize --more --plot" "generalize --draws 100 --more"
    "generalize --svg -" "generalize --holdout 0.2 --more"
    "generalize --samples 2" "generalize --epochs 50"
    "bigram --more --trace 3 --patterns --matrix --follow the,cat --generate 2 --check-gradient --plot"
    "bigram --holdout 0.2 --lr 0.5 --epochs 30 --patience 3 --more"
    "bigram --decay 0.95 --epochs 50 --more --patience 3" "bigram --lr 5 --epochs 9"
    "bigram --svg -" "bigram --seeds 2" "bigram --text challenge --min-delta 1%"
    "step --steps 3" "step bigram --steps 3" "tour --no-input"
    "check" "check edge" "check edge --lr 1,2" "check challenge"
    "check challenge --lr 5" ${exercises} "report --out page.html" "help"
    "linreg --lr x" "linreg --epoch 3" "linreg --data none.csv" "linreg --lr 1"
    "bigram --word zebra" "bigram --tokens words" "sweep --epochs 0" "predict"
    "plot" "explain xyzzy" "source xyzzy")
  separate_arguments(words UNIX_COMMAND "${command}")
  trainloop(${words})
  string(APPEND all "${out}${errors}\n")
  if(command MATCHES "--svg")
    string(REGEX MATCHALL "<(desc|title)[^>]*>[^<]*<" out "${out}")
    string(REGEX REPLACE "<(desc|title)[^>]*>" "" out "${out}")
    string(REPLACE "<" "\n" out "${out}")
    string(REPLACE ";" "" out "${out}")
  endif()
  string(APPEND prose "${out}\n\n${errors}\n\n")
endforeach()
foreach(command tour data linreg sweep early-stop generalize bigram step check
        explain source predict plot report completion man)
  run(0 help ${command})
  string(APPEND all "${out}")
  string(APPEND prose "${out}\n\n")
endforeach()
file(READ ${FOLDER}/page.html page)
string(REGEX REPLACE "<style.*</style>" " " page "${page}")
string(REGEX REPLACE "</?(a|b|em|strong|code|span)( [^>]*)?>" "" plain "${page}")
string(REGEX REPLACE "&[a-z]+;|;" " " plain "${plain}")
string(REGEX REPLACE "<[^>]*>|: *\n" "\n\n" plain "${plain}")
string(APPEND prose "${plain}")
string(REGEX REPLACE "<[^>]*>" " " page "${page}")
keys(all "${all} ${page}")

# uses(RESULT WORD): is it, or its plural, in what the program prints?
function(uses result word)
  keys(key "${word}")
  string(STRIP "${key}" key)
  set(${result} 0 PARENT_SCOPE)
  foreach(form "${key}" "${key}s" "${key}es")
    string(FIND "${all}" " ${form} " at)
    if(at GREATER -1)
      set(${result} 1 PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

list(REMOVE_DUPLICATES field)
foreach(word IN LISTS field)
  uses(is_used "${word}")
  string(REPLACE " " ";" words "${word}")
  if(is_used)
    run(0 explain ${words})
  endif()
endforeach()
foreach(word IN LISTS list)
  keys(key "${word}")
  set(is_used 0)
  foreach(name IN LISTS names_of_${key})
    uses(this "${name}")
    if(this OR name IN_LIST lesson)
      set(is_used 1)
    endif()
  endforeach()
  if(NOT is_used)
    fail("explain ${word}: no output uses it")
  endif()
endforeach()

# Sentences: of 25 words at most, 15 on average.  A line that ends before the
# next word had to go on is one of its own; tables and commands are none.
string(REGEX REPLACE "[][;\\]" " " prose "${prose}")
string(REPLACE "\n" ";" lines "${prose}")
set(paragraph "")
set(sentences "")
foreach(line IN LISTS lines)
  string(STRIP "${line}" words)
  if(words MATCHES "   *[^ ]|^[$]|trainloop |^[^a-zA-Z]*$|[0-9]:[0-9]")
    set(words "")
  endif()
  string(REGEX REPLACE " .*" "" first "${words}")
  string(LENGTH "${before} ${first}" length)
  if(words STREQUAL "" OR length LESS 80)
    string(APPEND sentences "${paragraph}\n")
    set(paragraph "")
  endif()
  string(APPEND paragraph " ${words}")
  set(before "${line}")
endforeach()
string(REGEX REPLACE "[.?!:] +" "\n" sentences "${sentences}")
string(REPLACE "\n" ";" sentences "${sentences}")
list(REMOVE_DUPLICATES sentences)
set(sum 0)
set(n 0)
foreach(sentence IN LISTS sentences)
  string(REGEX MATCHALL "[a-zA-Z][a-zA-Z'-]+" words "${sentence}")
  list(LENGTH words length)
  if(length GREATER 25)
    fail("${length} words: ${sentence}")
  endif()
  if(length GREATER 3)
    math(EXPR sum "${sum} + ${length}")
    math(EXPR n "${n} + 1")
  endif()
endforeach()
math(EXPR most "15 * ${n}")
if(n LESS 300 OR sum GREATER most)
  fail("${n} sentences of ${sum} words")
endif()

list(LENGTH list words)
list(LENGTH commands m)
message("${words} words, ${m} commands, ${n} sentences of ${sum} words")
if(words LESS 75)
  fail("only ${words} words")
endif()
finish("runs")
