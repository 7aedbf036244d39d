/*
 * preset.h -- the values of the lesson, each once.  The usual telling uses
 * them, so they are the defaults of the options.
 */
#ifndef LESSON_PRESET_H
#define LESSON_PRESET_H

#define PRESET_SEED 42

/* The stages, in lesson order, as a choice for options. */
#define PRESET_STAGES "data|linreg|sweep|early-stop|generalize|bigram"

/* clang-format off */

/* Apartments: price = slope * sqm + intercept + noise. */
#define PRESET_DATA \
    {.frame = FRAME_PRESET, .samples = 20, .noise = 12000.0, .slope = 2500.0, \
     .intercept = 15000.0, .range = {30.0, 150.0}, .header = -1}

/* Training a line. */
#define PRESET_LR 1e-7
#define PRESET_RATES "1e-10,1e-7,1e-4,2e-4"
enum { PRESET_EPOCHS = 200, PRESET_CAP = 5000, PRESET_EVERY = 20 };

/* When to stop: patience, and a least improvement in squared euros. */
#define PRESET_STOP .patience = 20, .min_delta = {100.0, 0.0}

/* Apartments never seen. */
enum { PRESET_TEST_SEED = 99 };

/* What suits real data: x scaled, and a rate for that. */
#define PRESET_SCALED "--standardize --lr 0.4 --epochs 60"

/* Learning words. */
#define PRESET_WORDS_LR 0.1
#define PRESET_WORDS \
    .lr = PRESET_WORDS_LR, .min_lr = 0.01, .min_delta = {0.005, 0.0}
enum { PRESET_WORDS_EPOCHS = 5, PRESET_CHALLENGE_EPOCHS = 8 };

/* clang-format on */

#endif
