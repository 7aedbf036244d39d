/* bigram_look.h -- what the views of bigram look at, once it is trained. */
#ifndef STAGES_BIGRAM_LOOK_H
#define STAGES_BIGRAM_LOOK_H

#include "stages/bigram_run.h"

/* Up to so many words all probabilities are listed, not only of the pairs that
   occur. */
enum { BIGRAM_LOOK_ALL = 200 };

/* What the options ask for: expected, look, in the result.  stop, or NULL: not
   0 ends the sentences.  Fault: no memory. */
bool bigram_look(struct bigram_run *run, const volatile sig_atomic_t *stop,
                 struct fault *fault);

/* How many tokens a sentence that is made up has at most. */
int bigram_look_longest(const struct bigram_run *run);

#endif
