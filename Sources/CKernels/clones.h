// CLONES compiles a loop for SSE2, AVX2 and AVX-512 and lets the loader pick: no machine-specific
// flags, and 2 to 5 times faster than SSE2 alone. The thread sanitizer is not up yet when the
// loader asks, and other systems have no such loader.

#pragma once

#ifndef __has_feature
#define __has_feature(x) 0
#endif

#if defined(__x86_64__) && defined(__linux__) && !__has_feature(thread_sanitizer) && \
    !defined(__SANITIZE_THREAD__)
#define CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define CLONES
#endif

// Arguments of a loop may be the same array, which is safe elementwise; without this promise the
// compiler's overlap check would send exactly those calls through the scalar loop.
#define ELEMENTWISE _Pragma("clang loop vectorize(assume_safety)")
#define EACH(i, count) ELEMENTWISE for (long i = 0; i < (count); i++)

// Double precision calls libm, which keeps those loops scalar; that is no mistake.
#pragma clang diagnostic ignored "-Wpass-failed"

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
