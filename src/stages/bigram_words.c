/* Words that somebody asks for, in a vocabulary. */
#include "stages/bigram_words.h"

#include "text/near.h"

#include "trainloop/decimal.h"

#include <stdio.h>
#include <string.h>

/* The hint for a word that is not there: one that is near, or the way. */
static bool suggest(const struct vocabulary *words, const char *text,
                    struct fault *fault)
{
    const char *best = NULL;
    double x;

    for (uint32_t i = 0; i < words->n; i++) {
        const char *known = vocabulary_word(words, i);
        if (strlen(known) < NEAR_WORD)
            best = near_best(text, known, best);
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

bool bigram_words_find(const struct vocabulary *words,
                       enum corpus_tokens tokens, const char *option,
                       const char *word, size_t length, uint32_t *id,
                       struct fault *fault)
{
    bool whole = length < NEAR_WORD;
    char text[80];

    snprintf(text, sizeof text, "%.*s", whole ? (int)length : NEAR_WORD, word);
    for (char *c = text; tokens == CORPUS_WORDS && *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    *id = vocabulary_find(words, whole ? text : word, length);
    if (*id != WORD_UNKNOWN)
        return true;
    fault_set(fault, FAULT_USAGE, "%s'%s' is not one of the %lu words", option,
              text, (unsigned long)words->n);
    return suggest(words, text, fault);
}

bool bigram_words_pair(const struct vocabulary *words,
                       enum corpus_tokens tokens, const char *follow,
                       struct pair *pair, struct fault *fault)
{
    const char *option = "'--follow': ", *comma = strchr(follow, ',');

    if (!comma)
        return fault_say(fault, FAULT_USAGE, "For example: --follow the,cat",
                         "'--follow' needs two words A,B, got '%.100s'",
                         follow);
    for (const char *c = comma; c; c = strchr(c + 1, ','))
        if (vocabulary_find(words, follow, (size_t)(c - follow)) !=
                WORD_UNKNOWN &&
            vocabulary_find(words, c + 1, strlen(c + 1)) != WORD_UNKNOWN)
            comma = c;
    return bigram_words_find(words, tokens, option, follow,
                             (size_t)(comma - follow), &pair->word, fault) &&
           bigram_words_find(words, tokens, option, comma + 1,
                             strlen(comma + 1), &pair->next, fault);
}

int bigram_words_top(const double *p, uint32_t V, uint32_t *top, int n)
{
    int found = 0;

    for (uint32_t k = 0; k < V; k++) {
        if (found == n && !(p[k] > p[top[n - 1]]))
            continue;
        int at = found < n ? found++ : n - 1;
        for (; at > 0 && p[k] > p[top[at - 1]]; at--)
            top[at] = top[at - 1];
        top[at] = k;
    }
    return found;
}
