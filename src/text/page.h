/* page.h -- pieces of one HTML page, which loads nothing, runs nothing, and
   reads in light and dark, on a phone and on paper. */
#ifndef TEXT_PAGE_H
#define TEXT_PAGE_H

#include "text/figure.h"
#include "text/report.h"

/* By which a page of ours is known, near its start. */
#define PAGE_MARK "<meta name=\"generator\" content=\"trainloop\">"

/* Everything down to the first section. */
void page_open(struct report *page, const char *title);
void page_close(struct report *page);

/* <tag class="...">text</tag> and a line end; class NULL: none.  A tag may have
   attributes: "th scope=...". */
void page_element(struct report *page, const char *tag, const char *class,
                  const char *text);

/* Closed figures, as many beside each other as fit, their notes below them;
   those with a choice in one place, with a row of buttons that choose: once on
   a page. */
void page_figures(struct report *page, const struct figure *f, int n);

/* Begins what is folded away behind a summary; NULL: ends it. */
void page_fold(struct report *page, const char *summary);

/* What the terminal shows, folded away; NULL: nothing. */
void page_transcript(struct report *page, const char *text);

#endif
