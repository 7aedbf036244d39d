/*
 * sheet_page.h -- a sheet as a part of a page: its figures and its tables, and
 * folded below them all that the terminal shows.
 */
#ifndef TEXT_SHEET_PAGE_H
#define TEXT_SHEET_PAGE_H

#include "text/sheet.h"

extern const struct sheet_back sheet_page;

/* Folds away the text, once the sheet is full. */
void sheet_page_close(struct sheet *sheet);

#endif
