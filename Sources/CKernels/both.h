// Reads TEMPLATE twice, with REAL as float and as double; NAME(f) is f_single or f_double.
// A template file includes this header in the part that is read when REAL is not defined.

#define NAME(f) JOIN(f, SUFFIX)

#define REAL float
#define SUFFIX _single
#define IS_SINGLE 1
#include TEMPLATE
#undef REAL
#undef SUFFIX
#undef IS_SINGLE

#define REAL double
#define SUFFIX _double
#define IS_SINGLE 0
#include TEMPLATE
#undef REAL
#undef SUFFIX
#undef IS_SINGLE

// Calls f_single or f_double.
#define PICK(f, ...) (precision == ck_single ? f##_single(__VA_ARGS__) : f##_double(__VA_ARGS__))
