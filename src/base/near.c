/* Words that were nearly typed right. */
#include "base/near.h"

#include <ctype.h>
#include <string.h>

/* A capital is no other letter. */
static int fold(char c)
{
    return tolower((unsigned char)c);
}

/* Damerau and Levenshtein, with the last three rows of their table. */
int near_distance(const char *a, const char *b)
{
    int row[3][NEAR_WORD + 1];
    size_t n = strlen(a), m = strlen(b);
    int *above = row[0], *here = row[1], *before = row[2];

    if (n > NEAR_WORD || m > NEAR_WORD)
        return NEAR_WORD;
    for (size_t j = 0; j <= m; j++)
        above[j] = before[j] = (int)j;
    for (size_t i = 1; i <= n; i++) {
        here[0] = (int)i;
        for (size_t j = 1; j <= m; j++) {
            int best = above[j - 1] + (fold(a[i - 1]) != fold(b[j - 1]));
            int gap = (above[j] < here[j - 1] ? above[j] : here[j - 1]) + 1;
            bool crossed = i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) &&
                           fold(a[i - 2]) == fold(b[j - 1]);
            best = gap < best ? gap : best;
            here[j] =
                crossed && before[j - 2] < best ? before[j - 2] + 1 : best;
        }
        int *oldest = before;
        before = above, above = here, here = oldest;
    }
    return above[m];
}

bool near_match(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), same = 0;
    int distance = near_distance(a, b);

    while (same < n && same < m && fold(a[same]) == fold(b[same]))
        same++;
    return (distance <= (n < 7 && m < 7 ? 1 : 2) && distance < (int)n) ||
           (n > 3 && same == n);
}

const char *near_best(const char *typed, const char *known, const char *best)
{
    bool nearer =
        !best || near_distance(typed, known) < near_distance(typed, best);

    return nearer && near_match(typed, known) ? known : best;
}
