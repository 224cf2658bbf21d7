/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef FIX_CLASS
// clang-format off
FixStyle(electropulse/spectrum,FixElectropulseSpectrum);
// clang-format on
#else

#ifndef LMP_FIX_ELECTROPULSE_SPECTRUM_H
#define LMP_FIX_ELECTROPULSE_SPECTRUM_H

#include "electropulse/role.h"
#include "electropulse/spectrum.h"
#include "electropulse_compat.h"
#include "electropulse_exchange.h"
#include "fix.h"

#include <cstdio>
#include <string>
#include <vector>

namespace LAMMPS_NS {

// Vibrational spectrum of atoms of a role, in the pulse and in the gap.
class FixElectropulseSpectrum : public Fix, public ElectropulseWideFix {
 public:
  FixElectropulseSpectrum(class LAMMPS *, int, char **);
  ~FixElectropulseSpectrum() override;
  int setmask() override;
  void init() override;
  void end_of_step() override;
  void post_run() override;
  void reset_dt() override;
  double compute_scalar() override;
  double compute_vector(int) override;
  double compute_array(int, int) override;
  double memory_usage() override;

  void grow_arrays(int) override;
  void copy_arrays(int, int, int) override;
  void set_arrays(int) override;
  int pack_exchange(int, double *) override;
  int unpack_exchange(int, double *) override;
  int pack_restart(int, double *) override;
  void unpack_restart(int, int) override;
  int maxsize_restart() override;
  int size_restart(int) override;
  void write_restart(FILE *) override;
  void restart(char *) override;
  int exchange_width() const override { return 2 + 3 * samples; }

 private:
  enum { GAP, PULSE, NPHASES };
  std::string id_pulse, id_core;    // empty: not given
  ep_role wanted;
  class FixElectropulse *pulse;
  class ElectropulseRoles *core;
  int samples;            // in a segment
  int output_interval;    // steps
  int refresh;            // steps between looks at roles and group
  double fraction;        // of the atoms, that are taken
  double skip;            // ps at the beginning of each pulse and gap that are left out
  double cut;             // THz: the amplitude is of this frequency and above; 0: the default
  ep_spectrum spectrum;

  FILE *file;         // of process 0
  long file_begin;    // behind the titles
  bool overwrite;
  std::string titles[3];

  // Velocities of an atom that is sampled, since its segment began.
  struct Segment {
    int count;
    bool overlaps;    // begins with the second half of another one
    std::vector<double> velocity;
  };
  std::vector<Segment> segments;
  std::vector<int> unused;    // of them
  int *place;                 // of each atom: its segment, -1 when it is not sampled

  // What makes two spectra comparable.
  struct Settings {
    double nevery, samples, role, has_pulse, fraction, skip;
  };
  struct State {
    double dt;             // timestep of the samples, ps; 0 before the first
    double last;           // step of the last sample; -1: the next one begins anew
    double ended;          // step at which the last run ended
    double phase;          // at the last sample
    double phase_began;    // step of its first sample
    double looked;         // block of `refresh` steps of the last look, -1 before
  } state;
  ElectropulseCompat::RunWatch watch;

  // Counts, then the sums of each phase as in ep_spectrum.
  enum { N_LEFT, N_SWITCHED, N_SAMPLES, N_USED, N_ATOMS, NCOUNTS };
  std::vector<double> total;    // of all processes, but not what is in ...
  std::vector<double> mine;     // ... this: since then, in this process
  std::vector<double> shown;    // of all processes at the last output
  std::vector<double> states[NPHASES];

  void read_keywords(class ElectropulseArguments &);
  void open_file(const class ElectropulseArguments &, const std::string &name, const char *how);
  void set_timestep(double dt);
  void check_timestep();
  Settings settings() const;
  int pack(int i, double *buf) const;
  int unpack(int i, const double *buf);
  int phase_of(bigint step) const;
  bool is_wanted(int i) const;
  void look();
  void break_off(int i, int why);
  void break_off_all(int why);
  void sample(int phase);
  void add_up();
  void show();
  double lowest() const { return cut > 0.0 ? cut : 2.0 * spectrum.spacing; }
  const double *sums(const std::vector<double> &of, int phase) const
  {
    return of.data() + NCOUNTS + phase * ep_spectrum_size(&spectrum);
  }
  void write_file();
  int new_segment();
  void find_unused();
};

}    // namespace LAMMPS_NS

#endif
#endif
