/* source.h -- the command source: the loops as they stand in this program; and
   the lines of them that step shows. */
#ifndef GUIDE_SOURCE_H
#define GUIDE_SOURCE_H

/* The line of a file, "src/line/line.c", that is marked "1 predict"; without
   its indent.  There is one: the build fails where a mark is missing. */
const char *source_line(const char *file, const char *mark);

#endif
