/* reader.h -- bytes on their way into a corpus. */
#ifndef WORDS_READER_H
#define WORDS_READER_H

#include "base/magic.h"

#include "trainloop/corpus.h"

/* The longest that a character and what follows it have to be seen together:
   an apostrophe and a letter. */
enum { READER_AHEAD = 7 };

struct reader {
    struct corpus *corpus;
    const char *name, *file; /* for messages; for a command, or NULL    */
    struct corpus_rule rule;
    bool counts; /* for `count`, not for `bigram` */
    struct fault *fault;
    unsigned char as[256]; /* a byte of a word as it is stored, or 0: it
                              takes a closer look                         */
    size_t room;           /* for tokens                                  */
    uint64_t line;         /* its number                                  */
    size_t tokens;         /* so far in this unit                         */
    char *word;            /* the one that is being read                  */
    size_t length, most;   /* of it, 0: there is none; room for its bytes */
    uint32_t id[128];      /* of a character of ASCII + 1, or 0           */
    bool gap;              /* characters are a blank apart                */

    /* Places in the text, in bytes from its start. */
    uint64_t at;    /* what is looked at                               */
    uint64_t blank; /* so far the line is blank                        */
    uint64_t full;  /* a sentence may have ended here                  */

    char first[MAGIC_BYTES];                    /* bytes of the text */
    size_t firsts, odd_c1, odd_undefined, wide; /* characters above 127 */
};

/* A reader that fills *corpus. */
struct reader reader_start(struct corpus *corpus, struct corpus_rule rule,
                           const char *name, const char *file,
                           struct fault *fault);

/* The next n bytes of the text, all if they are the last ones, else but the
   last few.  *used: how many; the others have to come again.  All of a short
   text at once. */
bool reader_feed(struct reader *r, const char *bytes, size_t n, bool last,
                 size_t *used);

/* Closes the last unit, if all went well so far; frees the reader's memory, not
   the corpus. */
bool reader_finish(struct reader *r, bool good);

#endif
