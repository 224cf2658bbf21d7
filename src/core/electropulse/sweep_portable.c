#define EP_SWEEP_COLUMNS ep_sweep_columns_portable
#define EP_SWEEP_NEIGHBORS ep_sweep_neighbors_portable
#include "electropulse/sweep_kernel.h"
