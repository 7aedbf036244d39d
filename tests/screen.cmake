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

# fits(ARGUMENT...): at most 23 rows
function(fits)
  run(0 ${ARGN})
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
holds("${out}" "Common claims: 3 true, 6 false, 1 untested (--more)        Next")
run(0 linreg --epochs 1000)
holds("${out}" "Common claims: 5 true, 5 false (--more) ")
# Where both do not fit on a line there are two.
run(0 linreg --seed 7 --noise 11999 --slope 2499 --intercept 14999)
holds("${out}" "(--more)\nNext: trainloop sweep --seed 7 --noise 11999 ")
# The views that were asked for are on the first screen, and above the end.
run(0 linreg --trace 1 --stages --journey --check-gradient)
foreach(view "One epoch in detail" "Improvement by stage" "The journey"
             "The gradient's formulas")
  if(NOT out MATCHES "\n${view}.*Common claims: ")
    fail("${last_run}: no '${view}' above the claims in\n${out}")
  endif()
endforeach()
foreach(stage data sweep)
  fits(${stage})
endforeach()
finish("screens")
