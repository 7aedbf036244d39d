# Tables as people have them: the files of tests/dialects, and some written here.
# What is asserted: columns and values, or exit status, culprit and cure.
include(${CMAKE_CURRENT_LIST_DIR}/lib.cmake NO_POLICY_SCOPE)
file(COPY ${CMAKE_CURRENT_LIST_DIR}/dialects/ DESTINATION ${FOLDER})

# reads(FILE ROWS [SAYS TEXT...] [WITH ARGUMENT...]): the CSV of `data` has this
# header and these rows, | between the lines, as a file and from stdin; its text
# says each TEXT
function(reads name rows)
  cmake_parse_arguments(PARSE_ARGV 2 READS "" "" "SAYS;WITH")
  string(REPLACE "|" "\n" rows "${rows}\n")
  run(0 data --data ${name} --format csv ${READS_WITH})
  if(NOT out STREQUAL rows)
    fail("${last_run}: read\n${out}not\n${rows}")
  endif()
  set(stdin ${FOLDER}/${name})
  run(0 data --data - --format csv ${READS_WITH})
  if(NOT out STREQUAL rows)
    fail("${name} from stdin: read\n${out}not\n${rows}")
  endif()
  set(stdin ${FOLDER}.empty)
  run(0 data --data ${name} ${READS_WITH})
  holds("${out}" ${READS_SAYS})
  string(REGEX MATCH "\n[^\n]*(separated|decimal comma|from line|left out)[^\n]*"
         odd "${out}")
  if(odd AND NOT READS_SAYS)
    fail("${last_run}: says what is plain:${odd}")
  endif()
endfunction()

# refuses(FILE CULPRIT CURE [ARGUMENT...])
function(refuses name culprit cure)
  refuse(3 "${culprit}" "${cure}" linreg --data ${name} ${ARGN})
endfunction()

# Headers.
reads(header_pandas.csv "0,1|1.5,2.5|2.5,4.5|3.5,6.5")
reads(header_years.csv "2019,2020|10,21|20,41|30,61")
reads(header_years.csv "2019,2020|10,21|20,41|30,61" WITH --x 2019 --y 2020)
reads(header_year_refused.csv "row,2022|1,-29.1|2,-17.2"
      SAYS "x is the number of the row" "'2022'")
reads(first_row_missing.csv "column 1,column 2|75,190|80,200"
      SAYS "1 row without a value left out")
reads(trailing_comma.csv "area,price|75,190|80,200")
reads(trailing_comma.csv "area,price|75,190|80,200" WITH --x area --y price)
reads(rownames.csv "area,price|75,190|80,200")
reads(rownames.csv "column 1,price|1,190|2,200" WITH --x 1 --y price)
given(odd.csv "sqm,2019,price\n75,1,190\n80,2,200\n")
reads(odd.csv "sqm,2019|75,1|80,2")
given(odd.csv "town,1,2\nA,3,4\nB,5,7\n")
refuses(odd.csv "odd.csv:1: the first row may be names" "--header yes")
reads(odd.csv "1,2|3,4|5,7" WITH --header yes)
reads(odd.csv "column 2,column 3|1,2|3,4|5,7" WITH --header no --x 2 --y 3)
given(odd.csv "A,10,unknown\nB,20,5\nC,30,6\n")
refuses(odd.csv "odd.csv:1: the first row may be names" "--header no")
refuses(odd.csv "odd.csv:1: column 'column 3': not a number: 'unknown'"
        "Column of numbers: column 2" --header no)
given(odd.csv "75,unknown\n80,5\n")
refuses(odd.csv "odd.csv:1: column 'column 2': not a number" "--header yes")

given(odd.csv ",190\n75,200\n80,230\n")
reads(odd.csv "column 1,column 2|75,200|80,230" SAYS "1 row without a value")
given(odd.csv ",1.5\n0,200\n1,230\n2,210\n")
reads(odd.csv "column 1,column 2|0,200|1,230|2,210"
      SAYS "1 row without a value")
