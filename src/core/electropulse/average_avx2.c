#ifdef __x86_64__
#ifndef __AVX2__
#error "to be compiled with the options of cmake/vector.cmake"
#endif
#define EP_AVERAGE_COMPONENTS ep_average_components_avx2
#include "electropulse/average_kernel.h"
#endif
