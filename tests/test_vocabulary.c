/* Words and their numbers. */
#include "test.h"

#include "trainloop/vocabulary.h"

/* The words of the vocabulary, '|' between them. */
static const char *words(const struct vocabulary *v)
{
    static char text[1000];
    size_t used = 0;

    text[0] = '\0';
    for (uint32_t id = 0; id < v->n && used + 60 < sizeof text; id++)
        used += (size_t)sprintf(text + used, "%s%.50s", id ? "|" : "",
                                vocabulary_word(v, id));
    return text;
}

/* The vocabulary alone, as the reader of a model uses it. */
static void vocabulary(void)
{
    struct vocabulary v = {0};
    struct fault fault = {0};

    CHECK(vocabulary_find(&v, "a", 1) == WORD_UNKNOWN);
    CHECK(vocabulary_add(&v, "abc", 3, &fault) == 0);
    CHECK(vocabulary_add(&v, "abc", 2, &fault) == 1);
    CHECK(vocabulary_add(&v, "b", 1, &fault) == 2);
    CHECK(vocabulary_add(&v, "abc", 3, &fault) == 0);
    CHECK(vocabulary_add(&v, "\xFF", 1, &fault) == 3);
    CHECK(vocabulary_find(&v, "ab", 2) == 1);
    CHECK(vocabulary_find(&v, "abcd", 4) == WORD_UNKNOWN);
    CHECK(vocabulary_find(&v, "bc", 2) == WORD_UNKNOWN);
    CHECK(vocabulary_find(&v, "", 0) == WORD_UNKNOWN);
    CHECK_TEXT(words(&v), "abc|ab|b|\xFF");
    CHECK(v.n == 4 && v.used == 11 && fault.kind == FAULT_NONE);
    vocabulary_free(&v);
    CHECK(v.n == 0 && !v.text && !v.start && !v.table);
    vocabulary_free(&v);
}

/* The beginning of a known word is another word, wherever the table looks. */
static void beginnings(void)
{
    static char word[500];
    struct vocabulary v = {0};
    struct fault fault = {0};
    uint32_t wrong = 0, n = 0;

    memset(word, 'q', sizeof word);
    for (size_t length = sizeof word; length > 0; length--)
        wrong += vocabulary_add(&v, word, length, &fault) != n++;
    n = 0;
    for (size_t length = sizeof word; length > 0; length--)
        wrong += vocabulary_find(&v, word, length) != n++;
    CHECK(wrong == 0 && v.n == sizeof word);
    vocabulary_free(&v);
}

/* A start has 32 bits: all words together end there. */
static void too_many(void)
{
    struct vocabulary v = {.used = UINT32_MAX - 3};
    struct fault fault = {0};

    CHECK(vocabulary_add(&v, "cat", 3, &fault) == WORD_END);
    CHECK(fault.kind == FAULT_INTERNAL && strstr(fault.text, "4 GB") != NULL);
    v.used = 0;
    vocabulary_free(&v);
}

int main(void)
{
    vocabulary();
    beginnings();
    too_many();
    return test_end();
}
