#ifndef ELECTROPULSE_SPECTRUM_H
#define ELECTROPULSE_SPECTRUM_H

#ifdef __cplusplus
extern "C" {
#endif

// The vibrational density of states from velocities, by Welch's method (P. D. Welch, IEEE Trans. Audio Electroacoust. 15,
// 70 (1967), doi:10.1109/TAU.1967.1161901): the velocity of an atom is cut into segments of N samples, each is weighted
// with a Hann window w_n = (1 - cos(2 pi n/N))/2 and transformed, and the squares are averaged over segments and atoms.
//
// For a segment v_n with the interval h, less its mean sum w_n v_n / sum w_n, the power at nu_k = k/(N h), k = 0 ... N/2, is
//   S_k = c_k h |sum_n w_n v_n exp(-2 pi i k n/N)|^2 / sum w_n^2,   c_k = 2, but 1 at k = 0 and N/2,
// so that the sum of S_k/(N h) is the mean of v^2, weighted with w^2 (Parseval). S_0 is 0. The three components are added.
typedef struct {
  int samples;            // of a segment, N
  double interval;        // between samples, ps
  int frequencies;        // N/2 + 1
  double spacing;         // of frequencies, THz
  double *window;         // [N]
  double *signal;         // [3][N], windowed
  double *transformed;    // [3][frequencies][2]
  void *plan;             // FFTW's
} ep_spectrum;

enum { EP_SPECTRUM_LEAST_SAMPLES = 8, EP_SPECTRUM_MOST_SAMPLES = 4096 };

typedef enum {
  EP_SPECTRUM_OK,
  EP_SPECTRUM_BAD_SAMPLES,     // odd, too few or too many
  EP_SPECTRUM_BAD_INTERVAL,    // not finite or not > 0
  EP_SPECTRUM_NO_MEMORY
} ep_spectrum_status;

// Prepares for segments of so many samples, an even number, taken every `interval` ps; to be closed. After an error there
// is nothing to close. FFTW plans are not made in parallel: callers with threads take turns.
ep_spectrum_status ep_spectrum_open(ep_spectrum *spectrum, int samples, double interval);

void ep_spectrum_close(ep_spectrum *spectrum);

// Averages are kept as sums, which may be added up and stored: sums[ep_spectrum_size()], zeros at first. sums[0] counts
// segments; then follow, for each frequency, the sum of m S_k/2 in eV ps, and then that of S_k in Angstrom^2/ps.
int ep_spectrum_size(const ep_spectrum *spectrum);

// Adds a segment of one atom, velocity[3*n + k] in Angstrom/ps, of which half the mass is so many eV/(Angstrom/ps)^2.
void ep_spectrum_add(ep_spectrum *spectrum, const double *velocity, double half_mass, double *sums);

// What follows is the mean over the segments in sums[], and 0 where there are none.

// The kinetic spectrum of an atom at frequency number k, eV ps (eV/THz). Its sum over k times the spacing is the ...
double ep_spectrum_kinetic(const double *sums, int k);

// ... kinetic energy of an atom, eV, without that of its mean velocity in each segment.
double ep_spectrum_energy(const ep_spectrum *spectrum, const double *sums);

// The density of states of an atom, states[frequencies] in 1/THz: the kinetic spectrum, divided by the kinetic energy and
// times the modes of an atom (3), which thus are the sum of states[] times the spacing.
void ep_spectrum_states(const ep_spectrum *spectrum, const double *sums, double modes,
                        double *states);

// The mean frequency, THz: first moment of the density of states.
double ep_spectrum_frequency(const ep_spectrum *spectrum, const double *sums);

// The root mean square displacement of an atom, Angstrom, by vibrations of frequency `lowest` (THz, > 0) and above:
// the square root of the sum of S_k/(2 pi nu_k)^2 times the spacing.
double ep_spectrum_amplitude(const ep_spectrum *spectrum, const double *sums, double lowest);

#ifdef __cplusplus
}
#endif
#endif
