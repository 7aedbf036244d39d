# Writes the file OUT, for source.c, from the files of src as they are: the
# functions that the command source prints, and the lines that step shows, which
# end in a comment of a step's number and a name.  Included, or by itself:
# cmake -D OUT=source_data.h -P source.cmake
set(functions "") # of struct piece: topic, file, its lines, their text
set(lines "")     # of struct mark: name, line
set(sources "")   # the files that were read
get_filename_component(source ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)

# quote(VARIABLE TEXT): as a string of C, a line of the text on each
function(quote variable text)
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  string(REPLACE "\n" "\\n\"\n     \"" text "${text}")
  set(${variable} "\"${text}\"" PARENT_SCOPE)
endfunction()

# count(VARIABLE TEXT): its line ends
function(count variable text)
  string(REGEX REPLACE "[^\n]+" "" ends "${text}")
  string(LENGTH "${ends}" n)
  set(${variable} ${n} PARENT_SCOPE)
endfunction()

# topic(NAME FILE FUNCTION...): source NAME prints these of the file.  A
# function goes from its first line, or the comment above it, to "}".
macro(topic name file)
  file(READ ${source}/${file} text)
  list(APPEND sources ${source}/${file})
  foreach(function ${ARGN})
    if(NOT text MATCHES
       "\n([a-z][a-z0-9_ ]*[ *]${function}[(][^;{}]*[)]\n{)")
      message(FATAL_ERROR "${file}: no function ${function}")
    endif()
    string(FIND "${text}" "\n${CMAKE_MATCH_1}" at)
    string(SUBSTRING "${text}" 0 ${at} before)
    string(SUBSTRING "${text}" ${at} -1 body)
    string(FIND "${body}" "\n}\n" end)
    math(EXPR end "${end} + 2")
    string(SUBSTRING "${body}" 0 ${end} body)
    if(before MATCHES "(\n/[*]([^*]|[*][^/])*[*]/)$")
      string(PREPEND body "${CMAKE_MATCH_1}")
      string(LENGTH "${CMAKE_MATCH_1}" length)
      math(EXPR at "${at} - ${length}")
      string(SUBSTRING "${text}" 0 ${at} before)
    endif()
    string(SUBSTRING "${body}" 1 -1 body)
    count(first "${before}")
    count(length "${body}")
    math(EXPR first "${first} + 2")
    math(EXPR last "${first} + ${length}")
    quote(body "${body}\n")
    string(APPEND functions "    {\"${name}\", \"src/${file}\", ${first}, \
${last},\n     ${body}},\n")
  endforeach()
endmacro()

# marked(FILE NAME...): its lines "CODE; /* 1 NAME */", without a return
macro(marked file)
  file(READ ${source}/${file} text)
  foreach(name ${ARGN})
    if(NOT text MATCHES "\n *([^\n]*[;,]) +/[*] ${name}( [*]/|:| [.][.][.])")
      message(FATAL_ERROR "${file}: no line is marked ${name}")
    endif()
    string(REGEX REPLACE "^return " "" line "${CMAKE_MATCH_1}")
    quote(line "${line}")
    string(APPEND lines "    {\"${name}\", \"src/${file}\", ${line}},\n")
  endforeach()
endmacro()

topic(linreg line/fit_line.c fit_line)
topic(linreg line/line.c line_predict miss sum_block line_gradient line_descend)
topic(linreg line/descent.c descent_step step_by_batches descent_epoch)
topic(bigram words/fit_words.c fit_words train_epoch)
topic(bigram words/bigram.c bigram_train)
topic(judge judge/judge.c judge_next judge_record watch judge_close finish
      judge_grown judge_limit)
topic(softmax num/num.c num_softmax num_max num_exps)
topic(gradient line/line.c line_gradient sum_block line_gradient_central
      half_rise)
marked(line/line.c "1 predict" "2 error" "2 square" "2 loss" "3 product"
       "3 slope" "3 intercept" "4 slope" "4 intercept")
marked(line/descent.c "4a slope" "4a intercept" "4b slope" "4b intercept")
marked(words/bigram.c "1 exp" "1 sum" "2 loss" "2 product" "3 gradient"
       "4 update" "4 next")
file(CONFIGURE OUTPUT ${OUT} @ONLY CONTENT "/* Made from the files of src. */
static const struct piece pieces[] = {
${functions}};
static const struct mark marks[] = {
${lines}};
")
