/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifdef FIX_CLASS
// clang-format off
FixStyle(ELECTROPULSE/HOPS,FixElectropulseHops);
// clang-format on
#else

#ifndef LMP_FIX_ELECTROPULSE_HOPS_H
#define LMP_FIX_ELECTROPULSE_HOPS_H

#include "electropulse/hop.h"
#include "electropulse/surface.h"
#include "electropulse_compat.h"
#include "electropulse_exchange.h"
#include "fix.h"

#include <string>
#include <vector>

namespace LAMMPS_NS {

// Internal: counts the hops of surface atoms for a compute electropulse/surface/atom, which creates it, at fixed steps whoever
// asks in between. Reference neighbours are kept by a FixElectropulseReference of the compute.
class FixElectropulseHops : public Fix, public ElectropulseWideFix {
 public:
  // fix ID group ELECTROPULSE/HOPS compute-ID interval(steps) hop(A)
  FixElectropulseHops(class LAMMPS *, int, char **);
  ~FixElectropulseHops() override;
  int setmask() override;
  void init() override;
  void setup(int) override;
  void end_of_step() override;
  void post_run() override;
  double memory_usage() override;
  int pack_forward_comm(int, int *, double *, int, int *) override;
  void unpack_forward_comm(int, int, double *) override;

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

  int exchange_width() const override { return WIDTH; }

  double hops(int i) const { return of_atom(i)[HOPS]; }      // of local atom i
  double moved(int i) const { return of_atom(i)[MOVED]; }    // Angstrom, at the last sample
  // By ep_surface_place of the site before: hops, and atoms times time, ps, up to the last sample; of all processes.
  double hops_from(int place) const { return totals.hops[place]; }
  double exposure_of(int place) const { return totals.exposure[place]; }

 private:
  // Numbers of an atom: hops so far; the place of its site; samples by which it had hopped last, and when its reference was
  // taken; and how far it was from that.
  enum { HOPS, HOME, LEFT, REFERRED, MOVED, WIDTH };

  std::string id_compute;
  class ComputeElectropulseSurfaceAtom *compute;
  class FixElectropulseReference *reference;
  int every;
  double distance;    // Angstrom
  double *numbers;
  ElectropulseCompat::RunWatch watch;
  bool running;    // not in a rerun
  bool over;       // the last run or rerun has ended
  struct Totals {
    bigint clock;      // step up to which time is counted, -1 before the first
    bigint sampled;    // step of the last sample, -1 for none since the clock was set
    double samples;
    double elapsed;    // ps, since the last sample
    double hops[EP_SURFACE_PLACES], exposure[EP_SURFACE_PLACES];
    double at_home[EP_SURFACE_PLACES];    // atoms by place, at the last sample
  } totals;

  std::vector<double> left;    // of local and ghost atoms: LEFT
  std::vector<double> flag;    // of local and ghost atoms: hop at first sight
  std::vector<double> *sent;
  std::vector<double> shifts;    // of one atom's neighbours
  std::vector<unsigned char> kinds;

  double *of_atom(int i) const { return numbers + WIDTH * (bigint) i; }
  void advance_clock();
  void sample();
  void begin();
  void find_hops();
  ep_hop_verdict judge(int i, double *moved, bool *known);
  bool has_flagged_neighbor(int i) const;
  void refer(int i);
  void settle_homes();
  void exchange(std::vector<double> *);
};

}    // namespace LAMMPS_NS

#endif
#endif
