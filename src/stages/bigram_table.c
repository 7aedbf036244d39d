/* The losses of bigram, a row for an epoch. */
#include "stages/bigram_table.h"

#include "text/sheet.h"

#include "trainloop/num.h"

enum { COLUMNS = 8 };

/* The columns that a run has, and what is left of them. */
struct form {
    struct column columns[COLUMNS];
    struct number title; /* of the pair that is followed */
};

static struct table table_of(const struct bigram_run *r, struct form *form)
{
    const struct pair *follow = &r->asked.follow;
    struct column loss = {.width = 9, .style = COLUMN_PLAIN, .decimals = 4};
    struct column *c = form->columns;
    int used = 47; /* up to the status */

    *c++ = (struct column){"Epoch", .width = 6, .style = COLUMN_PLAIN};
    for (int i = 0; i < 3; i++, c++) {
        *c = loss;
        c->title = (const char *const[]){"Running", "After", "Words"}[i];
    }
    c[-1].decimals = 2;
    if (r->corpus.held_pairs > 0) {
        *c = loss;
        c++->title = "Held-out";
        used += 10;
    }
    if (r->options->rule.decay > 0.0) {
        *c = loss;
        c++->title = "Rate";
        used += 10;
    }
    *c++ =
        (struct column){"Status", .width = -9, .gap = 2, .style = COLUMN_WORD};
    if (r->options->follow) {
        number_say(&form->title, "P(%s | %s)",
                   bigram_run_shown(r, follow->next, 20).text,
                   bigram_run_shown(r, follow->word, 20).text);
        if (used + 2 + utf8_width(form->title.text) > REPORT_WIDTH)
            number_say(&form->title, "P(B | A)");
        *c++ = (struct column){form->title.text, .gap = 2,
                               .width = utf8_width(form->title.text),
                               .style = COLUMN_PLAIN, .decimals = 3};
    }
    return (struct table){.columns = form->columns,
                          .n = (int)(c - form->columns),
                          .where = TABLE_TERMINAL,
                          .ruled = true};
}

void bigram_table_head(const struct bigram_run *r, struct sheet *s)
{
    struct form form = {0};
    struct table table = table_of(r, &form);

    sheet_head(s, &table);
}

/* A loss as so many equally likely words; from a million on two digits. */
static struct cell words_of(double loss, struct number *room)
{
    double words = num_exp(loss);

    number_say(room, "%.2g", words);
    return (struct cell){.x = words, .text = words < 1e6 ? NULL : room->text};
}

void bigram_table_row(const struct bigram_run *r, struct sheet *s,
                      const struct words_moment *m, const char *status)
{
    static const struct cell none = {.text = ""};
    bool floor = !m, start = m && m->when == WORDS_START, plain = m && !start;
    double loss = floor ? r->floor : m->fit->loss;
    struct form form = {0};
    struct table table = table_of(r, &form);
    struct number words, rate = {""};
    struct cell cells[COLUMNS], *c = cells;

    *c++ = (struct cell){.text = floor ? "floor" : "start"};
    if (plain)
        c[-1] = (struct cell){.x = (double)m->epoch};
    *c++ = none;
    if (plain)
        c[-1] = (struct cell){.x = m->fit->running};
    *c++ = (struct cell){.x = loss};
    *c++ = words_of(loss, &words);
    if (r->corpus.held_pairs > 0)
        *c++ = floor ? none : (struct cell){.x = m->fit->held};
    if (plain)
        number_say(&rate, "%.4g", m->fit->judge.lr);
    if (r->options->rule.decay > 0.0)
        *c++ = (struct cell){.text = rate.text};
    *c++ = (struct cell){.text = status};
    if (r->options->follow)
        *c = floor ? none : (struct cell){.x = r->asked.followed};
    sheet_row(s, &table, cells);
}

void bigram_table_after(const struct bigram_run *r, struct sheet *s)
{
    const struct bigram_asked *asked = &r->asked;

    sheet_why(s, "       %s:", bigram_run_shown(r, asked->word, 30).text);
    for (int i = 0; i < asked->tops; i++) {
        struct pair pair = {asked->word, asked->top[i]};
        sheet_why(s, "%s %s %.3f", i ? "," : "",
                  bigram_run_shown(r, pair.next, 30).text,
                  asked->after[pair.next]);
        if (counts_seen(&r->counts, pair.word) > 0)
            sheet_why(s, " (%.3f)", counts_share(&r->counts, pair));
    }
    sheet_why(s, "\n");
}

void bigram_table_trace(const struct bigram_run *r, struct sheet *s,
                        const struct example *examples, size_t n)
{
    for (const struct example *e = examples; e < examples + n; e++)
        sheet_view(s,
                   "       %s -> %s: p %.3f, loss %.4f, after the step p "
                   "%.3f\n",
                   bigram_run_shown(r, e->pair.word, 20).text,
                   bigram_run_shown(r, e->pair.next, 20).text, e->p, e->loss,
                   e->after);
}