given(odd.csv "town,1400,1500\nA,3,4\nB,5,7\n")
reads(odd.csv "column 2,column 3|1400,1500|3,4|5,7")
given(odd.csv "town,2019.5,2020\nA,3,4\nB,5,7\n")
reads(odd.csv "column 2,column 3|2019.5,2020|3,4|5,7")
given(odd.csv "town,2500,2600\nA,3,4\nB,5,7\n")
reads(odd.csv "column 2,column 3|2500,2600|3,4|5,7")
given(odd.csv "town,2019,2020\nA,x,4\nB,y,7\n")
reads(odd.csv "row,2020|1,4|2,7" SAYS "the row: only '2020' has numbers")
given(odd.csv ",0,1\nA,3,4\n7,5,8\n")
reads(odd.csv "0,1|3,4|5,8")
given(odd.csv "A,2019,2020\nB,2018,2021\nC,2015,2023\n")
refuses(odd.csv "odd.csv:1: the first row may be names" "--header")
given(odd.csv "A,2019,2021\nB,2018,2021\nC,2015,2023\n")
reads(odd.csv "column 2,column 3|2019,2021|2018,2021|2015,2023")
given(odd.csv "price\nA,75\nB,80\n") # R's names of rows
reads(odd.csv "row,price|1,75|2,80" SAYS "the row: only 'price' has numbers")
given(odd.csv "price\nA,75\nB,80\n7,90\n")
reads(odd.csv "row,price|1,75|2,80|3,90" SAYS "only 'price' has numbers")
given(odd.csv "price\nA,75\n")
refuses(odd.csv "odd.csv:1: 1 column, but the rows below have 2" "--skip 1")
given(odd.csv "a,b,c\nx\n1,2\n3,4\n5,6\n")
refuses(odd.csv "odd.csv:1: 3 columns, but the rows below have 2" "--skip 2")
given(odd.csv "price\n1,75\n2,80\n3,60\n")
reads(odd.csv "row,price|1,75|2,80|3,60" SAYS "besides an index only 'price'")
given(odd.csv "2020\nA,75\nB,80\n")
refuses(odd.csv "odd.csv:1: 1 column, but the rows below have 2" "--skip 1")

# Separators.
reads(semicolon.csv "m2,precio|75.5,190|80,200.5"
      SAYS "separated by '" "', decimal comma\n")
reads(tab.tsv "sqm,price|75,190|80,200" SAYS "separated by tabs\n")
reads(pipe.csv "sqm,price|75,190|80,200" SAYS "separated by '|'\n")
reads(blanks.data "column 1,column 2|0.0063,18|0.0273,0|0.0272,0"
      SAYS "separated by blanks\n")
reads(mixed_blanks.data "column 1,column 2|18,8|15,8" SAYS "by blanks\n")
reads(quoted_semicolon.csv "fixed acidity,alcohol|7.4,9.4|7.8,9.8" SAYS "by '")
reads(quoted_tab.tsv "row,displ|1,1.8" SAYS "separated by tabs"
      "the number of the row")
reads(semicolon_comma_header.csv "area,\"price (EUR, net)\"|75,190|80,200"
      SAYS "separated by '")
reads(sep_line.csv "sqm,price|75,190|80,200" SAYS "from line 2 on\n")
given(odd.csv "75 000,190 000\n80 500,200 000\n")
refuses(odd.csv "separated by ',' or by blanks" "--separator blanks")
reads(odd.csv "column 1,column 2|75000,190000|80500,200000"
      WITH --separator ,)
given(odd.csv "a|b,1\n1|2,3\n3|4,5\n")
reads(odd.csv "a,\"b,1\"|1,2.3|3,4.5" SAYS "'|', decimal comma"
      WITH --separator |)
given(odd.csv "# a table\na|b\n1|2\n|3\n2|4\n")
reads(odd.csv "a,b|1,2|2,4" SAYS "separated by '|', from line 2 on"
      " 1 row without a value left out\n")
foreach(tab tab \\t "\t")
  reads(tab.tsv "sqm,price|75,190|80,200" SAYS "by tabs" WITH --separator ${tab})
endforeach()
foreach(blanks blanks " ")
  reads(mixed_blanks.data "column 1,column 2|18,8|15,8" SAYS "by blanks\n"
        WITH --separator "${blanks}")
