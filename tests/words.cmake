# Every word of the course is explained, and the command that shows it runs.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)

# The lesson's words, those it uses without explaining them, and no fewer.
set(lesson epoch "forward pass" loss gradient "learning rate" convergence
  "early stopping" generalization model parameter hyperparameter weight score
  logit feature target residual "mean squared error" "mean absolute error"
  "root mean squared error" noise signal "gradient descent" optimizer patience
  plateau divergence overfitting underfitting "training set" "test set" held-out
  baseline floor "critical rate" eigenvalue "condition number" standardize
  "learning-rate decay" softmax cross-entropy perplexity vocabulary bigram
  "stochastic gradient descent" shuffle jitter pair draw "noise band")
run(0 explain)
string(REGEX MATCHALL "\n  [^\n]+" list "${out}") # the rest are headings
string(REGEX REPLACE "(^|;)\n  " "\\1" list "${list}")
string(REGEX REPLACE ",;" ";" list "${list}")
string(REPLACE ", " ";" list "${list}")
list(REMOVE_DUPLICATES list)
set(commands "")
foreach(word IN LISTS lesson list)
  string(REPLACE " " ";" words "${word}")
  run(0 explain ${words})
  if(NOT word STREQUAL "logit" AND NOT "${out}" MATCHES "^${word}[,\n]")
    fail("explain ${word} prints\n${out}")
  endif()
  string(REGEX MATCHALL "[.?:;]( |\n)" ends "${out}")
  list(LENGTH ends ends)
  if(ends LESS 2 OR ends GREATER 6)
    fail("explain ${word} is ${ends} sentences long")
  endif()
  string(REPEAT "[^\n]" 81 wide)
  if("${out}" MATCHES "${wide}")
    fail("explain ${word}: a line of more than 80 columns")
  endif()
  if("${out}" MATCHES "See it: trainloop ([^\n]*)")
    list(APPEND commands "${CMAKE_MATCH_1}")
  else()
    fail("explain ${word} names no command")
  endif()
endforeach()
list(REMOVE_DUPLICATES commands)
foreach(command IN LISTS commands)
  separate_arguments(words UNIX_COMMAND "${command}")
  run(0 ${words})
endforeach()

# However it is written.
foreach(words Epoch "LEARNING;RATE" learning-rate "learning rate" "learning_rate"
              mse MSE sgd "Held;out" "cross;entropy" epochs losses)
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

list(LENGTH list n)
list(LENGTH commands m)
message("${n} words, ${m} commands")
if(n LESS 60)
  fail("only ${n} words")
endif()
finish("runs")
