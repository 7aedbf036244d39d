/* sheet_csv.h -- a sheet as data: its tables that have names for CSV, every
   digit of them, and nothing else. */
#ifndef TEXT_SHEET_CSV_H
#define TEXT_SHEET_CSV_H

#include "text/sheet.h"

extern const struct sheet_back sheet_csv;

#endif
