// A restart in the middle of a pulse continues bit by bit, on the same number of ranks and without sorting.

#include "lammps_test.h"

static std::string settings(const std::string &mode, const std::string &waveform,
                            const std::string &section)
{
  return std::string("compute core all electropulse/core/atom ") + core_settings() +
      " hysteresis 1\n" +
      "compute itb all electropulse/boundary core normal 0 1 0 motion 1 0 0 margin 5.0\n"
      "fix ep all electropulse delay 1.3 current 1.7e9 direction 0 1 0 waveform " +
      waveform + " section " + section +
      "\n"
      "fix v all electropulse/vibrate ep core " +
      mode +
      " every 20\n"
      "compute extent all electropulse/core/extent core\n"
      "fix w all electropulse/wind ep core zeff core -800 bulk -50 surface 20 reference 2.2e-8 "
      "every 15 balance yes length c_extent[1] burgers 1.664\n"
      "fix s all electropulse/wind ep core stress fermi velocity 1.4e6 length c_extent[1] burgers "
      "1.664 every 30\n"
      "thermo_style custom step f_ep f_ep[4] f_v[1] c_core c_itb[1]\nthermo 10\n";
}

struct Setting {
  const char *name, *mode, *waveform, *section;
};

class Restart : public testing::TestWithParam<Setting> {};

TEST_P(Restart, InMidPulseIsExact)
{
  const std::string file = std::string("restart-") + GetParam().name;
  const std::string set = settings(GetParam().mode, GetParam().waveform, GetParam().section);
  Lammps straight;
  straight.run(small_boundary(300, 11) + set + "restart 367 " + file + ".*\nrun 430 post no\n");
  ASSERT_GT(straight.value("f_v[1]"), 1.0);

  Lammps restarted;
  restarted.run("units metal\natom_style atomic\natom_modify map array sort 0 0\nread_restart " +
                file + ".367\n" + potential_and_integrator() + set + "run 63 post no\n");
  EXPECT_GT(restarted.value("f_ep"), 0.0);    // still in the pulse
  for (const char *what : {"x", "v"}) {
    const auto a = straight.gather(straight.atoms(what), 3),
               b = restarted.gather(restarted.atoms(what), 3);
    int differ = 0;
    for (const auto &row : a) differ += row.second != b.at(row.first);
    EXPECT_EQ(differ, 0) << what;
  }
  if (std::string(GetParam().section) != "uniform") {
    const auto a = straight.gather(straight.fix_atoms("ep"), 3),
               b = restarted.gather(restarted.fix_atoms("ep"), 3);
    EXPECT_TRUE(a == b);
  }
  for (const char *quantity :
       {"f_ep[9]", "f_ep[10]", "f_ep[11]", "f_ep[12]", "f_ep[13]", "f_ep[14]", "f_ep",
        "f_ep[2]", "f_ep[3]",  "f_ep[4]",  "f_ep[5]",  "f_v",      "f_v[1]",   "f_v[2]",
        "f_v[3]",  "f_v[5]",   "f_v[11]",  "f_v[12]",  "c_core",   "c_itb[1]", "c_itb[7]",
        "f_v[13]", "f_v[15]",  "f_w[1]",   "f_w[2]",   "f_w[4]",   "f_w[6]",   "f_w[9]",
        "f_w[10]", "f_w[11]",  "f_s[1]",   "f_s[4]",   "f_s[10]"})
    EXPECT_EQ(straight.value(quantity), restarted.value(quantity)) << quantity;
}

// The last search before the restart is at step 360, the next at 400; the one after it would start warm.
const char SLABS[] = "slabs material Au every 40 factors core 0.5 0.8";
const char GRID[] = "grid material Au every 20 factors core 0.5 0.8 tolerance 1e-5";
const char SQUARE[] = "square 0.5 rise 0.1 fall 0.1";

INSTANTIATE_TEST_SUITE_P(
    Modes, Restart,
    testing::Values(Setting{"temperature", "temperature 1500 0.05 4711", SQUARE, "uniform"},
                    Setting{"power", "power 0.5", SQUARE, "uniform"},
                    Setting{"resistive", "resistive area 3e-15 c_extent[2]", SQUARE, "uniform"},
                    Setting{"band", "band 0.2 2.0 6.0 4711", SQUARE, "uniform"},
                    Setting{"gaussian", "power 0.5", "gaussian 0.1", "uniform"},
                    Setting{"slabs", "power 0.5", SQUARE, SLABS},
                    Setting{"grid", "temperature 1500 0.05 4711", SQUARE, GRID},
                    Setting{"gridResistive", "resistive area 3e-15 c_extent[2]", SQUARE, GRID}),
    [](const auto &info) {
      return info.param.name;
    });