endforeach()
string(ASCII 1 control)
string(ASCII 127 delete)
foreach(bad ab a 1 \" . - + ${control} ${delete})
  refuse(2 "'--separator' needs one character" "tab" data --data odd.csv
    --separator ${bad})
endforeach()
refuse(2 "'--header' cannot be 'x'" "yes, no" data --data odd.csv --header x)
refuse(2 "'--missing' cannot be 'x'" "skip, stop" data --data odd.csv
  --missing x)
refuse(2 "'--skip' needs a whole number" "-1" data --data odd.csv --skip -1)
foreach(option "--separator;|" "--header;yes" "--skip;1" "--missing;stop")
  refuse(2 "needs '--data'" "Add --data" linreg ${option})
endforeach()

given(odd.csv "a b\n1 2\n3 4 5\n6 7\n8 9\n")
refuses(odd.csv "odd.csv:3: 3 columns, but the table has 2" "contains blanks")
given(odd.csv "a b \r\n1 2\t\r\n3 4  ") # blanks at the end are none
reads(odd.csv "a,b|1,2|3,4" SAYS "by blanks")
given(odd.csv "1 ,5\n2 ,6\n3 ,8\n")
reads(odd.csv "column 1,column 2|1,5|2,6|3,8")
given(odd.csv "sep=x\naxb\n1x2\n")
refuses(odd.csv "nearly a number, in 'sep=x': '1x2'" "plain numbers")

# Line ends, quotes, empty lines, lines above.
reads(cr.csv "sqm,price|75,190|80,200")
reads(quoted_cr.csv "a,b|1,2|2,4")
given(odd.csv "a,b\n1,2\r3,4\r\n5,7\n")
reads(odd.csv "a,b|1,2|3,4|5,7")
reads(space_quote.csv "Year,Quantity|2015,345|2016,400")
given(odd.csv " \"a\" ,\t\"b\"\t\n 1 , \"2\" \n3,4\n")
reads(odd.csv "a,b|1,2|3,4")
given(odd.csv "note,a,b\n5\" pipe,1,2\nthe \"best\",3,5\n")
reads(odd.csv "a,b|1,2|3,5")
reads(blank_line.csv "sqm,price|75,190|80,200")
reads(empty_rows.csv "sqm,price|75,190|80,200")
given(odd.csv "a,b,\n1,2,\n,,\n3,4,,\n")
reads(odd.csv "a,b|1,2|3,4")
reads(comment.csv "sqm,price|75,190|80,200" SAYS "from line 2 on\n")
reads(preamble.csv "Year,Jan|1880,-0.19|1881,-0.2" SAYS "from line 2 on\n")
reads(worldbank.csv "2000,2001|1,2|2,4" SAYS "from line 3 on\n")
given(odd.csv "Homes,,\nYear,a,b\n2001,3,4\n2003,4,5\n")
reads(odd.csv "Year,a|2001,3|2003,4" SAYS "from line 2 on\n")
given(odd.csv "Homes,,\nof here,,\nYear,a,b\n2001,3,4\n2003,4,5\n") # two titles
reads(odd.csv "Year,a|2001,3|2003,4" SAYS "from line 3 on\n")
given(odd.csv "Homes,\nof here\nYear,a\n2001,3\n2003,4\n")
refuses(odd.csv "odd.csv:2: 1 column, but the table has 2" "")
given(odd.csv "price,\n75,\n80,\n") # no title, but a name
reads(odd.csv "row,price|1,75|2,80" SAYS "only 'price' has numbers")
given(odd.csv "Homes, 2020\nof here\nYear,a\n2001,3\n2003,4\n2005,4\n")
refuses(odd.csv "odd.csv:2: 1 column, but the table has 2" "")
reads(odd.csv "Year,a|2001,3|2003,4|2005,4" SAYS "from line 3 on\n"
      WITH --skip 2)
given(odd.csv "Homes in A, B\n\nYear,a\n2001,3\n2003,4\n")
refuses(odd.csv "odd.csv:3: column 'B': not a number: 'a'" "--skip 2")
reads(odd.csv "Year,a|2001,3|2003,4" SAYS "from line 3 on" WITH --skip 2)
given(odd.csv "price\n75,5\n80,3\n90,1\n")
refuses(odd.csv "odd.csv:1: 1 column, but the rows below have 2" "--skip 1")
reads(odd.csv "column 1,column 2|75,5|80,3|90,1" SAYS "from line 2 on\n"
      WITH --skip 1)
given(odd.csv "a,b,c\n1,2\n3,4\n")
refuses(odd.csv "odd.csv:1: 3 columns, but the rows below have 2" "--skip 1")
given(odd.csv "a,b\n1,2\n3,4\n5\n6,7\n")
refuses(odd.csv "odd.csv:4: 1 column, but the table has 2" "Fill in")

given(odd.csv "a,b\n1,2\n3,4\n5\n")
refuses(odd.csv "odd.csv:4: 1 column" "sed 4d < odd.csv > table.csv")
given(odd.csv "a,b\n1,2\n\"3\n4\"\n5,6\n")
refuses(odd.csv "odd.csv:3: 1 column" "sed 3,4d < odd.csv > table.csv")
given(odd.csv "a,b\r\n1,2\r\n3")
refuses(odd.csv "odd.csv:3: 1 column" "sed 3d < odd.csv > table.csv")
given(odd.csv "a,b\r1,2\r3\r5,6\r")
refuses(odd.csv "odd.csv:3: 1 column"
        "tr '\\r' '\\n' < odd.csv | sed 3d > table.csv")
refuses(footer.csv "footer.csv:5: 1 column" "sed 5d < footer.csv > table.csv")

# Units below the header, and sentences above it.
refuses(units.csv "units.csv:2: column 'Temp': not a number: 'degC'"
        "If it has the units: sed 2d < units.csv > table.csv")
refuses(units.csv "units.csv:2: column 'Rain': not a number: 'mm'"
        "units: sed 2d" --x Year --y Rain)
given(odd.csv "town,a,b\nA,unknown,5\nB,1,2\nC,4,6\n") # it has a number
refuses(odd.csv "odd.csv:2: column 'a': not a number: 'unknown'"
        "numbers: b\n  Or leave the row out: sed 2d" --x a --y b)
refuses(station.txt "station.txt:7: 5 columns, but the table has 7"
        "sed 7d < station.txt > table.csv")
file(STRINGS ${FOLDER}/station.txt station)
list(REMOVE_AT station 6)
list(JOIN station "\n" station)
given(odd.csv "${station}\n")
reads(odd.csv "yyyy,mm|1948,1|1948,2|1949,12" SAYS "blanks, from line 6 on\n")
reads(odd.csv "tmax,sun|7.9,53|15.2,64.9" WITH --x tmax --y sun
      SAYS "1 row without a value left out")


# A unit behind the numbers, and a row of sums below them.
given(odd.csv "day;kr in;out\na;-18,90 kr;2 kr\nb;281,34 kr;3 kr\n")
refuses(odd.csv "nearly a number, in 'kr in': '-18,90 kr'"
        "Without 'kr': sed 's/\\([0-9]\\) kr/\\1/g' < odd.csv > table.csv")
refuses(odd.csv "column 'kr in': not a number: '-18,90 kr'"
        "Without 'kr': sed" --x "kr in" --y out)
given(odd.csv "day;kr in;out\na;-18,90;2\nb;281,34;3\n")
reads(odd.csv "kr in,out|-18.9,2|281.34,3" SAYS "decimal comma")
given(odd.csv "x,y\n1,2\n2,4\n3,5\nTotal,11\n")
refuses(odd.csv "odd.csv:5: column 'x': not a number: 'Total'"
        "Or leave the row out: sed 5d < odd.csv > table.csv")
given(odd.csv "x\n2\n4\n<1\n")
refuses(odd.csv "odd.csv:4: column 'x': not a number: '<1'"
        "sed 4d < odd.csv > table.csv")
foreach(bad 12/3 5* "3 'a" "1 2 x" 5%%)
  given(odd.csv "x,y\n1,2\n3,${bad}\n4,5\n")
  refuses(odd.csv "odd.csv:3: column 'y': not a number" "leave the row out")
endforeach()

# Missing values.
reads(stars.csv "Year,D-N|1881,-0.09|1882,-0.08" WITH --x Year --y D-N
      SAYS "from line 2 on; 2 rows without a value left out")
foreach(name empty na)
  reads(missing_${name}.csv "sqm,price|75,190|90,230"
        SAYS "\n1 row without a value left out\n")
endforeach()
reads(missing_question.csv "mpg,horsepower|18,130|16,150"
      SAYS "\n1 row without a value left out\n")
reads(first_cell_missing.csv "sqm,rooms|80,3|90,4"
      SAYS "\n1 row without a value left out\n")
reads(first_cell_missing.csv "rooms,price|3,190|3,200|4,230"
      WITH --x rooms --y price)
set(all "x,y\n1,2\n")
foreach(mark "" NA N/A NaN NULL ? - . .. nan n/a null na None none "#N/A"
             "<NA>" : ** *** -- ----)
  string(APPEND all "5,${mark}\n${mark},\n")
endforeach()
given(odd.csv "${all}3,4\n")
reads(odd.csv "x,y|1,2|3,4" SAYS "\n43 rows without a value left out\n")
refuses(odd.csv "odd.csv:3: no value in 'x' or 'y'; 43 of 45 rows lack one"
        "Leave out --missing stop" --missing stop)
given(odd.csv "x,y\n1,\n2,\n")
refuses(odd.csv "no value in 'x' or 'y'; 2 of 2 rows lack one" "--x" --y y)
foreach(bad unknown x *- ***** *1 "#REF!" -inf 1e400 1_000 0x1)
  given(odd.csv "x,y\n1,2\n3,${bad}\n4,5\n")
  refuses(odd.csv "odd.csv:3: column 'y': " "")
endforeach()

# A name that is too long for the label of a row is left out of it.
given(odd.csv "a,ninety\n1,2\n2,5\n4,4\n7,9\n9,8\n")
expect(0 "\nalways the mean ninety  " data --data odd.csv)
given(odd.csv "a,ninety nine bottles\n1,2\n2,5\n4,4\n7,9\n9,8\n")
foreach(command data linreg "generalize;--holdout;0.4")
  expect(0 "\nalways the mean     " ${command} --data odd.csv)
endforeach()

# Ways to write a number.
reads(money.csv "sqm,price|75,190208|80,200000" SAYS "\nprice is in $\n")
given(odd.csv "price,b\n$5,1\n$6,3\n$9,4\n")
reads(odd.csv "price,b|5,1|6,3|9,4" SAYS "\nprice is in $\n")
reads(percent.csv "sqm,share|75,12|80,13" SAYS "\nshare is in %\n")
reads(thousands.csv "sqm,price|75,190208|80,200000")
given(odd.csv "a;b\n1.234,5;-950\n2,25;-1.200\n")
reads(odd.csv "a,b|1234.5,-950|2.25,-1200" SAYS "decimal comma")
given(odd.csv "a;b\n1,5;2\n2,5;3\n") # a column twice
reads(odd.csv "a,a|1.5,1.5|2.5,2.5" SAYS "decimal comma" WITH --x a --y a)
given(odd.csv "a;b\n1,234;2.5\n2,345;3.5\n")
reads(odd.csv "a,b|1234,2.5|2345,3.5" SAYS "separated by '")
given(odd.csv "a;b\n1,234;5,678\n2,345;6,789\n")
refuses(odd.csv "odd.csv:2: column 'b': the comma may be" "sed 's/,/./g' <")
foreach(mixed "$2,345;3000" "3000;2,345" "$2;3" "3;2%" "$2;2%" "1,234;2'345"
              "1,234;1.5e3" "12,34;5" "1234,567;5" "0,123;5" "1,23;5")
  list(GET mixed 0 one)
  list(GET mixed 1 two)
  given(odd.csv "a,b\n1,\"${one}\"\n3,\"${two}\"\n4,\"${one}\"\n")
  refuses(odd.csv "column 'b': not " "")
endforeach()
given(odd.csv "a,b\n1,\"75,5\"\n2,\"80,25\"\n4,\"1,5\"\n")
refuses(odd.csv "odd.csv:2: column 'b': not a number: '75,5'" "decimal point")
string(ASCII 163 pound)
given(odd.csv "a,b\n1,${pound}190\n3,${pound}200\n")
refuses(odd.csv "odd.csv:2: column 'b': not a number" "iconv -f latin1")
given(odd.csv "a,b\n1,£190\n3,-£200\n5,£-20\n")
reads(odd.csv "a,b|1,190|3,-200|5,-20" SAYS "\nb is in £\n")
given(odd.csv "a,b\n1,−1 200\n3,−200.5\n5,$7\n")
refuses(odd.csv "odd.csv:4: column 'b': not written as" "")
given(odd.csv "a,b\n1,−1 200\n3,−200.5\n5,7\n6,$ −8\n")
refuses(odd.csv "odd.csv:5: column 'b': not written as" "")
given(odd.csv "a,b\n1,−12\n3,−2.5\n5,7\n") # as in print
reads(odd.csv "a,b|1,-12|3,-2.5|5,7")
given(odd.csv "a,b\n1,−−12\n3,2\n5,7\n")
refuses(odd.csv "odd.csv:2: column 'b': not a number: '−−12'" "")
given(odd.csv "a,b\n1,190 €\n3,1 200 €\n")
reads(odd.csv "a,b|1,190|3,1200" SAYS "\nb is in €\n")

given(odd.csv "a,b\n1,\"1,234\"\n2,\"80,25\"\n4,\"1,234\"\n")
refuses(odd.csv "odd.csv:2: column 'b': the comma may be" "1234 or 1.234")
given(odd.csv "a;b\n1,5;2.5\n2,5;3.5\n")
refuses(odd.csv "odd.csv:2: column 'a': not a number: '1,5'" "alike")

given(odd.csv "a;b\n1'234'567;1.234\n2'345;2.345\n")
reads(odd.csv "a,b|1234567,1.234|2345,2.345" SAYS "separated by '")
given(odd.csv "a;b\n1.234.567;1.234\n2.345;2.345\n")
reads(odd.csv "a,b|1234567,1234|2345,2345" SAYS "decimal comma")

# Which columns.
reads(id_late.csv "father,child|78.5,73.2|75.5,73.5|70,68")
reads(one_number_column.csv "row,alcohol|1,17.5|2,16.8"
      SAYS "x is the number of the row: only 'alcohol' has numbers\n")
reads(date_x.csv "row,Temp|1,20.7|2,17.9" SAYS "the row: 'Date' has dates")
reads(date_x.csv "row,Temp|1,20.7|2,17.9" SAYS "the row: 'Date' has dates"
      WITH --x Date)
reads(date_x.csv "row,Temp|1,20.7|2,17.9" SAYS "'Date' has" WITH --y Temp)
given(odd.csv "note,t\n1981-01-01,1\nlate,5\n,3\n")
reads(odd.csv "row,t|1,1|2,5|3,3" SAYS "the row: only 't' has numbers")
refuses(odd.csv "odd.csv:2: column 'note': a date" "numbers: t" --x note)
given(odd.csv "when,t\n1981-01-01,1\n5,5\n1983-01-01,3\n")
reads(odd.csv "row,t|1,1|2,5|3,3" SAYS "the row: only 't' has numbers")
given(odd.csv "a,year,b\n1,2001,5\n4,2002,6\n2,2003,3\n") # no index
reads(odd.csv "a,year|1,2001|4,2002|2,2003")
refuses(date_x.csv "column 'Date': a date" "numbers: Temp" --y Date)
reads(empty_name.csv "TV,sales|230.1,22.1|44.5,10.4")
reads(empty_name.csv "column 1,TV|1,230.1|2,44.5" WITH --x "column 1" --y TV)
reads(same.csv "euro_turnout,nat_turnout|59.8,80|88.47,88.38|32.64,56.28")
given(odd.csv "a,b\n5,1\n5,2\n5,4\n") # there is no better one
reads(odd.csv "a,b|5,1|5,2|5,4")
foreach(name valid grid Id3 COVID fluid)
  given(odd.csv "${name},a,b\n7,1,2\n5,4,6\n2,3,3\n")
  reads(odd.csv "${name},a|7,1|5,4|2,3")
endforeach()
foreach(name id ID Index row No. no Nr. nr "#" "Unnamed: 0" "" rowid rownames PassengerId
             station_id "Provider Id" STATION_ID playerID)
  given(odd.csv "${name},a,b\n7,1,2\n5,4,6\n2,3,3\n")
  reads(odd.csv "a,b|1,2|4,6|3,3")
  given(odd.csv "${name},b\n7,2\n5,6\n2,3\n")
  reads(odd.csv "row,b|1,2|2,6|3,3"
        SAYS "the row: besides an index only 'b' has numbers")
endforeach()
given(odd.csv "obs,a,b\n7,1,2\n8,4,6\n9,3,3\n")
reads(odd.csv "a,b|1,2|4,6|3,3")
reads(odd.csv "obs,b|7,2|8,6|9,3" WITH --x obs --y b)
reads(odd.csv "b,a|2,1|6,4|3,3" WITH --x b)
reads(odd.csv "a,b|1,2|4,6|3,3" WITH --y b)
given(odd.csv "hour,b\n1,2\n2,6\n3,3\n")
reads(odd.csv "hour,b|1,2|2,6|3,3")
given(odd.csv "b,hour\n4,1\n6,2\n9,3\n")
reads(odd.csv "b,hour|4,1|6,2|9,3")
given(odd.csv "price\n75\n80\n95\n")
reads(odd.csv "row,price|1,75|2,80|3,95" SAYS "the row: only 'price' has")
given(odd.csv "day,t\na,1\nb,\nc,3\n") # what is left out has its number
reads(odd.csv "row,t|1,1|3,3" SAYS "1 row without a value left out")
given(odd.csv "a,b\n1,2\n3,4\n5,6x\n")
refuses(odd.csv "odd.csv:4: column 'b': not a number: '6x'" "numbers: a")
refuses(dup_header.csv "has the name 'price' in columns 1 and 3" "--y 3"
        --x size --y price)
reads(dup_header.csv "size,column 3|1,100|2,180|3,310" WITH --x size --y 3)
reads(dup_header.csv "column 1,column 3|10,100|20,180|30,310")
refuses(case.csv "no column 'size'" "Did you mean 'Size'?" --x size --y price)
refuses(case.csv "no column 'prcie'" "Did you mean 'Price'?" --y prcie)
given(odd.csv "a,b\nx,y\nz,w\n")
refuses(odd.csv "'odd.csv' has no column that is numbers" "plain numbers")
refuses(odd.csv "odd.csv:2: column 'a': not a number: 'x'" "1234.5" --x a --y b)
refuses(odd.csv "'odd.csv' has no other column that is numbers" "plain" --x a)
set(names "")
set(values "")
foreach(k RANGE 10 19)
  string(APPEND names "a_name_of_more_than_thirty_characters_${k},")
  string(APPEND values "${k}.5,")
endforeach()
given(odd.csv "${names}note\n${values}x\n${values}y\n")
refuses(odd.csv "column 'note': not a number" "characters_17, ..." --y note)
given(odd.csv "a,b\n75m,y\n80m,w\n")
refuses(odd.csv "odd.csv:2: no column is numbers throughout; nearly" "'75m'")
refuses(odd.csv "no other column is numbers" "'75m'" --x b)
given("an odd.csv" "a,b\n1,${pound}190\n3,${pound}200\n")
refuses("an odd.csv" "column 'b': not a number"
        "iconv -f latin1 -t utf-8 < 'an odd.csv' >")

given(odd.csv "a,b\n1,2\n2,x\n3,6\n4,y\n") # two odd rows: to leave one out is no cure
run(3 linreg --data odd.csv --y b)
holds("${errors}" "odd.csv:3: column 'b': not a number: 'x'" "numbers: a\n")
if(errors MATCHES "leave the row out")
  fail("${last_run}: ${errors}")
endif()
string(REPEAT d 210 endless) # too long a name for a cure
given(${endless} "a,b\n1,${pound}190\n3,${pound}200\n")
refuses(${endless} "column 'b': not a number" "iconv -f latin1 -t utf-8 < FILE")
string(REPEAT u 25 unit) # no unit
given(odd.csv "a,b\n1,5 ${unit}\n2,6 ${unit}\n3,7 ${unit}\n")
refuses(odd.csv "odd.csv:2: column 'b': not a number" "numbers: a" --y b)

# What is no table.
given(odd.csv "#")
refuses(odd.csv "odd.csv:1: there is no row" "75,190208")
if(NOT WINDOWS) # there is such a file, but it cannot be opened: not the built-in
  file(CREATE_LINK homes ${FOLDER}/homes SYMBOLIC)
  refuses(homes "cannot open 'homes'" "--data")
  file(REMOVE ${FOLDER}/homes)
endif()
string(ASCII 31 139 gzip)
given(odd.csv "${gzip}xxxxx")
refuses(odd.csv "is no text but gzip" "gunzip -c < odd.csv")
string(ASCII 80 75 3 4 zip)
given(odd.csv "${zip}xxxx")
refuses(odd.csv "zip, as .xlsx files are" "as CSV")
foreach(page "<!DOCTYPE html>" "\n <html lang='en'>" "<!doctype html>")
  given(odd.csv "${page}\n<p>a,b\n<p>1,2\n")
  refuses(odd.csv "'odd.csv' is a web page, and no table" "Raw")
endforeach()
string(ASCII 255 254 utf16)
given(odd.csv "${utf16}xx")
refuses(odd.csv "UTF-16" "iconv -f utf-16 -t utf-8 < odd.csv")
given(odd.csv "\n\n \n")
refuses(odd.csv "odd.csv:1: there is no row" "75,190208")
given(odd.csv "just a line\n")
refuses(odd.csv "no row below" "header")
string(ASCII 246 latin1)
given(odd.csv "gr${latin1}sse,b\n1,2\n3,4\n")
expect(0 "iconv -f latin1 -t utf-8" data --data odd.csv)
refuses(odd.csv "no column 'price'" "iconv -f latin1 -t utf-8 < odd.csv"
        --x price)
set(stdin ${FOLDER}/odd.csv)
refuses(- "no column 'price'" "utf-8 < FILE >" --x price)
set(stdin ${FOLDER}.empty)
given(odd.csv "a,b\n")
refuses(odd.csv "there is a header, but no row below it" "header" --x a --y b)

# Columns without end, and a line that is longer than the look.
string(REPEAT "a," 4100 line)
given(odd.csv "${line}1,2\n${line}3,4\n")
refuses(odd.csv "no two columns of numbers among its first 4096" "--x")
reads(odd.csv "column 4101,column 4102|1,2|3,4" WITH --x 4101 --y 4102)
given(odd.csv "${line}u,v\n${line}x,2\n${line}3,4\n")
refuses(odd.csv "odd.csv:2: column 'u': not a number: 'x'" "such as 1234.5"
        --x u --y v)
string(REPEAT "1.5," 300000 line)
given(odd.csv "${line}2\n")
reads(odd.csv "column 1,column 2|1.5,1.5")
refuses(odd.csv "no column '300002'" "It has" --x 1 --y 300002)
string(REPEAT "abc," 300000 header)
string(REPEAT "," 300000 line)
given(odd.csv "x,y,${header}\n1,2,${line}\n3,4,${line}\n")
reads(odd.csv "x,y|1,2|3,4")
string(REPEAT "abc " 300000 long)
given(odd.csv "x,y,note\n1,2,\"${long}\"\n3,4,b\n")
reads(odd.csv "x,y|1,2|3,4")
string(REPEAT "abc" 400000 word)
given(odd.csv "x,y,note\n1,2,${word}\n3,4,b\n")
reads(odd.csv "x,y|1,2|3,4")
given(odd.csv "x,y\n1,2\n\"${long}\",4\n5,6\n")
refuses(odd.csv "odd.csv:3: column 'x': not a number: 'abc abc" "numbers: y")
given(odd.csv "\"${long}\"x,4\n")
refuses(odd.csv "odd.csv:1: a line of more than a megabyte" "75,190208")

# What was asked for goes on to the next command.
given(odd.csv "town|1|2\nA|3|4\nB|5|7\n")
expect(0 "--data odd.csv --separator '|' --header yes --missing stop"
       data --data odd.csv --separator | --header yes --skip 0
       --missing stop)

run(0 report --out - data --data odd.csv --separator | --header yes --skip 0
    --missing stop)
holds("${out}" "2 rows of odd.csv")

finish("tables")
