/* What a page of the course has to write on. */
#include "guide/worksheet.h"

#include "guide/chapters.h"
#include "guide/exercises.h"
#include "text/page.h"

#include <string.h>

static const char room[] = "<p class=\"room\"></p>\n";

static void begin(struct report *page, const char *id, const char *title,
                  const char *lead)
{
    report_print(page, "<section id=\"%s\">\n", id);
    page_element(page, "h2", NULL, title);
    page_element(page, "p", NULL, lead);
}

/* "trainloop COMMAND", ready to be typed. */
static void print_command(struct report *page, const char *command)
{
    report_print(page, "<pre class=\"command\">trainloop ");
    report_markup(page, command);
    report_print(page, "</pre>\n");
}

/* The options of a question stand in another order from chapter to chapter. */
static void print_question(struct report *page, int k)
{
    const struct chapter *c = &chapters[k];
    int n = 0;

    while (n < CHAPTERS_OPTIONS && c->options[n].text)
        n++;
    report_print(page, "<h3>%d. ", k + 1);
    report_markup(page, c->title);
    report_print(page, "</h3>\n");
    print_command(page, c->run);
    page_element(page, "p", NULL, c->ask);
    report_print(page, "<ol type=\"a\">\n");
    for (int i = 0; i < n; i++)
        page_element(page, "li", NULL, c->options[(i + k) % n].text);
    report_print(page, "</ol>\n<p>Your guess, and why:</p>\n%s", room);
    page_element(page, "p", NULL, "Then run it. What does it say?");
    print_command(page, c->trial);
    report_print(page, "%s", room);
}

static void print_exercise(struct report *page, const struct exercise *e)
{
    struct number free = exercise_free(e);
    char begins[160];

    report_print(page, "<h3>%s: ", exercise_name(e));
    report_markup(page, e->title);
    report_print(page, "</h3>\n");
    page_element(page, "p", NULL, e->text);
    report_print(page, "<ol>\n");
    for (const struct goal *g = e->goals; g->id; g++)
        page_element(page, "li", NULL, exercise_wanted(g).text);
    report_print(page, "</ol>\n<p>Yours to choose: %s%s%s. Begin:</p>\n",
                 free.text, *e->fixed ? "; fixed: " : "", e->fixed);
    snprintf(begins, sizeof begins, "%.*s --notes my.txt",
             (int)strcspn(e->begin + strlen("  trainloop "), "\n"),
             e->begin + strlen("  trainloop "));
    print_command(page, begins);
    report_print(page, "<p>My options, what was found, and why:</p>\n%s", room);
}

void worksheet_links(struct report *page)
{
    report_print(page, "<a href=\"#questions\">Questions</a>\n"
                       "<a href=\"#exercises\">Exercises</a>\n");
}

void worksheet_print(struct report *page)
{
    begin(page, "questions", "Questions",
          "Guess before you run: what will be seen? Then let the run decide.");
    report_print(page, "<p>Name and date:</p>\n%s", room);
    for (int k = 0; k < CHAPTERS; k++)
        print_question(page, k);
    report_print(page, "</section>\n");
    begin(
        page, "exercises", "Exercises",
        "Change the options of the command until all of its goals are met. It "
        "prints hints after a try. --notes keeps what is done in the file "
        "my.txt: hand it in. trainloop check all --notes my.txt judges it.");
    for (const struct exercise *e = exercises; e->page; e++)
        print_exercise(page, e);
    report_print(page, "</section>\n");
}
