# What the tests that are scripts of CMake share.
#
# tests/CMakeLists.txt adds one with trainloop_script().  The script includes
# this file first, with NO_POLICY_SCOPE; then it stands in an empty folder of
# its own, FOLDER, with a copy of data/, says its cases with the functions
# below, and ends with finish().
cmake_minimum_required(VERSION 3.21...3.31)

# trainloop_script(NAME LABEL [-DNAME=VALUE...]): the test tests/NAME.cmake
function(trainloop_script name label)
  add_test(NAME ${name} COMMAND ${CMAKE_COMMAND}
    -DPROGRAM=$<TARGET_FILE:trainloop>
    -DEMULATOR=${CMAKE_CROSSCOMPILING_EMULATOR}
    -DSOURCE=${PROJECT_SOURCE_DIR} -DWINDOWS=$<BOOL:${WIN32}>
    -DFOLDER=${CMAKE_CURRENT_BINARY_DIR}/${name} ${ARGN}
    -P ${CMAKE_CURRENT_SOURCE_DIR}/${name}.cmake)
  set_tests_properties(${name} PROPERTIES LABELS ${label})
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
file(COPY ${SOURCE}/data DESTINATION ${FOLDER})
file(WRITE ${FOLDER}.empty "")
set(stdin ${FOLDER}.empty) # what the program reads, unless a script says else
set_property(GLOBAL PROPERTY cases 0)
set_property(GLOBAL PROPERTY faults 0)

# count(cases|faults)
function(count what)
  get_property(n GLOBAL PROPERTY ${what})
  math(EXPR n "${n} + 1")
  set_property(GLOBAL PROPERTY ${what} ${n})
endfunction()

# fail(TEXT): this is wrong; the script goes on
function(fail text)
  if(TYPES_HINTS) # hints.cmake: another test's cases, amid what was typed
    return()
  endif()
  message("${text}")
  count(faults)
endfunction()

# finish(WHAT): the count, and the verdict; in hints.cmake the count of the
# script that ends here
function(finish what)
  get_property(cases GLOBAL PROPERTY cases)
  if(TYPES_HINTS AND cases GREATER 0)
    set_property(GLOBAL PROPERTY cases 0)
    return()
  endif()
  get_property(faults GLOBAL PROPERTY faults)
  message("${cases} ${what}, ${faults} failed")
  if(cases EQUAL 0 OR faults GREATER 0)
    message(FATAL_ERROR "not as it should be")
  endif()
endfunction()

# trainloop(ARGUMENT...): runs it in FOLDER; sets status, out, errors, last_run
function(trainloop)
  count(cases)
  execute_process(COMMAND ${EMULATOR} ${PROGRAM} ${ARGN}
    WORKING_DIRECTORY ${FOLDER} INPUT_FILE ${stdin}
    RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE errors)
  string(REPLACE "\r\n" "\n" out "${out}")
  string(REPLACE "\r\n" "\n" errors "${errors}")
  if("${out}${errors}" MATCHES "trainloop [a-z][^\n]*data/" AND
     NOT "${ARGN}" MATCHES "data/")
    fail("trainloop ${ARGN}: names a file that is only in the source's folder")
  endif()
  if(TYPES_HINTS)
    type_hints("${status}" "${out}" "${errors}" ${ARGN})
  endif()
  set(last_run "trainloop ${ARGN}" PARENT_SCOPE)
  set(status ${status} PARENT_SCOPE)
  set(out "${out}" PARENT_SCOPE)
  set(errors "${errors}" PARENT_SCOPE)
endfunction()

# run(STATUS ARGUMENT...): it must end with this status; sets out and errors
function(run wanted)
  trainloop(${ARGN})
  set(last_run "${last_run}" PARENT_SCOPE)
  if(NOT status STREQUAL wanted)
    fail("trainloop ${ARGN}: status ${status}, not ${wanted}\n${errors}")
  endif()
  set(out "${out}" PARENT_SCOPE)
  set(errors "${errors}" PARENT_SCOPE)
endfunction()

# find_whole(RESULT TEXT PIECE): is the piece in the text? -1: no; a number that
# it begins with is a whole one: "2 lines" is not in "12 lines"
function(find_whole result text piece)
  string(FIND "${text}" "${piece}" at)
  while(at GREATER_EQUAL 0)
    string(SUBSTRING "${text}" 0 ${at} before)
    if(NOT (piece MATCHES "^[0-9]" AND before MATCHES "[0-9][.,]?$"))
      break()
    endif()
    math(EXPR end "${at} + 1")
    string(SUBSTRING "${text}" ${end} -1 text)
    string(FIND "${text}" "${piece}" at)
  endwhile()
  set(${result} ${at} PARENT_SCOPE)
endfunction()

# find(RESULT TEXT PIECE): the same; lines may be broken at any blank
function(find result text piece)
  find_whole(at "${text}" "${piece}")
  if(at LESS 0)
    string(REGEX REPLACE "( \\\\)?[ \n]+" " " text "${text}")
    string(REGEX REPLACE "[ \n]+" " " piece "${piece}")
    find_whole(at "${text}" "${piece}")
  endif()
  set(${result} ${at} PARENT_SCOPE)
endfunction()

# holds(TEXT PIECE...): the text, of the run before, has each of the pieces
function(holds text)
  foreach(piece IN LISTS ARGN)
    find(at "${text}" "${piece}")
    if(at LESS 0)
      string(SUBSTRING "${text}" 0 4000 text) # enough to know it by
      fail("${last_run}: no '${piece}' in\n${text}")
    endif()
  endforeach()
