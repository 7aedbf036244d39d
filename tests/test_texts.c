/* Texts of many scripts, cut as Python cuts them: golden/text_*, made by
   reference/texts.py. */
#include "test.h"

#include "trainloop/corpus.h"

#include <stdlib.h>

/* What a file holds, NUL behind it; to be freed. */
static char *whole(const char *name, const char *ending)
{
    char path[60], *text = calloc(1, 1 << 20);
    FILE *file;

    sprintf(path, "golden/text_%s%s", name, ending);
    file = fopen(path, "rb");
    if (!CHECK(file && text)) {
        free(text);
        return NULL;
    }
    CHECK(fread(text, 1, (1 << 20) - 1, file) > 0);
    fclose(file);
    return text;
}

/* The tokens behind those that are written already: a unit a line. */
static char *write(char *to, const struct corpus *c)
{
    bool begins = true;

    for (size_t i = 0; i < c->n; i++) {
        bool ends = c->token[i] == WORD_END;
        to += sprintf(to, "%s%s", begins || ends ? "" : "|",
                      ends ? "\n" : vocabulary_word(&c->words, c->token[i]));
        begins = ends;
    }
    return to;
}

static void compare(const char *name)
{
    static const char *const tokens[] = {"space", "words", "chars"};
    static const char *const units[] = {"line", "paragraph", "sentence"};
    char *text = whole(name, ".txt"), *wanted = whole(name, ".tokens");
    char *found = calloc(1, 1 << 20), *to = found;

    for (int k = 0; CHECK(text && wanted && found) && k < 9; k++) {
        struct corpus_rule rule = {(enum corpus_tokens)(k / 3),
                                   (enum corpus_unit)(k % 3)};
        struct corpus c;
        struct fault fault = {0};
        to += sprintf(to, "== %s %s\n", tokens[rule.tokens], units[rule.unit]);
        if (CHECK(corpus_parse(&c, text, strlen(text), name, rule, &fault)))
            to = write(to, &c);
        corpus_free(&c);
    }
    for (char *a = found, *b = wanted; a && b && *a != '\0';) {
        size_t n = strcspn(a, "\n"), m = strcspn(b, "\n");
        if (!CHECK(n == m && memcmp(a, b, n) == 0))
            printf("  %s: %.*s\n  is not %.*s\n", name, (int)n, a, (int)m, b);
        a += n + (a[n] != '\0');
        b += m + (b[m] != '\0');
    }
    CHECK(found && wanted && strlen(found) == strlen(wanted));
    free(text);
    free(wanted);
    free(found);
}

int main(void)
{
    compare("latin");
    compare("greek");
    compare("cyrillic");
    compare("arabic");
    compare("devanagari");
    compare("cjk");
    compare("signs");
    return test_end();
}
