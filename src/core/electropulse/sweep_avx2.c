#ifdef __x86_64__
#ifndef __AVX2__
#error "to be compiled with the options of cmake/vector.cmake"
#endif
#define EP_SWEEP_COLUMNS ep_sweep_columns_avx2
#define EP_SWEEP_NEIGHBORS ep_sweep_neighbors_avx2
#include "electropulse/sweep_kernel.h"
#endif
