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
    CHECK(v.n == 0 && !v.text && !v.node && !v.table);
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

/* The first ten bits of a word's hash are its slot: by Python 3.11,
   PYTHONHASHSEED=0 python3 -c 'print(hash(b"a") % 2**64 >> 54)' and so on. */
static void hashed(void)
{
    static const char letters[] = "abcdefghijklmnopqrst";
    static const size_t slot[] = {257, 341, 768, 911, 148, 392, 438,
                                  253, 994, 977, 80,  524, 597, 1014,
                                  127, 595, 391, 713, 490, 811};
    struct fault fault = {0};

    for (size_t n = 1; n < sizeof letters; n++) {
        struct vocabulary v = {0};
        CHECK(vocabulary_add(&v, letters, n, &fault) == 0);
        CHECK(v.bits == 10 && v.table[slot[n - 1]] == 1);
        vocabulary_free(&v);
    }
}

/* How many words the longest path through a tree has. */
static int depth(const struct vocabulary *v, uint32_t at)
{
    if (at == 0)
        return 0;
    int left = depth(v, v->node[at - 1].child[0]);
    int right = depth(v, v->node[at - 1].child[1]);
    return 1 + (left > right ? left : right);
}

/* 8,192 words that are made to be one: h = (h ^ letter) * 0x9E3779B1, a hash of
   32 bits, goes the same way by both halves of each line. */
static void made_up(void)
{
    static const char half[13][2][7] = {
        {"amjwba", "xcyzqk"}, {"vmuxwm", "nsexco"}, {"noghhu", "yizcys"},
        {"qxmuoz", "ivdlij"}, {"swshju", "krdwmg"}, {"ehbleu", "mrouce"},
        {"urlban", "mwggdx"}, {"awrcqw", "uklbde"}, {"nrgvdh", "lgzmwj"},
        {"cgazvn", "utjmcb"}, {"cwuphu", "jwrbsb"}, {"cvksqj", "lpdafy"},
        {"kbvpcp", "clbpwv"}};
    struct vocabulary v = {0};
    struct fault fault = {0};
    char word[80];
    int deepest = 0;

    for (uint32_t id = 0; id < 8192; id++) {
        for (size_t k = 0; k < 13; k++)
            memcpy(word + 6 * k, half[k][id >> k & 1], 7);
        CHECK(vocabulary_add(&v, word, 78, &fault) == id);
    }
    for (size_t slot = 0; slot >> v.bits == 0; slot++) {
        int d = depth(&v, v.table[slot]);
        deepest = d > deepest ? d : deepest;
    }
    CHECK(deepest > 0 && deepest < 20);
    vocabulary_free(&v);
}

/* And numbers whose first ten bits are 0, found as above. */
static void one_slot(void)
{
    static const int number[] = {
        710,   1503,  2022,  6197,  7755,  8498,  9294,  10286, 10944, 11108,
        13300, 13394, 18119, 18294, 18514, 19141, 20760, 20841, 22427, 22491,
        23061, 23073, 24426, 25450, 26728, 26927, 28653, 31940, 32526, 32570,
        32935, 33573, 34815, 35660, 37395, 37841, 42629, 44408, 44438, 44933,
        46536, 47590, 48471, 50234, 51744, 51991, 53453, 53807};
    struct vocabulary v = {0};
    struct fault fault = {0};
    char word[8];

    for (int round = 0; round < 2; round++)
        for (uint32_t k = 0; k < 48; k++) {
            size_t n = (size_t)sprintf(word, "%d", number[k]);
            CHECK(vocabulary_add(&v, word, n, &fault) == k);
        }
    CHECK(v.n == 48 && depth(&v, v.table[0]) < 14);
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
    hashed();
    made_up();
    one_slot();
    too_many();
    return test_end();
}
