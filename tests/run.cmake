# Runs the program and compares: the exit status, and every byte of stdout
# (or, with PREFIX, of its beginning) with a golden file, end of line aside.
#   cmake -DPROGRAM=... -DGOLDEN=FILE [-DSTATUS=0] [-DPREFIX=ON]
#         -P run.cmake -- ARGUMENT...
cmake_minimum_required(VERSION 3.21...3.31)
set(arguments "")
set(mine OFF)
foreach(i RANGE 1 ${CMAKE_ARGC})
  if(mine)
    list(APPEND arguments "${CMAKE_ARGV${i}}")
  elseif("${CMAKE_ARGV${i}}" STREQUAL "--")
    set(mine ON)
  endif()
endforeach()

execute_process(COMMAND ${EMULATOR} ${PROGRAM} ${arguments}
  RESULT_VARIABLE status OUTPUT_VARIABLE found ERROR_VARIABLE errors)
if(NOT "${status}" STREQUAL "${STATUS}")
  message(FATAL_ERROR "exit status ${status}, not ${STATUS}: ${errors}")
endif()
file(READ "${GOLDEN}" wanted)
string(REPLACE "\r\n" "\n" found "${found}")
string(REPLACE "\r\n" "\n" wanted "${wanted}")
if(wanted STREQUAL "")
  message(FATAL_ERROR "${GOLDEN} is empty")
endif()
if(PREFIX)
  string(LENGTH "${wanted}" length)
  string(SUBSTRING "${found}" 0 ${length} found)
endif()
if(NOT "${found}" STREQUAL "${wanted}")
  message(FATAL_ERROR "stdout is not ${GOLDEN}:\n${found}")
endif()
