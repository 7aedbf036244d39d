/* corpus.h -- a text as numbered tokens, unit by unit, and the pairs of
   neighbours in it. */
#ifndef TRAINLOOP_CORPUS_H
#define TRAINLOOP_CORPUS_H

#include "trainloop/seal.h"
#include "trainloop/vocabulary.h"

/*
 * What a token is: what stands between blanks; a word, which is a run of
 * letters, marks and digits of any script (Unicode's categories L, M and N),
 * with apostrophes (' or U+2019) between letters, and capitals of Latin, Greek
 * and Cyrillic made small; or a character.
 */
enum corpus_tokens { CORPUS_SPACE, CORPUS_WORDS, CORPUS_CHARS };

/*
 * What pairs never cross: a line; a paragraph, which an empty line ends; or a
 * sentence, which . ! ? and quotes behind them end before a blank, and an empty
 * line.  LF, CR LF or CR ends a line.  In the last two a line end is a blank,
 * and as characters blanks in a row are one.
 */
enum corpus_unit { CORPUS_LINE, CORPUS_PARAGRAPH, CORPUS_SENTENCE };

/* All zeros: between blanks, by lines. */
struct corpus_rule {
    enum corpus_tokens tokens;
    enum corpus_unit unit;
};

/* As they are typed and saved, in their order, then NULL: space words chars. */
extern const char *const corpus_tokens[];

/* "word", "character"; "line", "paragraph", "sentence", as it is typed. */
const char *corpus_token_name(enum corpus_tokens tokens);
const char *corpus_unit_name(enum corpus_unit unit);

/* Two neighbours in a unit. */
struct pair {
    uint32_t word, next;
};

/* Bytes of a text that belong to no character of UTF-8, the line of the first;
   what iconv is to read the text as, "utf-8" where most of it is that. */
struct corpus_odd {
    size_t bytes;
    uint64_t line;
    const char *from;
};

/* Owns what it points to.  All zeros is a valid empty one. */
struct corpus {
    struct corpus_rule rule;
    struct vocabulary words;
    uint32_t *token; /* (n) ids; WORD_END closes every unit             */
    uint32_t *held;  /* (n_held) likewise, the units kept from training */
    size_t n, n_held;
    size_t lines, held_lines; /* units with at least one token          */
    uint64_t pairs;           /* neighbours that are both known ...      */
    size_t held_pairs;        /* ... among those kept from training      */
    size_t held_unknown;      /* held-out neighbours that are not       */
    struct corpus_odd odd;    /* what is no UTF-8                       */
    struct seal read;         /* of the file                            */
};

/* Reads a text file ("-": standard input), UTF-8; a mark at its start is
   dropped, what is no UTF-8 is in no word.  Faults name file and line: a NUL
   byte, no pair in any unit. */
bool corpus_read(struct corpus *corpus, const char *name,
                 struct corpus_rule rule, struct fault *fault);

/* The same for `count`, whose hints name it: a text may have no pair. */
bool corpus_gather(struct corpus *corpus, const char *name,
                   struct corpus_rule rule, struct fault *fault);

/* The same from memory; the faults name it as a file. */
bool corpus_parse(struct corpus *corpus, const char *text, size_t length,
                  const char *name, struct corpus_rule rule,
                  struct fault *fault);

/* A token of so many bytes as the text would have it: of words the small
   letters.  To be freed; NULL: no memory. */
char *corpus_fold(enum corpus_tokens tokens, const char *word, size_t length);

/* How often units begin and end with a token. */
struct corpus_edge {
    uint32_t begins, ends;
};

/* Adds up those of the training units.  edges: (V). */
void corpus_count_edges(const struct corpus *corpus, struct corpus_edge *edges);

/*
 * Moves round(part * lines) units, at least one, from token to held: the first
 * of permutation(lines) from `seed`; both stay in the order of the text.
 * Unless the words are kept, the vocabulary is made again from the training
 * units, and a held-out word that it lacks becomes WORD_UNKNOWN.  part: in
 * (0, 1); once for a corpus.  Faults: nothing, or no pair, would be left to
 * train on; the corpus is empty then.
 */
bool corpus_hold_out(struct corpus *corpus, double part, uint32_t seed,
                     bool keep_words, struct fault *fault);

/* Would that leave a pair to train on, and hold out one whose words training
   knows?  False also where there is no memory to find out. */
bool corpus_can_hold_out(const struct corpus *corpus, double part,
                         uint32_t seed);

/* Takes over `words`, which are then empty: words that they lack become
   WORD_UNKNOWN.  Fault: no memory; both are empty then. */
bool corpus_adopt(struct corpus *corpus, struct vocabulary *words,
                  struct fault *fault);

/* The next pair of known neighbours; false at the end.  *at, 0 at first, moves
   on.  tokens: (n). */
bool corpus_next(const uint32_t *tokens, size_t n, size_t *at,
                 struct pair *pair);

/* Frees the training tokens, once they are counted; all else stays. */
void corpus_forget(struct corpus *corpus);

void corpus_free(struct corpus *corpus);

#endif
