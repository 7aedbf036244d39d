/* sheet_terminal.h -- a sheet as text. */
#ifndef TEXT_SHEET_TERMINAL_H
#define TEXT_SHEET_TERMINAL_H

#include "text/sheet.h"

extern const struct sheet_back sheet_terminal;

/* The same to any report: what a page folds away. */
void sheet_terminal_head(struct report *out, const struct table *table);
void sheet_terminal_row(struct report *out, const struct table *table,
                        const struct cell *cells);

#endif
