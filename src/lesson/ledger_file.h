/* ledger_file.h -- counts of pairs that an engine, or `count`, wrote. */
#ifndef LESSON_LEDGER_FILE_H
#define LESSON_LEDGER_FILE_H

#include "trainloop/ledger.h"

/*
 * Adds the rows of CSV with the columns word, next, count, in this order where
 * no header names them.  A header may come again, so that files may follow one
 * another; rows of the same pair add up; an empty next names a word that leads
 * no pair, whatever its count.  Sorted then.  Faults name the line: a count
 * that is no whole number, a pair without a word; no pair at all.
 */
bool ledger_file_read(struct ledger *ledger, const char *name,
                      struct seal *read, struct fault *fault);

#endif
