// fix electropulse/wind: the force of the formula on every atom, on any ranks; momentum, work and energy accounted for.

#include "lammps_test.h"

#include <cmath>
#include <vector>

static const double CHARGE = 1.602176634e-19, ELECTRON = 9.1093837015e-31;
static const double J = 1.7e13;                     // A/m^2
static const double EV_ANGSTROM = CHARGE * 1e10;    // N

// From present positions: there is a core from the first step on.
static std::string core()
{
  return "compute core all electropulse/core/atom fcc lattice 4.075 neighbors 4 margin 2\n";
}

static std::string pulse(const std::string &waveform = "waveform square 10.0")
{
  return "fix ep all electropulse " + waveform + " current 1.7e9 direction 0 3 4\n";
}

// Stress on 23 A of line, from which the force on each core atom follows.
struct Law {
  const char *name, *arguments;
  double stress;        // Pa; 0: valences
  double burgers;       // m
  double valence[4];    // bulk, fault, core, surface: Z* rho, ohm m
  double along[3];
};

static const Law LAWS[] = {
    {"OneRole", "zeff core -8.0 reference 2.2e-8", 0, 0, {0, 0, -8.0 * 2.2e-8, 0}, {0, 0.6, 0.8}},
    {"EveryRole",
     "zeff bulk -9 fault -7.5 core 4 surface -12 direct 1 reference 2.2e-8 resistivity 2e-7",
     0,
     0,
     {-10 * 2.2e-8 + 2e-7, -8.5 * 2.2e-8 + 2e-7, 3 * 2.2e-8 + 2e-7, -13 * 2.2e-8 + 2e-7},
     {0, 0.6, 0.8}},
    {"Fermi",
     "stress fermi velocity 1.4e6 length 23.0 burgers 1.664",
     ELECTRON * 1.4e6 * J / (3 * CHARGE),
     1.664e-10,
     {},
     {0, -0.6, -0.8}},
    {"Drag",
     "stress drag coefficient 2e-6 carriers 5.9e28 length 23.0 burgers 2.884 along 1 0 0",
     2e-6 * J / (CHARGE * 5.9e28 * 2.884e-10),
     2.884e-10,
     {},
     {1, 0, 0}},
    {"Dislocation",
     "stress dislocation specific 2.6e-25 carriers 5.9e28 length 23.0 burgers 2.884 along 0 0 -2",
     2.6e-25 * CHARGE * 5.9e28 * J / 2.884e-10,
     2.884e-10,
     {},
     {0, 0, -1}},
};

class WindLaw : public testing::TestWithParam<Law> {};

TEST_P(WindLaw, ForceOnEveryAtomEqualsTheFormula)
{
  const Law &law = GetParam();
  for (const char *balance : {"no", "yes"}) {
    const std::string model = small_boundary(300, 1) + core();
    Lammps lammps, bare;
    lammps.run(model + pulse() + "fix w all electropulse/wind ep core " + law.arguments +
               " balance " + balance + "\nrun 0 post no\n");
    bare.run(model + "run 0 post no\n");
    const auto roles = lammps.gather(lammps.compute_atoms("core"), 2),
               pushes = lammps.gather(lammps.fix_atoms("w"), 3),
               with = lammps.gather(lammps.atoms("f"), 3),
               without = bare.gather(bare.atoms("f"), 3);
    double count[4] = {};
    for (const auto &atom : roles) count[(int) atom.second[1]] += 1.0;
    ASSERT_GT(count[2], 20.0);

    double size[4], back = 0.0;
    for (int role = 0; role < 4; role++) {
      size[role] = law.stress == 0.0 ? law.valence[role] * J * 1e-10
          : role == 2                ? law.stress * law.burgers * 23e-10 / count[2] / EV_ANGSTROM
                                     : 0.0;
      if (balance[0] == 'y') back += size[role] * count[role] / (double) roles.size();
    }
    double worst = 0.0, worst_total = 0.0, net[3] = {};
    for (const auto &atom : roles)
      for (int k = 0; k < 3; k++) {
        const double formula = (size[(int) atom.second[1]] - back) * law.along[k];
        const double push = pushes.at(atom.first)[k];
        worst = std::max(worst, std::fabs(push - formula));
        worst_total = std::max(
            worst_total, std::fabs(with.at(atom.first)[k] - without.at(atom.first)[k] - formula));
        net[k] += push;
      }
    EXPECT_GT(std::fabs(size[2]), 1e-5);
    EXPECT_LT(worst, 1e-12 * std::fabs(size[2]));
    EXPECT_LT(worst_total, 1e-12);    // rounding of the potential's forces, some eV/A
    if (balance[0] == 'y') {
      for (double n : net) EXPECT_NEAR(n, 0.0, 1e-12 * std::fabs(size[2]) * (double) roles.size());
    }
    if (law.stress > 0.0) {
      EXPECT_NEAR(lammps.value("f_w[11]") / (1e-9 * law.stress), 1.0, 1e-12);
    }
  }
}

