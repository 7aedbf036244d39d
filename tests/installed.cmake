# A reader's own project finds the installed library: the program of the README
# and a file for each public header, built in a folder that knows nothing else.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)
set(prefix ${FOLDER}/prefix)

# step(WHAT COMMAND...)
function(step what)
  count(cases)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${FOLDER}
    RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE out)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${what}: ${status}\n${out}")
  endif()
  set(out "${out}" PARENT_SCOPE)
endfunction()

step("install" ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix}
     --config ${CONFIG})
file(GLOB headers RELATIVE ${prefix}/include ${prefix}/include/trainloop/*.h)
file(GLOB all RELATIVE ${SOURCE}/include ${SOURCE}/include/trainloop/*.h)
if(headers STREQUAL "" OR NOT headers STREQUAL all)
  fail("installed are the headers ${headers}")
endif()
foreach(header IN LISTS headers)
  string(MAKE_C_IDENTIFIER ${header} name)
  given(alone/${name}.c "#include \"${header}\"\n")
endforeach()
file(COPY ${SKELETON} DESTINATION ${FOLDER})
given(CMakeLists.txt [[
cmake_minimum_required(VERSION 3.21...3.31)
project(reader LANGUAGES C)
set(CMAKE_C_STANDARD 11)
find_package(trainloop 0.1 REQUIRED)
file(GLOB alone alone/*.c)
add_executable(reader skeleton.c ${alone})
target_link_libraries(reader PRIVATE trainloop::trainloop)
]])
# the compiler, the machine and the flags are those of the build
load_cache(${BUILD} READ_WITH_PREFIX of_ CMAKE_C_COMPILER CMAKE_C_FLAGS
  CMAKE_EXE_LINKER_FLAGS CMAKE_SYSTEM_NAME CMAKE_SYSTEM_PROCESSOR
  CMAKE_MAKE_PROGRAM TRAINLOOP_SANITIZE)
set(options "")
foreach(name C_COMPILER SYSTEM_NAME SYSTEM_PROCESSOR MAKE_PROGRAM)
  if(of_CMAKE_${name})
    list(APPEND options -DCMAKE_${name}=${of_CMAKE_${name}})
  endif()
endforeach()
if(of_TRAINLOOP_SANITIZE)
  string(APPEND of_CMAKE_C_FLAGS " -fsanitize=${of_TRAINLOOP_SANITIZE}")
endif()
step("configure" ${CMAKE_COMMAND} -S . -B build -G ${GENERATOR} ${options}
     -DCMAKE_C_FLAGS=${of_CMAKE_C_FLAGS}
     -DCMAKE_EXE_LINKER_FLAGS=${of_CMAKE_EXE_LINKER_FLAGS}
     -DCMAKE_BUILD_TYPE=${CONFIG} -DCMAKE_PREFIX_PATH=${prefix}
     -DCMAKE_RUNTIME_OUTPUT_DIRECTORY=${FOLDER}/bin/$<1:>)
step("build" ${CMAKE_COMMAND} --build build --config ${CONFIG})
file(GLOB reader ${FOLDER}/bin/reader*)
step("run" ${EMULATOR} ${reader})
file(READ ${SOURCE}/README.md readme)
string(REGEX MATCH "\n\\$ ./skeleton\n([^\n]*\n)" wanted "${readme}")
string(REPLACE "\r\n" "\n" out "${out}")
if(NOT out STREQUAL CMAKE_MATCH_1 OR out STREQUAL "")
  fail("the README says ${CMAKE_MATCH_1}, the installed library ${out}")
endif()
finish("steps")
