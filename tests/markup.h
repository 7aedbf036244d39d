/*
 * markup.h -- a strict reader of XML, as far as figures and pages use it: is a
 * text well-formed, and does it keep to itself?  Of a page it takes meta and
 * input without an end, and checked without a value, as HTML has them.
 */
#ifndef TESTS_MARKUP_H
#define TESTS_MARKUP_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { MARKUP_DEEP = 32, MARKUP_TAG = 24, MARKUP_IDS = 256 };

struct markup {
    const char *at;
    char open[MARKUP_DEEP][MARKUP_TAG];
    int deep, roots, n_ids;
    bool page; /* HTML, not XML */
    char id[MARKUP_IDS][MARKUP_TAG];
    int tags;
    const char *wrong; /* what is wrong at `at`, or NULL */
};

static inline bool markup_wrong(struct markup *m, const char *what)
{
    if (!m->wrong)
        m->wrong = what;
    return false;
}

/* One of & < > " by its name. */
static inline bool markup_entity(struct markup *m)
{
    static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;"};

    for (int i = 0; i < 4; i++)
        if (strncmp(m->at, names[i], strlen(names[i])) == 0) {
            m->at += strlen(names[i]);
            return true;
        }
    return markup_wrong(m, "an & that is no entity");
}

/* One character of UTF-8 that XML 1.0 allows. */
static inline bool markup_character(struct markup *m)
{
    const unsigned char *c = (const unsigned char *)m->at;
    int more = *c < 0x80   ? 0
               : *c < 0xC2 ? -1
               : *c < 0xE0 ? 1
               : *c < 0xF0 ? 2
               : *c < 0xF5 ? 3
                           : -1;
    unsigned long code = more > 0 ? *c & (0x3FU >> more) : *c;

    for (int i = 1; i <= more; i++) {
        if ((c[i] & 0xC0U) != 0x80U)
            return markup_wrong(m, "not UTF-8");
        code = code * 64 + (c[i] & 0x3FU);
    }
    if (more < 0 || (code < ' ' && code != '\n') || code == 127 ||
        (code >= 0xD800 && code < 0xE000) || code == 0xFFFE || code == 0xFFFF ||
        code > 0x10FFFF || (more == 2 && code < 0x800) ||
        (more == 3 && code < 0x10000))
        return markup_wrong(m, "a byte that may not be there");
    m->at += more + 1;
    return true;
}

static inline void markup_blanks(struct markup *m)
{
    m->at += strspn(m->at, " \n");
}

static inline bool markup_name(struct markup *m, char name[MARKUP_TAG])
{
    size_t n = strspn(m->at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW"
                             "XYZ0123456789-:");

    if (n == 0 || n >= MARKUP_TAG)
        return markup_wrong(m, "no name where one must be");
    memcpy(name, m->at, n);
    name[n] = '\0';
    m->at += n;
    return true;
}

static inline bool markup_starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* name="value": nothing that runs or loads, no id twice. */
static inline bool markup_attribute(struct markup *m)
{
    char name[MARKUP_TAG];

    if (!markup_name(m, name))
        return false;
    if (m->page && strcmp(name, "checked") == 0)
        return true;
    if (*m->at++ != '=' || *m->at++ != '"')
        return markup_wrong(m, "an attribute without a quoted value");
    const char *value = m->at;
    while (*m->at != '"')
        if (*m->at == '<' || *m->at == '\0' ||
            !(*m->at == '&' ? markup_entity(m) : markup_character(m)))
            return markup_wrong(m, "a < inside an attribute");
    size_t length = (size_t)(m->at++ - value);
    if (markup_starts(name, "on") || strcmp(name, "src") == 0 ||
        strcmp(name, "style") == 0 || (strstr(name, "href") && *value != '#'))
        return markup_wrong(m, "an attribute that runs or loads something");
    if (strcmp(name, "id") != 0)
        return true;
    for (int i = 0; i < m->n_ids; i++)
        if (strlen(m->id[i]) == length && strncmp(m->id[i], value, length) == 0)
            return markup_wrong(m, "an id twice");
    if (m->n_ids == MARKUP_IDS || length >= MARKUP_TAG)
        return markup_wrong(m, "too many ids, or too long");
    memcpy(m->id[m->n_ids], value, length);
    m->id[m->n_ids++][length] = '\0';
    return true;
}

static inline bool markup_open(struct markup *m)
{
    static const char *const known[] = {
        "svg",   "title",  "desc",   "style",      "rect",    "path",
        "text",  "circle", "html",   "head",       "meta",    "body",
        "h1",    "h2",     "p",      "nav",        "a",       "section",
        "pre",   "div",    "figure", "figcaption", "table",   "caption",
        "tr",    "th",     "td",     "details",    "summary", "main",
        "dl",    "dt",     "dd",     "fieldset",   "code",    "legend",
        "label", "input",  "h3",     "ol",         "li",      "thead",
        "tbody", "g"};
    char name[MARKUP_TAG];
    bool found = false;

    if (!markup_name(m, name))
        return false;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        found = found || strcmp(name, known[i]) == 0;
    if (!found)
        return markup_wrong(m, "an element that has no business here");
    m->tags++;
    m->roots += m->deep == 0;
    markup_blanks(m);
    while (*m->at != '>' && *m->at != '/') {
        if (!markup_attribute(m))
            return false;
        markup_blanks(m);
    }
    if (*m->at++ == '/')
        return *m->at++ == '>' || markup_wrong(m, "a / inside a tag");
    if (m->page && (strcmp(name, "meta") == 0 || strcmp(name, "input") == 0))
        return true;
    if (m->deep == MARKUP_DEEP)
        return markup_wrong(m, "too deep");
    strcpy(m->open[m->deep++], name);
    return true;
}

static inline bool markup_close(struct markup *m)
{
    char name[MARKUP_TAG];

    if (!markup_name(m, name))
        return false;
    if (*m->at++ != '>' || m->deep == 0 ||
        strcmp(m->open[--m->deep], name) != 0)
        return markup_wrong(m, "a closing tag that closes nothing");
    return true;
}

/* Is the text one well-formed document? m says what is wrong, and where. */
static inline bool markup_check(struct markup *m, const char *text)
{
    *m = (struct markup){.at = text};
    m->page = markup_starts(m->at, "<!DOCTYPE html>\n");
    if (markup_starts(m->at, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") ||
        m->page)
        m->at += strcspn(m->at, "\n") + 1;
    while (*m->at != '\0' && !m->wrong) {
        bool style = m->deep > 0 && strcmp(m->open[m->deep - 1], "style") == 0;
        if (markup_starts(m->at, "</")) {
            m->at += 2;
            markup_close(m);
        } else if (*m->at == '<') {
            m->at++;
            markup_open(m);
        } else if (m->deep == 0 && *m->at != '\n') {
            markup_wrong(m, "text outside of everything");
        } else if (style && (markup_starts(m->at, "url") ||
                             markup_starts(m->at, "@import"))) {
            markup_wrong(m, "a style that loads something");
        } else if (*m->at == '&') {
            markup_entity(m);
        } else if (*m->at == '>' && !style) {
            markup_wrong(m, "a > by itself");
        } else {
            markup_character(m);
        }
    }
    if (!m->wrong && (m->deep > 0 || m->roots != 1))
        markup_wrong(m, "not one element that is closed");
    return !m->wrong;
}

#endif
