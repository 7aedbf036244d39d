/* Pairs and how often they occur, added up. */
#include "trainloop/ledger.h"

#include "base/array.h"

#include "trainloop/counts.h"

#include <stdlib.h>
#include <string.h>

static const char what[] = "the counted pairs";

/* A word and its number, to be sorted. */
struct entry {
    const char *text;
    uint32_t id;
};

static int by_text(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    return strcmp(x->text, y->text); /* no word comes twice */
}

static int by_pair(const void *a, const void *b)
{
    const struct ledger_row *x = a, *y = b;

    return x->word != y->word ? (x->word > y->word ? 1 : -1)
                              : (x->next > y->next) - (x->next < y->next);
}

/* One row for every pair. */
static void merge(struct ledger *t)
{
    size_t n = 0;

    if (t->n > 0)
        qsort(t->row, t->n, sizeof *t->row, by_pair);
    for (size_t i = 0; i < t->n; i++)
        if (n > 0 && by_pair(&t->row[n - 1], &t->row[i]) == 0)
            t->row[n - 1].count += t->row[i].count;
        else
            t->row[n++] = t->row[i];
    t->n = n;
}

bool ledger_add(struct ledger *t, struct pair pair, uint64_t count,
                struct fault *fault)
{
    enum { FEW = 1024 };

    if (count > (uint64_t)LEDGER_MOST - t->pairs)
        return fault_say(fault, FAULT_FILE, "Count fewer texts at a time",
                         "more than 9,007,199,254,740,992 pairs in all");
    if (t->n == t->room) {
        if (t->n >= FEW)
            merge(t);
        /* grows where few could be merged, else they would be all the time */
        if (t->n + t->n / 2 >= t->room &&
            !array_room(&t->row, &t->room, t->n + t->n / 2 + 1, sizeof *t->row,
                        what, fault))
            return false;
    }
    t->row[t->n++] = (struct ledger_row){pair.word, pair.next, count};
    t->pairs += count;
    return true;
}

bool ledger_text(struct ledger *t, struct corpus *corpus, struct fault *fault)
{
    uint32_t V = corpus->words.n;
    uint32_t *id = array_zeros(V, sizeof *id);
    struct counts c = {0};
    bool good = id || fault_memory(fault, 4.0 * V, what);

    good = good && counts_make(&c, corpus, NULL, fault);
    corpus_forget(corpus); /* room for the rows: the order counts no more */
    free(c.order);
    c.order = NULL;
    for (uint32_t i = 0; good && i < V; i++) {
        const char *word = vocabulary_word(&corpus->words, i);
        id[i] = vocabulary_add(&t->words, word, strlen(word), fault);
        good = id[i] != WORD_END;
    }
    for (uint32_t i = 0; good && i < c.first[V]; i++) {
        struct pair pair = {id[c.word[i]], id[c.next[i]]};
        good = ledger_add(t, pair, c.count[i], fault);
    }
    counts_free(&c);
    free(id);
    return good;
}

bool ledger_sort(struct ledger *t, struct fault *fault)
{
    uint32_t V = t->words.n;
    struct entry *entry = array_zeros(V, sizeof *entry);
    uint32_t *rank = array_zeros(V, sizeof *rank);
    struct vocabulary words = {0};
    bool good = (entry && rank) || fault_memory(fault, 20.0 * V, "the words");

    for (uint32_t i = 0; good && i < V; i++)
        entry[i] = (struct entry){vocabulary_word(&t->words, i), i};
    if (good)
        qsort(entry, V, sizeof *entry, by_text);
    for (uint32_t i = 0; good && i < V; i++) {
        const char *word = entry[i].text;
        rank[entry[i].id] = i;
        good = vocabulary_add(&words, word, strlen(word), fault) != WORD_END;
    }
    if (good) {
        for (size_t i = 0; i < t->n; i++) {
            t->row[i].word = rank[t->row[i].word];
            t->row[i].next = rank[t->row[i].next];
        }
        merge(t);
        vocabulary_free(&t->words);
        t->words = words;
    } else {
        vocabulary_free(&words);
    }
    free(entry);
    free(rank);
    return good;
}

void ledger_free(struct ledger *t)
{
    vocabulary_free(&t->words);
    free(t->row);
    *t = (struct ledger){0};
}
