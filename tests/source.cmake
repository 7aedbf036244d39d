# The rules of the source: ISO C headers only, folders that look downwards, 80
# columns, no function above 50 lines, no name that C keeps for itself; and what
# the README and the comments name, files and functions, is there.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)
set(iso assert complex ctype errno fenv float inttypes iso646 limits locale
  math setjmp signal stdalign stdarg stdatomic stdbool stddef stdint stdio
  stdlib stdnoreturn string tgmath threads time uchar wchar wctype)
set(numpys random_sample) # functions that are not ours, named in comments
set(silent num base judge line table words) # only the folders above may print

# below_FOLDER: what a folder may include, besides itself
file(STRINGS ${SOURCE}/src/layers.txt layers REGEX "^[a-z]")
foreach(layer IN LISTS layers)
  string(REPLACE " " ";" layer "${layer}")
  list(GET layer 0 folder)
  set(below_${folder} ${layer})
  list(APPEND below_main ${folder})
  list(APPEND below_fuzz ${folder})
endforeach()

# folder_of(NAME VARIABLE): of "src/line/fit.c", of "trainloop/fit.h"
function(folder_of name result)
  set(folder "")
  if(name STREQUAL "src/main.c")
    set(folder main)
  elseif(name MATCHES "^(src/)?([a-z]+)/[a-z0-9_]+[.][ch]$" AND
         NOT CMAKE_MATCH_2 STREQUAL "trainloop")
    set(folder ${CMAKE_MATCH_2})
  else()
    get_filename_component(stem ${name} NAME_WE)
    file(GLOB source ${SOURCE}/src/*/${stem}.c)
    list(LENGTH source n)
    if(n EQUAL 1)
      get_filename_component(folder ${source} DIRECTORY)
      get_filename_component(folder ${folder} NAME)
    endif()
  endif()
  set(${result} "${folder}" PARENT_SCOPE)
endfunction()

# check_includes(NAME TEXT): what it includes is of its own folder or below
function(check_includes name text)
  string(REGEX MATCHALL "#include [<\"][^>\"]+" includes "${text}")
  folder_of(${name} folder)
  if(NOT DEFINED below_${folder})
    fail("${name}: '${folder}' is no folder of src/layers.txt")
  endif()
  foreach(include IN LISTS includes)
    string(REGEX REPLACE "^#include [<\"]" "" header "${include}")
    get_filename_component(stem ${header} NAME_WE)
    folder_of(${header} other)
    if(include MATCHES "<")
      if(NOT stem IN_LIST iso)
        fail("${name}: ${include}> is not an ISO C header")
      endif()
    elseif(NOT other IN_LIST below_${folder})
      fail("${name}: ${include}\" is of '${other}', which is not below")
    elseif(name MATCHES "^include/" AND NOT header MATCHES "^trainloop/")
      fail("${name}: ${include}\" is not for readers")
    endif()
  endforeach()
endfunction()

# check_lines(NAME TEXT): none too long, no function too long
function(check_lines name text)
  string(REPLACE "\n" ";" lines "${text};")
  set(number 0)
  set(start 0)
  foreach(line IN LISTS lines)
    math(EXPR number "${number} + 1")
    string(LENGTH "${line}" length)
    if(length GREATER 80)
      fail("${name}:${number}: ${length} columns")
    endif()
    if(line STREQUAL "{")
      set(start ${number})
    elseif(line STREQUAL "}" AND start GREATER 0)
      math(EXPR length "${number} - ${start}")
      if(length GREATER 50)
        fail("${name}:${start}: a function of ${length} lines")
      endif()
      set(start 0)
    endif()
  endforeach()
endfunction()

# check_names(NAME CODE): a header declares, and a macro or enum defines, no
# name that C11 7.31 keeps for later headers
function(check_names name code)
  set(kept "E[0-9A-Z]|FE_[A-Z]|LC_[A-Z]|SIG[A-Z_]|PRI[a-zX]|SCN[a-zX]")
  string(REGEX MATCHALL "enum[a-z_ ]*{[^}]*}" enums "${code}")
  if("\n${code}" MATCHES "\n#define (${kept})" OR
     "${enums}" MATCHES "[^A-Za-z0-9_](${kept})[A-Za-z0-9_]*")
    fail("${name}: C keeps the name ${CMAKE_MATCH_0}")
  endif()
  if(name MATCHES "h$" AND "${code}" MATCHES
     "\n[a-z][a-z0-9_ *]*[ *]((is|to|str|mem|wcs)[a-z][a-z0-9_]*)[(.,]")
    fail("${name}: C keeps the name ${CMAKE_MATCH_1}")
  endif()
endfunction()

# check_paths(NAME TEXT): each file or folder that is named is there, one of C
# also by a part of its path
function(check_paths name text)
  string(REGEX MATCHALL
    "(src|tests|include|data|[.]ci|[.]github)/[A-Za-z0-9_./*-]*[A-Za-z0-9_*/]"
    paths "${text}")
  string(REGEX REPLACE "/(;|$)" "\\1" paths "${paths}")
  string(REGEX MATCHALL "[A-Za-z0-9_/]*[A-Za-z0-9_][.][ch][^a-z]" files
    "${text} ")
  string(REGEX REPLACE "[^a-z](;|$)" "\\1" files "${files}")
  list(REMOVE_ITEM files skeleton.c # the README's; and made ones
       supplied_data.h source_data.h)
  foreach(path IN LISTS paths files)
    file(GLOB found ${SOURCE}/${path} ${SOURCE}/src/${path}
      ${SOURCE}/include/${path} ${SOURCE}/src/*/${path}
      ${SOURCE}/include/*/${path})
    if(NOT found)
      fail("${name}: there is no ${path}")
    endif()
  endforeach()
