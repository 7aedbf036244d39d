/* The words that the user asks for, in the vocabulary. */
#include "stages/bigram_run.h"
#include "text/near.h"

#include "trainloop/decimal.h"
#include "trainloop/num.h"

#include <string.h>

/* The hint for a word that is not there: one that is near, or the way. */
static bool suggest(const struct vocabulary *words, const char *text,
                    struct fault *fault)
{
    const char *best = NULL;
    double x;

    for (uint32_t i = 0; i < words->n; i++) {
        const char *known = vocabulary_word(words, i);
        if (strlen(known) < 60 && near_match(text, known) &&
            (!best || near_distance(text, known) < near_distance(text, best)))
            best = known;
    }
    if (best)
        return fault_hint(fault, "Did you mean '%s'?", best);
    if (strpbrk(text, ", "))
        return fault_hint(fault, "Give words one by one, with blanks between");
    if (decimal_parse(text, &x) == DECIMAL_OK)
        return fault_hint(fault, "This model knows words, not numbers");
    return fault_hint(fault, "It has '%.60s', for example",
                      vocabulary_word(words, 0));
}

bool bigram_run_find(const struct vocabulary *words, enum corpus_tokens tokens,
                     const char *option, const char *word, size_t length,
                     uint32_t *id, struct fault *fault)
{
    char text[80];

    snprintf(text, sizeof text, "%.*s", (int)(length < 60 ? length : 60), word);
    for (char *c = text; tokens == CORPUS_WORDS && *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    *id = vocabulary_find(words, length < 60 ? text : word, length);
    if (*id != CORPUS_UNKNOWN)
        return true;
    fault_set(fault, FAULT_USAGE, "%s'%s' is not one of the %lu words", option,
              text, (unsigned long)words->n);
    return suggest(words, text, fault);
}

/* "A,B": where words have commas themselves, at the comma that fits. */
static bool find_follow(struct bigram_run *run, struct fault *fault)
{
    const struct vocabulary *words = &run->corpus.words;
    const char *follow = run->options->follow, *comma = strchr(follow, ',');

    if (!comma) {
        fault_set(fault, FAULT_USAGE,
                  "'--follow' needs two words A,B, got '%.100s'", follow);
        return fault_hint(fault, "For example: --follow the,cat");
    }
    for (const char *c = comma; c; c = strchr(c + 1, ','))
        if (vocabulary_find(words, follow, (size_t)(c - follow)) !=
                CORPUS_UNKNOWN &&
            vocabulary_find(words, c + 1, strlen(c + 1)) != CORPUS_UNKNOWN)
            comma = c;
    return bigram_run_find(words, run->tokens, "'--follow': ", follow,
                           (size_t)(comma - follow), &run->follow.word,
                           fault) &&
           bigram_run_find(words, run->tokens, "'--follow': ", comma + 1,
                           strlen(comma + 1), &run->follow.next, fault);
}

/* --word and --follow; without them the lesson's, or the first that leads. */
bool bigram_run_find_words(struct bigram_run *run, struct fault *fault)
{
    const struct bigram_options *o = run->options;
    const struct vocabulary *words = &run->corpus.words;

    run->word = vocabulary_find(words, "the", 3);
    for (uint32_t i = 0; run->word == CORPUS_UNKNOWN && i < run->V; i++)
        if (bigram_run_seen(run, i) > 0)
            run->word = i;
    if (run->word == CORPUS_UNKNOWN)
        run->word = 0;
    if (o->word && !bigram_run_find(words, run->tokens, "'--word': ", o->word,
                                    strlen(o->word), &run->word, fault))
        return false;
    if (!o->follow)
        return true;
    return find_follow(run, fault);
}
