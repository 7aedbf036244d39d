/* fault.h -- what went wrong, as a value.  A function that can fail returns
   false when it has filled a struct fault.  A bug is an assert, not a fault. */
#ifndef TRAINLOOP_FAULT_H
#define TRAINLOOP_FAULT_H

#include <stdbool.h>

#if defined __GNUC__
#define FAULT_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define FAULT_PRINTF(text, first)
#endif

/* The kinds are the exit statuses of the program. */
enum fault_kind {
    FAULT_NONE = 0,
    FAULT_ANSWER = 1,  /* the answer is no: the training diverged */
    FAULT_USAGE = 2,   /* the command line was not understood     */
    FAULT_FILE = 3,    /* a file could not be read or written     */
    FAULT_INTERNAL = 4 /* out of memory                           */
};

enum { FAULT_TEXT = 1024 };

/* All zeros is no fault.  text: one line; hint: lines, perhaps none. */
struct fault {
    enum fault_kind kind;
    char text[FAULT_TEXT];
    char hint[FAULT_TEXT];
};

/* Sets kind, hint (as it is) and text (as printf).  Control characters become
   '?'; what does not fit is cut and ends in "...".  All of these return false,
   so that a function can say `return fault_say(...)`. */
bool fault_say(struct fault *fault, enum fault_kind kind, const char *hint,
               const char *format, ...) FAULT_PRINTF(4, 5);

/* The same without a hint. */
#define fault_set(fault, kind, ...) fault_say(fault, kind, "", __VA_ARGS__)

/* Sets the hint, as printf: what to type instead. */
bool fault_hint(struct fault *fault, const char *format, ...)
    FAULT_PRINTF(2, 3);

/* Memory that could not be had: bytes for what.  (Analyzers see the false.) */
static inline bool fault_memory(struct fault *fault, double bytes,
                                const char *what)
{
    bool large = bytes >= 1e6;

    /* rounded up: nothing takes 0 kB */
    fault_say(fault, FAULT_INTERNAL,
              "Use less data, or a machine with more memory",
              "out of memory: %s would take %.0f %s", what,
              bytes / (large ? 1e6 : 1e3) + 0.499, large ? "MB" : "kB");
    return false;
}

#endif
