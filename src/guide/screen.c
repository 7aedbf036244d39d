/* A screen of step. */
#include "guide/screen.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <string.h>

enum { CODE = 45 }; /* where the C begins, if it can */

/* The rows of a text, printed unless out is NULL. */
static int wrap(struct report *out, const char *text)
{
    int rows = 0;

    for (; *text != '\0'; rows++) {
        int length = report_break(text, SCREEN_COLUMNS);
        report_print(out, "%.*s\n", length, text);
        text += length;
        text += *text == ' ' || *text == '\n';
    }
    return rows;
}

int screen_rows(const char *text)
{
    return wrap(NULL, text);
}

void screen_say(struct screen *s, const char *format, ...)
{
    struct screen_text said;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(said.text, sizeof said.text, format, arguments);
    va_end(arguments);
    s->rows += wrap(s->out, said.text);
}

void screen_beside(struct screen *s, const char *code, const char *format, ...)
{
    struct screen_text said;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(said.text, sizeof said.text, format, arguments);
    va_end(arguments);
    const char *text = said.text;
    int left = utf8_width(text), last = SCREEN_COLUMNS - utf8_width(code);
    int at = left < CODE ? CODE : left + 1;
    /* of an indent a part may go */
    int blanks = (int)strspn(text, " "), over = left + 1 - last;
    bool fits = over <= (blanks > 3 ? blanks - 3 : 0);
    at = at < last ? at : last;
    const char *begin = text + (fits && over > 0 ? over : 0);
    left -= (int)(begin - text);
    if (fits)
        report_print(s->out, "%s%*s%s\n", begin, at - left, "", code);
    else
        report_print(s->out, "%s\n%*s%s\n", text, last, "", code);
    s->rows += fits ? 1 : 2;
}

static struct number sign(char c, struct number size)
{
    struct number n;

    return *number_say(&n, " %c %s", c, size.text + (*size.text == '-'));
}

struct number screen_plus(double x, struct number size)
{
    return sign(x < 0.0 ? '-' : '+', size);
}

struct number screen_minus(double x, struct number size)
{
    return sign(x < 0.0 ? '+' : '-', size);
}