endfunction()

file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/src/*.[ch]
     ${SOURCE}/include/*.h)
set(known ${numpys})
foreach(file IN LISTS files)
  count(cases)
  file(READ ${SOURCE}/${file} text)
  # Lists of CMake do not take these characters as they are.
  string(REGEX REPLACE "[][;\\]" "." text "${text}")
  check_includes(${file} "${text}")
  check_lines(${file} "${text}")
  folder_of(${file} folder)
  string(REGEX MATCHALL "/[*]([^*]|[*]+[^*/])*[*]+/" comments "${text}")
  check_paths(${file} "${comments}")
  string(REGEX REPLACE "[a-z0-9_]+[.][ch]([^a-z])" "\\1" comments
         "${comments}")
  string(REGEX MATCHALL "[a-z]+_[a-z0-9_]+" names_${file} "${comments}")
  string(REGEX REPLACE "/[*]([^*]|[*]+[^*/])*[*]+/" "" code "${text}")
  check_names(${file} "${code}")
  if(folder IN_LIST silent AND
     code MATCHES "[^/]std(out|err)|[^a-z_](printf|puts|putchar)[(]")
    fail("${file}: only the folders above may print")
  endif()
  string(REGEX MATCHALL "[a-z]+_[a-z0-9_]+" names "${code}")
  list(APPEND known ${names})
endforeach()
list(REMOVE_DUPLICATES known)

# The pages: their examples say themselves what they are.
foreach(file README.md .github/CONTRIBUTING.md)
  list(APPEND files ${file})
  file(READ ${SOURCE}/${file} text)
  string(REGEX REPLACE "[][;\\]" "." text "${text}")
  string(REGEX REPLACE "\n```[a-z]+\n([^`]|`[^`])*\n```" "\n" text "${text}")
  check_paths(${file} "${text}")
  string(REGEX MATCHALL "`[a-z]+_[a-z0-9_]+(..)?`" names_${file} "${text}")
  string(REGEX REPLACE "`|[(][)]" "" names_${file} "${names_${file}}")
endforeach()
foreach(name options csv corpus model history)
  list(APPEND known fuzz_${name}) # tests
endforeach()
foreach(file IN LISTS files)
  foreach(name IN LISTS names_${file})
    if(NOT name IN_LIST known)
      fail("${file}: there is no ${name}")
    endif()
  endforeach()
endforeach()
finish("files")
