/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

// One source for LAMMPS from 29Sep2021 to 4Jul2026: every difference is detected from the declarations, not from version
// numbers. None of our code calls fmt, whose inline namespace is part of LAMMPS' binary interface.

#ifndef LMP_ELECTROPULSE_COMPAT_H
#define LMP_ELECTROPULSE_COMPAT_H

#include "comm.h"
#include "compute.h"
#include "domain.h"
#include "fix.h"
#include "modify.h"
#include "update.h"

#include <string>

namespace LAMMPS_NS {
namespace ElectropulseCompat {

  struct older {};
  struct newer : older {};    // the preferred overload

  template <class C>
  auto forward(newer, C *comm, Compute *c) -> decltype(comm->forward_comm(c), void())
  {
    comm->forward_comm(c);
  }
  template <class C> void forward(older, C *comm, Compute *c)
  {
    comm->forward_comm_compute(c);
  }
  template <class C> auto forward(newer, C *comm, Fix *f) -> decltype(comm->forward_comm(f), void())
  {
    comm->forward_comm(f);
  }
  template <class C> void forward(older, C *comm, Fix *f)
  {
    comm->forward_comm_fix(f);
  }
  template <class T> void forward_comm(Comm *comm, T *style)
  {
    forward(newer(), comm, style);
  }

  template <class C> auto reverse(newer, C *comm, Fix *f) -> decltype(comm->reverse_comm(f), void())
  {
    comm->reverse_comm(f);
  }
  template <class C> void reverse(older, C *comm, Fix *f)
  {
    comm->reverse_comm_fix(f);
  }
  inline void reverse_comm(Comm *comm, Fix *fix)
  {
    reverse(newer(), comm, fix);
  }

  template <class M>
  auto fix(newer, M *modify, const std::string &id) -> decltype(modify->get_fix_by_id(id))
  {
    return modify->get_fix_by_id(id);
  }
  template <class M> Fix *fix(older, M *modify, const std::string &id)
  {
    const int i = modify->find_fix(id);
    return i < 0 ? nullptr : modify->fix[i];
  }
  inline Fix *get_fix(Modify *modify, const std::string &id)
  {
    return fix(newer(), modify, id);
  }

  template <class M>
  auto compute(newer, M *modify, const std::string &id) -> decltype(modify->get_compute_by_id(id))
  {
    return modify->get_compute_by_id(id);
  }
  template <class M> Compute *compute(older, M *modify, const std::string &id)
  {
    const int i = modify->find_compute(id);
    return i < 0 ? nullptr : modify->compute[i];
  }
  inline Compute *get_compute(Modify *modify, const std::string &id)
  {
    return compute(newer(), modify, id);
  }

  template <class D>
  auto image(newer, D *domain, const char *file, int line, double *d)
      -> decltype(domain->minimum_image(file, line, d), void())
  {
    domain->minimum_image(file, line, d);
  }
  template <class D> void image(older, D *domain, const char *, int, double *d)
  {
    domain->minimum_image(d);
  }
  inline void minimum_image(Domain *domain, double *d)
  {
    image(newer(), domain, FLERR, d);
  }

  // Tells a run or a minimisation from a rerun, which calls init() for every frame and sets the timestep as it likes.
  class RunWatch {
   public:
    // To be asked once in every init(). A command such as write_data, after which a run may go on without init() (pre no),
    // changes nothing.
    bool sees_run(const Update *update)
    {
      if (update->whichflag == 0) return run;
      const bool again = update->firststep == first && update->laststep == last;
      first = update->firststep;
      last = update->laststep;
      run = !again && first == update->ntimestep && last == first + update->nsteps;
      return run;
    }
    void end() { first = last = -1; }    // to be called in post_run()

   private:
    bigint first = -1, last = -1;
    bool run = false;
  };

  // Comm keeps the group of comm_modify group to its derived classes.
  struct CommGroup : public Comm {
    static int of(const Comm *comm) { return comm->*(&CommGroup::bordergroup); }
  };

}    // namespace ElectropulseCompat
}    // namespace LAMMPS_NS

#endif
