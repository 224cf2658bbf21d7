#ifndef ELECTROPULSE_CONSTANTS_H
#define ELECTROPULSE_CONSTANTS_H

// Physical constants, SI (2019 revision of the SI and CODATA 2018, doi:10.1103/RevModPhys.93.025010).
#define EP_ELEMENTARY_CHARGE 1.602176634e-19       // C; also J per eV
#define EP_ELECTRON_MASS 9.1093837015e-31          // kg
#define EP_BOLTZMANN 1.380649e-23                  // J/K
#define EP_AVOGADRO 6.02214076e23                  // 1/mol
#define EP_VACUUM_PERMEABILITY 1.25663706212e-6    // N/A^2

#endif