endfunction()

# shows(STATUS TEXT ARGUMENT...): run; what a stage does not say on its one
# screen it says with --more
function(shows status text)
  run(${status} ${ARGN})
  find(at "${out}${errors}" "${text}")
  if(at LESS 0 AND "${ARGN};" MATCHES
     "^(data|linreg|sweep|early-stop|generalize|bigram);" AND
     NOT "${ARGN};" MATCHES ";(-q|--quiet|--more|--claims-only);")
    run(${status} ${ARGN} --more)
  endif()
  set(last_run "${last_run}" PARENT_SCOPE)
  set(out "${out}" PARENT_SCOPE)
  set(errors "${errors}" PARENT_SCOPE)
endfunction()

# expect(STATUS TEXT ARGUMENT...): shows, and stdout or stderr has the text
function(expect status text)
  shows(${status} "${text}" ${ARGN})
  holds("${out}${errors}" "${text}")
  set(out "${out}" PARENT_SCOPE)
  set(errors "${errors}" PARENT_SCOPE)
endfunction()

# prints(STATUS TEXT ARGUMENT...): shows, and stdout has the text
function(prints status text)
  shows(${status} "${text}" ${ARGN})
  holds("${out}" "${text}")
endfunction()

# refuse(STATUS CULPRIT CURE ARGUMENT...): one message with both, and with a
# line that says what to do; nothing on stdout
function(refuse wanted culprit cure)
  trainloop(${ARGN})
  find(has_culprit "${errors}" "${culprit}")
  find(has_cure "${errors}" "${cure}")
  string(FIND "${errors}" "\n  " has_hint)
  if(NOT status STREQUAL wanted OR has_culprit LESS 0 OR has_cure LESS 0
     OR has_hint LESS 0 OR NOT out STREQUAL "")
    fail("trainloop ${ARGN}: status ${status}, not ${wanted}; looked for \
'${culprit}' and '${cure}' in\n${errors}stdout: '${out}'")
  endif()
endfunction()

# given(NAME TEXT...): a file in FOLDER
function(given name text)
  string(CONCAT text "${text}" ${ARGN})
  file(WRITE ${FOLDER}/${name} "${text}")
endfunction()

# same(FILE FILE): byte for byte, and not empty
function(same a b)
  file(READ ${FOLDER}/${a} text_a HEX)
  file(READ ${FOLDER}/${b} text_b HEX)
  if(text_a STREQUAL "" OR NOT text_a STREQUAL text_b)
    fail("${a} is not ${b}")
  endif()
endfunction()

# claim(STAGE ID VERDICT [MEASURED REGEX] [REASON REGEX] ARGUMENT...): the run
# judges the claim of this id so: true, false or untested.  Reads
# id,claim,by,verdict,measured,reason; one that is false makes exit status 1.
function(claim stage id verdict)
  cmake_parse_arguments(PARSE_ARGV 3 WANTED "" "MEASURED;REASON" "")
  trainloop(${stage} --claims-only --format csv ${WANTED_UNPARSED_ARGUMENTS})
  set(field "(\"([^\"]|\"\")*\"|[^,\n]*)")
  if(NOT out MATCHES
     "\n${id},${field},[^,\n]*,(true|false|untested),${field},${field}\n")
    fail("${last_run}: no row of ${id} in\n${out}${errors}")
    return()
  endif()
  set(found ${CMAKE_MATCH_3})
  set(measured "${CMAKE_MATCH_4}")
  set(reason "${CMAKE_MATCH_6}")
  if(NOT found STREQUAL verdict OR NOT measured MATCHES "${WANTED_MEASURED}"
     OR NOT reason MATCHES "${WANTED_REASON}")
    fail("${last_run}: ${id} is ${found}, ${measured}, ${reason}; wanted \
${verdict}, ${WANTED_MEASURED}, ${WANTED_REASON}")
  endif()
  if(NOT status MATCHES "^[01]$" OR (out MATCHES ",false," AND status EQUAL 0))
    fail("${last_run}: status ${status}")
  endif()
endfunction()

# goal(STAGE ID MET [FOUND REGEX] ARGUMENT...): check judges the goal of this id
# so: true or false.  Reads exercise,goal,met,wanted,found,...; one that is not
# met makes exit status 1.
function(goal stage id met)
  cmake_parse_arguments(PARSE_ARGV 3 WANTED "" "FOUND" "")
  trainloop(check ${stage} --format csv ${WANTED_UNPARSED_ARGUMENTS})
  set(field "(\"([^\"]|\"\")*\"|[^,\n]*)")
  if(NOT out MATCHES "\n${stage},${id},(true|false),${field},${field},")
    fail("${last_run}: no row of ${id} in\n${out}${errors}")
    return()
  endif()
  set(is_met ${CMAKE_MATCH_1})
  string(REGEX REPLACE "^\"(.*)\"$" "\\1" found "${CMAKE_MATCH_4}")
  if(NOT is_met STREQUAL met OR NOT found MATCHES "${WANTED_FOUND}")
    fail("${last_run}: ${id}: met ${is_met}, found ${found}; wanted ${met}, \
${WANTED_FOUND}")
  endif()
  if(NOT status MATCHES "^[01]$" OR (out MATCHES ",false," AND status EQUAL 0))
    fail("${last_run}: status ${status}")
  endif()
endfunction()
