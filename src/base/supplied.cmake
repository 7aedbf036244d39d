# Writes the file OUT, for supplied.c: the files of data/ as arrays of bytes,
# each under the name that a command gives it.  Included, or by itself:
# cmake -D OUT=supplied_data.h -P supplied.cmake
set(code "/* Made from the files of data/. */\n")
foreach(file homes=sacramento.csv sentences=sentences.txt
        challenge=challenge.txt)
  string(REPLACE "=" ";" file ${file})
  list(POP_FRONT file name)
  file(READ ${CMAKE_CURRENT_LIST_DIR}/../../data/${file} bytes HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
  string(REPEAT "....," 12 row)
  string(REGEX REPLACE "(${row})" "\\1\n    " bytes "${bytes}")
  string(APPEND code
         "static const unsigned char ${name}[] = {\n    ${bytes}0\n};\n")
endforeach()
file(CONFIGURE OUTPUT ${OUT} CONTENT "${code}" @ONLY)
