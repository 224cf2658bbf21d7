#ifndef ELECTROPULSE_RANDOM_H
#define ELECTROPULSE_RANDOM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Random numbers without state: a number is a function of (seed, stream, step, tag) alone, so it is the same on any
// number of processes, in any order of atoms and after a restart. Generator: Philox4x32-10 (Salmon et al., SC11,
// doi:10.1145/2063384.2063405) from Random123.

// A number for a text, to give two users of one seed different streams (32-bit FNV-1a).
uint32_t ep_random_stream(const char *name);

// Four independent 32-bit words.
void ep_random_words(uint32_t seed, uint32_t stream, int64_t step, int64_t tag, uint32_t words[4]);

// Three independent normal deviates, mean 0 and variance 1 (Box-Muller).
void ep_random_normal3(uint32_t seed, uint32_t stream, int64_t step, int64_t tag, double normal[3]);

#ifdef __cplusplus
}
#endif
#endif