TEST_P(WindLaw, MomentumBalances)
{
  for (const char *balance : {"no", "yes"}) {
    Lammps lammps;
    lammps.run(small_boundary(300, 2) + core() +
               pulse("waveform square 0.2 rise 0.05 fall 0.05 period 0.3 count 2") +
               "fix w all electropulse/wind ep core " + GetParam().arguments +
               " every 10 balance " + balance +
               "\nthermo_style custom step f_w[3] f_w[4] f_w[5]\nrun 0 post no\n");
    double before[3];
    const char *axis[] = {"x", "y", "z"};
    const double mass = lammps.value("mass(all)");
    for (int k = 0; k < 3; k++)
      before[k] = mass * lammps.value(std::string("vcm(all,") + axis[k] + ")");
    lammps.run("run 140 post no");
    for (int k = 0; k < 3; k++) {
      const double change =
          mass * lammps.value(std::string("vcm(all,") + axis[k] + ")") - before[k];
      const double impulse = lammps.value("f_w[" + std::to_string(3 + k) + "]");
      EXPECT_NEAR((change - impulse) * 1.0364269e-4, 0.0, 1e-10);    // eV ps/A
      if (balance[0] == 'y') { EXPECT_NEAR(impulse * 1.0364269e-4, 0.0, 1e-12); }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Laws, WindLaw, testing::ValuesIn(LAWS), [](const auto &info) {
  return info.param.name;
});

// With constant forces the sum of F v dt over the steps is F times the displacement, but for the half steps at the ends:
// velocity Verlet's v on a step is the mean of those half a step before and after, and there remains dt^2/4 times the
// change of F a.
TEST(Wind, WorkIsForceTimesDisplacement)
{
  Lammps lammps;
  lammps.run(
      small_boundary(300, 3) + core() + pulse() +
      "fix w all electropulse/wind ep core zeff bulk -9 core -800 surface 20 reference 2.2e-8 "
      "every 1000000\n"
      "compute x all property/atom xu yu zu\nthermo_style custom step f_w[1]\nrun 0 post no\n");
  const double dt = 0.004, accelerate = 9648.5332 / 196.97;    // (A/ps^2) / (eV/A)
  const auto push = lammps.gather(lammps.fix_atoms("w"), 3),
             f0 = lammps.gather(lammps.atoms("f"), 3),
             x0 = lammps.gather(lammps.compute_atoms("x"), 3);
  lammps.run("run 250 post no");
  const auto f1 = lammps.gather(lammps.atoms("f"), 3),
             x1 = lammps.gather(lammps.compute_atoms("x"), 3);
  double work = 0.0, ends = 0.0;
  for (const auto &atom : push)
    for (int k = 0; k < 3; k++) {
      const int i = atom.first;
      work += atom.second[k] * (x1.at(i)[k] - x0.at(i)[k]);
      ends += 0.25 * dt * dt * accelerate * atom.second[k] * (f1.at(i)[k] - f0.at(i)[k]);
    }
  EXPECT_GT(std::fabs(work), 1e-3);
  EXPECT_NEAR(lammps.value("f_w[1]"), work + ends, 1e-6 * std::fabs(work));
  EXPECT_EQ(lammps.value("f_w"), -lammps.value("f_w[1]"));
}

TEST(Wind, EnergyIsConservedAsTheTimestepFalls)
{
  double error[2];
  for (int fine = 0; fine < 2; fine++) {
    const std::string dt = fine ? "0.002" : "0.006", steps = fine ? "600" : "200",
                      look = fine ? "60" : "20";
    Lammps lammps;
    lammps.run(small_boundary(300, 8) + core() + "timestep " + dt +
               "\nfix ep all electropulse waveform square 0.8 rise 0.1 fall 0.1 current 1.7e9 "
               "direction 0 1 0\n"
               "fix w all electropulse/wind ep core zeff bulk -2000 reference 2.2e-8 every " +
               look + "\nthermo_style custom step econserve\nrun 0 post no\n");
    const double before = lammps.thermo("econserve");
    lammps.run("run " + steps + " post no");
    const double work = std::fabs(lammps.value("f_w[1]"));
    EXPECT_GT(work, 5.0);
    error[fine] = std::fabs(lammps.thermo("econserve") - before) / work;
    EXPECT_LT(error[fine], 0.01);
  }
  EXPECT_LT(error[1], error[0] / 3.0);
}

TEST(Wind, FollowsTheWaveformAndItsSign)
{
  Lammps lammps;
  lammps.run(
      small_boundary(1, 4) + core() +
      "fix ep all electropulse waveform square 0.04 rise 0.016 fall 0.016 delay 0.02 period 0.08 "
      "count 2 "
      "polarity alternating current 1e9 direction 1 0 0\n"
      "fix w all electropulse/wind ep core zeff bulk -10 core -10 surface -10 fault -10 "
      "reference 1e-8\ncompute push all reduce max f_w[1]\ncompute pull all reduce min f_w[1]\n"
      "thermo_style custom step f_ep c_push c_pull f_w[1]\nrun 0 post no\n");
  for (int step = 1; step <= 50; step++) {
    lammps.run("run 1 pre no post no");
    const double expected = -10.0 * 1e-8 * lammps.value("f_ep") * 1e4 * 1e-10;
    EXPECT_NEAR(lammps.value("c_push"), expected, 1e-18) << step;
    EXPECT_NEAR(lammps.value("c_pull"), expected, 1e-18) << step;
  }
  // As much one way as the other.
  EXPECT_NEAR(lammps.value("f_w[3]") * 1.0364269e-4, 0.0, 1e-12);
}

TEST(Wind, LengthMayBeThatOfTheMeasuredCore)
{
  Lammps lammps;
  lammps.run(
      small_boundary(300, 5) + core() + pulse() +
      "compute extent all electropulse/core/extent core\n"
      "fix w all electropulse/wind ep core stress dislocation specific 1e-25 carriers 5.9e28 "
      "burgers 1.664 length c_extent[1]\n"
      "thermo_style custom step c_extent[1] f_w[10]\nrun 0 post no\n");
  EXPECT_GT(lammps.value("f_w[10]"), 10.0);
  EXPECT_DOUBLE_EQ(lammps.value("f_w[10]"), lammps.value("c_extent[1]"));
}

TEST(Wind, RerunGivesTheForcesOfTheRun)
{
  const std::string settings = core() +
      pulse("waveform square 0.06 rise 0.02 fall 0.02 delay 0.01") +
      "fix w all electropulse/wind ep core zeff core -8 bulk 1 reference 2.2e-8 every 10\n";
  const std::string file = std::string("wind.") + program_invocation_short_name + ".dump";
  Lammps lammps, again;
  lammps.run(small_boundary(1, 6) + settings + "dump d all custom 10 " + file +
             " id type x y z\ndump_modify d format float %.17g\n");
  again.run(small_boundary(1, 6) + settings);
  for (const char *step : {"10", "20"}) {
    lammps.run("run 10 post no\ndump_modify d flush yes");
    again.run("rerun " + file + " first " + step + " last " + step + " dump x y z\n");
    const auto run = lammps.gather(lammps.fix_atoms("w"), 3),
               rerun = again.gather(again.fix_atoms("w"), 3);
    double largest = 0.0, worst = 0.0;
    for (const auto &atom : run)
      for (int k = 0; k < 3; k++) {
        largest = std::max(largest, std::fabs(atom.second[k]));
        worst = std::max(worst, std::fabs(atom.second[k] - rerun.at(atom.first)[k]));
      }
    EXPECT_GT(largest, 1e-5) << step;
    EXPECT_LT(worst, 1e-12 * largest) << step;
  }
  EXPECT_EQ(again.value("f_w[1]"), 0.0);
}

// Reruns of every kind count nothing: of one frame, from the present step, over the span of the last run.
TEST(Wind, RerunsAreNoRuns)
{
  const std::string file = std::string("wind2.") + program_invocation_short_name + ".dump";
  const std::string settings = core() + pulse() +
      "fix w all electropulse/wind ep core zeff core -8 bulk 1 reference 2.2e-8\n"
      "fix v all electropulse/vibrate ep core power 5.0\n";
  Lammps lammps;
  lammps.run(small_boundary(300, 6) + "dump d all custom 10 " + file +
             " id type x y z vx vy vz\nrun 20 post no\nundump d\n");
  lammps.run(settings + "rerun " + file + " first 20 last 20 dump x y z vx vy vz\n");
  EXPECT_EQ(lammps.value("f_w[1]"), 0.0);
  EXPECT_EQ(lammps.value("f_v[1]"), 0.0);
  lammps.run("unfix v\nunfix w\nunfix ep\nuncompute core\nreset_timestep 0\n" + settings +
             "rerun " + file + " first 0 last 20 dump x y z vx vy vz\n");
  EXPECT_EQ(lammps.value("f_w[1]"), 0.0);
  EXPECT_EQ(lammps.value("f_v[1]"), 0.0);
  Lammps fresh;
  fresh.run(small_boundary(300, 6) + settings + "rerun " + file +
            " first 0 last 0 dump x y z vx vy vz\n");
  EXPECT_EQ(fresh.value("f_w[1]"), 0.0);
  EXPECT_EQ(fresh.value("f_v[1]"), 0.0);
}

TEST(Wind, StaysBalancedWhenAtomsLeaveOrJoin)
{
  Lammps lammps;
  lammps.run(small_boundary(300, 7) + core() + pulse() +
             "region half block INF 30 INF INF INF INF units box\n"
             "group some dynamic all region half every 1\n"
             "fix w some electropulse/wind ep core zeff core -800 bulk 30 reference 2.2e-8 balance "
             "yes every 1000000\n"
             "fix s all electropulse/wind ep core stress fermi velocity 1.4e6 burgers 1.66 length "
             "20 along 1 0 0 every 1000000\n"
             "compute w all reduce sum f_w[2]\ncompute s all reduce sum f_s[1]\n"
             "thermo_style custom step c_w c_s\nrun 5 post no\n");
  const double stress = lammps.value("c_s");    // tau b L
  EXPECT_NEAR(stress / (ELECTRON * 1.4e6 * J / (3 * CHARGE) * 1.66e-10 * 20e-10 / EV_ANGSTROM), 1.0,
              1e-10);
  EXPECT_NEAR(lammps.value("c_w"), 0.0, 1e-10);
  lammps.run("region gone block INF INF INF 15 INF INF units box\n"
             "delete_atoms region gone compress no\nrun 20 post no\n");
  EXPECT_NEAR(lammps.value("c_w"), 0.0, 1e-10);
  EXPECT_NEAR(lammps.value("c_s") / stress, 1.0, 1e-10);
}

static const char EVERY_ROLE[] =
    "zeff bulk -8 fault -9 core -80 surface -20 reference 2.2e-8 every 1000000";

// Atoms, in all processes, for which `counts(i)` holds.
template <class F> static int count(Lammps &lammps, F counts)
{
  int mine = 0, all;
  for (int i = 0; i < lammps.nlocal(); i++) mine += counts(i);
  MPI_Allreduce(&mine, &all, 1, MPI_INT, MPI_SUM, lammps.world);
  return all;
}

static bool is_zero(const double f[3])
{
  return f[0] == 0.0 && f[1] == 0.0 && f[2] == 0.0;
}

// Atoms cross the periodic boundary, and from one process to the next, and are sorted.
TEST(Wind, PushesTheSameAtomsUntilTheNextLook)
{
  for (const char *balance : {"no", "yes"}) {
    std::string model = small_boundary(300, 7);
    model.replace(model.find("sort 0 0"), 8, "sort 10 3.0");
    Lammps lammps;
    lammps.run(model + core() + pulse() +
               "velocity all set NULL NULL 30.0 sum yes units box\n"
               "fix w all electropulse/wind ep core zeff core -8 fault 2 reference 2.2e-8 every "
               "1000000 balance " +
               balance + "\nrun 0 post no\n");
    const auto before = lammps.gather(lammps.fix_atoms("w"), 3);
    lammps.run("run 150 post no");    // 18 A
    const auto after = lammps.gather(lammps.fix_atoms("w"), 3);
    int pushed = 0, differ = 0;
    for (const auto &row : before) {
      pushed += !is_zero(row.second.data());
      differ += row.second != after.at(row.first);
    }
    EXPECT_GT(pushed, 20);
    EXPECT_EQ(differ, 0);
  }
}

TEST(Wind, PushesWhoIsInADynamicGroupAndShowsNoForceOnOthers)
{
  for (const char *balance : {"no", "yes"}) {
    Lammps lammps;
    lammps.run(small_boundary(300, 7) + core() + pulse() +
               "variable in atom \"x < 20 + 10*sin(step)\"\n"
               "group some dynamic all var in every 1\n"
               "fix w some electropulse/wind ep core " +
               EVERY_ROLE + " balance " + balance + "\nrun 0 post no\n");
    const auto looked = lammps.gather(lammps.fix_atoms("w"), 3);
    int least = 1000000, most = 0;
    for (int step = 1; step <= 12; step++) {
      lammps.run("run 1 pre no post no");
      double **push = lammps.fix_atoms("w");
      const int *mask =
          static_cast<int *>(lammps_extract_atom(lammps.handle, const_cast<char *>("mask")));
      const int some = 2;    // bit of the first group after all
      // Who joins after the look has no role, and takes part in the balance only.
      const auto is_wrong = [&](int i) {
        const bool had_role = !is_zero(looked.at(lammps.tags()[i]).data());
        const bool meant = (mask[i] & some) && (had_role || balance[0] == 'y');
        return meant == is_zero(push[i]);
      };
      EXPECT_EQ(count(lammps, is_wrong), 0) << step;
      const int members = count(lammps, [&](int i) {
        return mask[i] & some;
      });
      least = std::min(least, members), most = std::max(most, members);
      for (int k = 0; k < 3 && balance[0] == 'y'; k++) {
        double mine = 0.0, net;
        for (int i = 0; i < lammps.nlocal(); i++) mine += push[i][k];
        MPI_Allreduce(&mine, &net, 1, MPI_DOUBLE, MPI_SUM, lammps.world);
        EXPECT_NEAR(net, 0.0, 1e-12) << step;
      }
    }
    EXPECT_LT(least, most / 2);
  }
}

TEST(Wind, StaysBalancedWhenAtomsAreLostInTheRunOrAStaticGroupIsGivenAnew)
{
  Lammps lammps;
  lammps.run(
      "units metal\natom_modify map array\nboundary f f f\nlattice fcc 4.08\n"
      "region box block -1 9 -1 9 -1 9\ncreate_box 1 box\nregion part block 0 7.9 0 7.9 0 7.9\n"
      "create_atoms 1 region part\nmass 1 196.97\npair_style zero 6.0\npair_coeff * *\n"
      "comm_modify cutoff 8.5\nneigh_modify every 5 delay 0 check no\n"
      "thermo 1\nthermo_modify lost ignore flush yes\nfix nve all nve\ntimestep 0.002\n"
      "region edge block INF INF INF INF INF 0.9\ngroup edge region edge\n"
      "velocity edge set NULL NULL -300.0 units box\n" +
      core() + pulse() + "group some id 1:1500\nfix w some electropulse/wind ep core " +
      EVERY_ROLE + " balance yes\nrun 0 post no\n");
  const auto net = [&] {
    double mine = 0.0, all, **push = lammps.fix_atoms("w");
    for (int i = 0; i < lammps.nlocal(); i++) mine += push[i][1];
    MPI_Allreduce(&mine, &all, 1, MPI_DOUBLE, MPI_SUM, lammps.world);
    return all;
  };
  const double atoms = lammps.value("count(some)");
  EXPECT_NEAR(net(), 0.0, 1e-12);
  lammps.run("run 40 post no");
  EXPECT_LT(lammps.value("count(some)"), atoms);
  EXPECT_EQ(lammps.value("f_w[9]"), lammps.value("count(some)"));
  EXPECT_NEAR(net(), 0.0, 1e-12);
  lammps.run("group some clear\ngroup some id 1:700\nrun 1 pre no post no");
  EXPECT_LT(lammps.value("count(some)"), 701.0);
  EXPECT_EQ(lammps.value("f_w[9]"), lammps.value("count(some)"));
  EXPECT_NEAR(net(), 0.0, 1e-12);
}

TEST(Wind, ShowsForcesOnTheAtomsOfTheLastLookAndNoneAfterThePulse)
{
  for (const char *balance : {"no", "yes"}) {
    Lammps lammps;
    lammps.run(
        small_boundary(600, 7) + core() + pulse("waveform square 0.2") +
        "fix w all electropulse/wind ep core zeff core -8 reference 2.2e-8 every 1 balance " +
        balance + "\nrun 0 post no\n");
    double **push = lammps.fix_atoms("w");
    const auto first = lammps.gather(push, 3);
    for (int n = 0; n < 4; n++) {
      lammps.run("run 10 post no");
      push = lammps.fix_atoms("w");
      double **sites = lammps.compute_atoms("core");
      const double wind = 8 * 2.2e-8 * J * 1e-10;    // more than what is given back
      const auto is_pushed = [&](int i) {
        return std::fabs(push[i][2]) > 0.5 * 0.8 * wind;
      };
      EXPECT_EQ(count(lammps,
                      [&](int i) {
                        return is_pushed(i) != (sites[i][1] == 2.0);
                      }),
                0);
      EXPECT_GT(count(lammps, is_pushed), 20);
    }
    EXPECT_NE(first, lammps.gather(push, 3));    // the core has changed
    lammps.run("run 20 post no");
    push = lammps.fix_atoms("w");
    EXPECT_EQ(count(lammps,
                    [&](int i) {
                      return !is_zero(push[i]);
                    }),
              0);
  }
}

TEST(Wind, AnotherMetalOfThePulseIsNoticed)
{
  const auto push = [](Lammps &lammps) {
    double largest = 0.0;
    for (const auto &atom : lammps.gather(lammps.fix_atoms("w"), 3))
      largest = std::max(largest, std::fabs(atom.second[1]));
    return largest;
  };
  const std::string wave = " waveform square 10.0 current 1.7e9 direction 0 1 0\n";
  Lammps lammps;
  lammps.run(small_boundary(300, 7) + core() + "fix ep all electropulse material Au" + wave +
             "fix w all electropulse/wind ep core zeff bulk material\nrun 0 post no\n");
  const double gold = push(lammps);
  lammps.run("unfix ep\nfix ep all electropulse material Cu" + wave + "run 0 post no\n");
  const double copper = push(lammps);
  Lammps fresh;
  fresh.run(small_boundary(300, 7) + core() + "fix ep all electropulse material Cu" + wave +
            "fix w all electropulse/wind ep core zeff bulk material\nrun 0 post no\n");
  EXPECT_NE(gold, copper);
  EXPECT_EQ(copper, push(fresh));
}

TEST(Wind, OutputBeforeAnyRunIsZero)
{
  Lammps lammps;
  lammps.run(
      small_boundary(300, 7) + core() + pulse() +
      "fix w all electropulse/wind ep core zeff core -8 reference 2e-8 length 20 burgers 3\n");
  for (const char *entry : {"f_w", "f_w[1]", "f_w[9]", "f_w[11]"})
    EXPECT_EQ(lammps.value(entry), 0.0) << entry;
}

// Atoms that the core compute does not analyse have no role.
TEST(Wind, LeavesAloneWhatTheCoreComputeDoesNotAnalyse)
{
  Lammps lammps;
  lammps.run(small_boundary(300, 7) +
             "region half block INF 30 INF INF INF INF units box\ngroup some region half\n"
             "compute core some electropulse/core/atom fcc lattice 4.075 neighbors 4 margin 2\n" +
             pulse() +
             "fix w all electropulse/wind ep core zeff bulk -8 fault -8 core -8 surface -8 "
             "reference 2e-8\nthermo_style custom step f_w[9]\nrun 0 post no\n");
  EXPECT_EQ(lammps.value("f_w[9]"), lammps.value("count(some)"));
}
