/* worksheet.h -- what a page of the course has to write on: the tour's
   questions, the exercises. */
#ifndef GUIDE_WORKSHEET_H
#define GUIDE_WORKSHEET_H

#include "text/report.h"

/* Links to its sections, for the page's list of them; the sections. */
void worksheet_links(struct report *page);
void worksheet_print(struct report *page);

#endif
