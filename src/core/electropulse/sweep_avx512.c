#ifdef __x86_64__
#ifndef __AVX512BW__
#error "to be compiled with the options of cmake/vector.cmake"
#endif
#define EP_SWEEP_COLUMNS ep_sweep_columns_avx512
#define EP_SWEEP_NEIGHBORS ep_sweep_neighbors_avx512
#include "electropulse/sweep_kernel.h"
#endif
