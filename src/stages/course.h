/* course.h -- the stages, in lesson order, as a choice for options. */
#ifndef STAGES_COURSE_H
#define STAGES_COURSE_H

#define COURSE_STAGES "data|linreg|sweep|early-stop|generalize|bigram"

#endif
