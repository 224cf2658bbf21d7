#include "electropulse/wire.h"

#include "electropulse/heat.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace {

constexpr double AREA = 3.14e-16, LENGTH = 100e-9, ENDS = 300.0;
constexpr double GAMMA = 67.4, COUPLING = 2.1e16, CAPACITY = 2.47e6;

struct Wire {
  std::vector<ep_wire_cell> cells;
  ep_wire wire;

  explicit Wire(int n, double temperature = ENDS) : cells(n)
  {
    for (auto &c : cells) {
      c = {};
      c.length = LENGTH / n;
      c.area = AREA;
    }
    wire = {};
    wire.metal = {GAMMA, COUPLING, CAPACITY, 318.0, 0.0, {20e-8, 0.0}};
    wire.sink[0] = wire.sink[1] = ENDS;
    wire.n = n;
    wire.cell = cells.data();
    ep_wire_start(&wire, temperature);
    EXPECT_EQ(ep_wire_check(&wire), EP_WIRE_OK);
  }
  void current(double j, double dt)
  {
    for (auto &c : cells) c.dose = j * j * dt;
  }
  void run(int steps, double dt)
  {
    for (int k = 0; k < steps; k++) ASSERT_EQ(ep_wire_step(&wire, dt), EP_WIRE_OK);
  }
  double electrons(int i) const { return ep_wire_electrons(&wire, i); }
  double middle() const { return electrons(wire.n / 2); }
  void insulate() { wire.sink[0] = wire.sink[1] = NAN; }
  // what is missing of the energy that the current brought, as a fraction of all that moved
  double imbalance() const
  {
    const ep_wire_ledger &l = wire.ledger;
    const double moved = std::fabs(l.source) + std::fabs(l.sinks) + std::fabs(l.atoms) + l.start;
    return (l.source - (ep_wire_stored(&wire) - l.start) - l.atoms - l.sinks) / moved;
  }
};

// Second differences with cells of h are exact for a parabola but at the ends, where the sink is half a cell away: the peak
// comes out higher by (h/L)^2. Electrons and lattice conduct side by side where the coupling keeps them equally hot: but for
// sqrt(kappa_l/G), 0.05 nm here, at the ends.
TEST(Wire, SteadyPeakIsTheParabola)
{
  const double j = 5e12;
  for (double phonons : {0.0, 2.6}) {
    Wire w(101);
    w.wire.metal.phonons = phonons;
    if (phonons > 0.0) w.wire.metal.coupling = 1e21;
    w.current(j, 1e-10);
    w.run(100, 1e-10);
    const double rise = ep_heat_rod_rise(j, 20e-8, LENGTH, 318.0 + phonons);
    EXPECT_NEAR((w.middle() - ENDS) / rise, 1.0, 0.0005);
    EXPECT_NEAR(w.cells[50].lattice, w.middle(), 1e-3 * rise);
    for (int i = 0; i < 101; i += 10) {
      const double x = (i + 0.5) / 101;
      EXPECT_NEAR(w.electrons(i) - ENDS, 4.0 * x * (1.0 - x) * rise, 0.0005 * rise);
    }
  }
}

// Cells of unequal length, as beside a piece that is made of atoms: the middle of the wire is 1/4 between two of them.
TEST(Wire, SteadyPeakDoesNotDependOnTheCells)
{
  const double j = 5e12;
  Wire w(100);
  double sum = 0.0;
  for (int i = 0; i < 100; i++) sum += w.cells[i].length = i < 30 || i >= 60 ? 1.2e-9 : 0.4e-9;
  ep_wire_start(&w.wire, ENDS);
  w.current(j, 1e-10);
  w.run(100, 1e-10);
  double x = 0.0;
  for (int i = 0; i < 100; i++) {
    const double at = (x + 0.5 * w.cells[i].length) / sum;
    EXPECT_NEAR(w.electrons(i) - ENDS,
                4.0 * at * (1.0 - at) * ep_heat_rod_rise(j, 20e-8, sum, 318.0),
                0.0005 * ep_heat_rod_rise(j, 20e-8, sum, 318.0));
    x += w.cells[i].length;
  }
}

// Kohlrausch's relation, here at 680 K above the ends. The conductivity of the last cells is that of their middles: an error
// of the order h/L in a flux, of (h/L)^2 in the peak.
TEST(Wire, SteadyPeakByWiedemannAndFranzIsKohlrauschs)
{
  for (double slope : {0.0, 7.57e-11}) {
    Wire w(101);
    w.wire.metal.conductivity = 0.0;
    w.wire.metal.resistivity.slope = slope;
    const double j = 1e13, dt = 1e-10;
    w.current(j, dt);
    w.run(400, dt);
    const double voltage = j * AREA * ep_wire_resistance(&w.wire);
    const double rise = ep_heat_rod_rise_wiedemann_franz(voltage, ENDS);
    EXPECT_GT(rise, 300.0);
    EXPECT_NEAR((w.middle() - ENDS) / rise, 1.0, 0.001);
  }
}

// Electrons alone, at so small a rise that their heat capacity is constant to 1e-6. The grid lowers the rate by
// (pi h/L)^2/12 = 8e-5, the step by dt/(2 tau) = 2.5e-4.
TEST(Wire, SlowestDecayOfTheElectrons)
{
  Wire w(100);
  w.wire.metal.coupling = 0.0;
  for (int i = 0; i < 100; i++) {
    const double t = ENDS + 1e-3 * std::sin(M_PI * (i + 0.5) / 100);
    w.cells[i].heat *= t * t / (ENDS * ENDS);
  }
  const double tau = ep_heat_rod_time(LENGTH, GAMMA * ENDS, 318.0);
  const double before = w.middle() - ENDS;
  w.run(2000, tau / 2000);
  EXPECT_NEAR(std::log(before / (w.middle() - ENDS)), 1.0, 0.001);
}

// With the lattice: the paper's 7.9e-11 s is L^2 C/kappa, pi^2 times this. The two temperatures of one mode obey two linear
// equations, whose slower rate is the exact answer; that of one temperature, L^2 (C + gamma T)/(pi^2 kappa), follows for a
// coupling without limit.
TEST(Wire, SlowestDecayOfElectronsAndLattice)
{
  for (double coupling : {COUPLING, 1e21}) {
    Wire w(100);
    w.wire.metal.coupling = coupling;
    for (int i = 0; i < 100; i++) {
      const double t = ENDS + 1e-3 * std::sin(M_PI * (i + 0.5) / 100);
      w.cells[i].heat *= t * t / (ENDS * ENDS);
      w.cells[i].lattice = t;
    }
    const double k = 318.0 * std::pow(M_PI / LENGTH, 2), capacity = GAMMA * ENDS;
    const double a = (k + coupling) / capacity, d = coupling / CAPACITY;
    const double both = a + d, product = k * coupling / (capacity * CAPACITY);
    const double rate = 2.0 * product / (both + std::sqrt(both * both - 4.0 * product));
    if (coupling > COUPLING) {
      EXPECT_NEAR(rate * ep_heat_rod_time(LENGTH, CAPACITY + capacity, 318.0), 1.0, 0.001);
    }
    w.run(500, 0.002 / rate);    // the faster mode is gone
    const double before = w.cells[50].lattice - ENDS;
    w.run(2000, 0.0005 / rate);
    EXPECT_NEAR(std::log(before / (w.cells[50].lattice - ENDS)), 1.0, 0.001);
  }
}

// Without sinks and current electrons and lattice find one temperature as the closed form says; its own derivation is tested
// with it, since the scheme knows nothing of it. The error of the step is of the order dt/(2 tau) and halves with it.
TEST(Wire, TwoTemperaturesRelaxAsTheExactSolution)
{
  double error[2];
  for (int fine = 0; fine < 2; fine++) {
    Wire w(3, 2000.0);
    w.insulate();
    for (auto &c : w.cells) c.lattice = 300.0;
    const ep_heat_pair pair = {GAMMA, CAPACITY, COUPLING, 2000.0, 300.0};
    const double dt = fine ? 1e-15 : 2e-15;    // the electrons need 1 to 6 ps
    error[fine] = 0.0;
    for (int k = 0; k < 5; k++) {
      w.run(fine ? 2000 : 1000, dt);
      const double t = (k + 1) * 2e-12;
      error[fine] =
          std::fmax(error[fine], std::fabs(ep_heat_pair_time(&pair, w.electrons(1)) / t - 1.0));
      EXPECT_NEAR(w.cells[1].lattice, ep_heat_pair_lattice(&pair, w.electrons(1)), 1e-8);
    }
    EXPECT_LT(error[fine], 0.001);
    w.run(5000, 1e-13);
    EXPECT_NEAR(w.electrons(1), ep_heat_pair_end(&pair), 1e-6);
    EXPECT_NEAR(w.cells[1].lattice, ep_heat_pair_end(&pair), 1e-6);
  }
  EXPECT_NEAR(error[0] / error[1], 2.0, 0.2);
}

// Without electrons that conduct or couple, current heats them alone: gamma (T^2 - T_0^2)/2 = rho j^2 t.
TEST(Wire, CurrentHeatsTheElectronsByItsWork)
{
  Wire w(4);
  w.insulate();
  w.wire.metal.coupling = 0.0;
  const double j = 1e13, dt = 1e-15;
  w.current(j, dt);
  w.run(1000, dt);
  const double expected = std::sqrt(ENDS * ENDS + 2.0 * 20e-8 * j * j * 1000 * dt / GAMMA);
  EXPECT_NEAR(w.middle() / expected, 1.0, 1e-12);
  EXPECT_NEAR(w.wire.ledger.source / (20e-8 * j * j * 1000 * dt * LENGTH * AREA), 1.0, 1e-12);
}

// A neck: the same current through half the section heats it twice per length.
TEST(Wire, NarrowCellsGetTheirDose)
{
  Wire w(10);
  w.cells[4].area = 0.5 * AREA;
  ep_wire_start(&w.wire, ENDS);
  const double j = 1e12, dt = 1e-15;
  w.current(j, dt);
  w.cells[4].dose *= 4.0;
  w.run(1, dt);
  EXPECT_NEAR(w.cells[4].source / w.cells[5].source, 2.0, 1e-12);
}

// Everything at once: a wire with a piece of atoms that get hot and cold, unequal cells and sections, resistivity that
// depends on temperature, one sink, pulses. All energies are sums over the steps, whose rounding errors are independent: 1e5 steps
// and 60 cells leave some 1e-13.
// I^2 R: a quarter of the section makes j four times, the power per length and the resistance of the cell four times. Nothing
// stored moves when a section changes.
TEST(Wire, SectionThatHasShrunkHeatsAsItsResistance)
{
  Wire w(10);
  w.wire.metal.conductivity = 0.0;
  const double j = 1e13, dt = 1e-15, stored = ep_wire_stored(&w.wire);
  const double resistance = ep_wire_resistance(&w.wire);
  w.current(j, dt);
  w.cells[4].section = AREA / 4.0;
  w.cells[4].dose *= 16.0;
  EXPECT_NEAR(ep_wire_resistance(&w.wire) / resistance, 1.3, 1e-12);
  EXPECT_EQ(ep_wire_stored(&w.wire), stored);
  w.run(1, dt);
  EXPECT_NEAR(w.cells[4].source / w.cells[3].source, 4.0, 1e-12);
  EXPECT_NEAR(w.wire.ledger.source / (j * j * AREA * AREA * ep_wire_resistance(&w.wire) * dt), 1.0,
              1e-12);
  EXPECT_NEAR(w.imbalance(), 0.0, 1e-12);
}

// Two halves in a row: the steady flux through a cell of half the section in between, 1/R = sum of h/(kappa A).
TEST(Wire, SectionThatHasShrunkConductsLess)
{
  Wire w(3);
  w.wire.metal.coupling = 0.0;
  w.wire.sink[0] = 400.0;
  w.cells[1].section = AREA / 2.0;
  w.run(10, 1e-9);
  const double before = w.wire.ledger.source, h = LENGTH / 3.0;
  EXPECT_EQ(before, 0.0);
  const double flux = 100.0 * 318.0 * AREA / (4.0 * h);
  const double into = (400.0 - w.electrons(0)) * 318.0 * AREA / (0.5 * h);
  EXPECT_NEAR(into / flux, 1.0, 1e-6);
  // a section of 0 lets nothing through
  w.cells[1].section = 0.0;
  w.run(10, 1e-9);
  EXPECT_NEAR(w.electrons(0), 400.0, 1e-6);
  EXPECT_NEAR(w.electrons(2), ENDS, 1e-6);
}

TEST(Wire, ConservesEnergy)
{
  Wire w(60);
  w.wire.sink[1] = NAN;
  w.wire.metal.conductivity = 0.0;
  w.wire.metal.phonons = 2.6;
  w.wire.metal.resistivity = {5e-8, 7.57e-11};
  for (int i = 0; i < 60; i++) {
    ep_wire_cell &c = w.cells[i];
    c.length *= 1.0 + 0.3 * std::sin(i);
    c.area *= 1.0 + 0.2 * std::cos(2 * i);
    c.atoms = i >= 20 && i < 35;
    if (c.atoms) c.lattice = 300.0;
  }
  ep_wire_start(&w.wire, ENDS);
  const double dt = 2e-15;
  for (int k = 0; k < 100000; k++) {
    w.current(k % 20000 < 10000 ? 1e13 : 0.0, dt);
    for (int i = 20; i < 35; i++) {
      w.cells[i].lattice = 350.0 + 40.0 * std::sin(0.01 * k + i);
      w.cells[i].coupled = w.cells[i].length * w.cells[i].area * (1.0 + 0.1 * std::cos(k + i));
    }
    ASSERT_EQ(ep_wire_step(&w.wire, dt), EP_WIRE_OK);
  }
  EXPECT_GT(w.wire.ledger.source, 0.0);
  EXPECT_NE(w.wire.ledger.atoms, 0.0);
  EXPECT_GT(w.wire.ledger.sinks, 0.0);
  EXPECT_LT(std::fabs(w.imbalance()), 1e-12);
}

// A piece whose lattice somebody else heats by what is handed out, with the same heat capacity and conduction, is as the rest.
TEST(Wire, PieceOfAtomsBehavesAsTheContinuum)
{
  Wire whole(50), piece(50);
  ep_wire_cell *atoms = &piece.cells[20];
  for (Wire *w : {&whole, &piece}) w->wire.metal.phonons = 50.0;
  atoms->atoms = 1;
  ep_wire_start(&piece.wire, ENDS);
  atoms->lattice = ENDS;
  const double dt = 5e-15, capacity = CAPACITY * AREA * atoms->length;
  for (int k = 0; k < 20000; k++) {
    whole.current(1e13, dt);
    piece.current(1e13, dt);
    whole.run(1, dt);
    piece.run(1, dt);
    atoms->lattice += (atoms->given + atoms->conducted) / capacity;
  }
  EXPECT_GT(whole.cells[20].lattice, 320.0);
  // its conduction is explicit: an error of the order of dt G/C = 4e-5
  for (int i : {19, 20, 21}) {
    EXPECT_NEAR(piece.cells[i].lattice, whole.cells[i].lattice, 0.01);
    EXPECT_NEAR(piece.electrons(i), whole.electrons(i), 0.01);
  }
}

// Steps far longer than any time of the wire: electrons stay above 0 K and energy stays conserved.
TEST(Wire, TakesAnyStep)
{
  for (double dt : {1e-15, 1e-12, 1e-9, 1.0}) {
    Wire w(20, 3000.0);
    for (auto &c : w.cells) c.lattice = 10.0;
    w.wire.ledger.start = ep_wire_stored(&w.wire);
    for (int k = 0; k < 50; k++) {
      ASSERT_EQ(ep_wire_step(&w.wire, dt), EP_WIRE_OK);
      for (int i = 0; i < 20; i++) ASSERT_GT(w.electrons(i), 0.0);
    }
    EXPECT_LT(std::fabs(w.imbalance()), 1e-12) << dt;
  }
}

TEST(Wire, SaysWhatIsWrong)
{
  const auto status = [](auto change) {
    Wire w(3);
    change(w.wire);
    return ep_wire_check(&w.wire);
  };
  EXPECT_EQ(status([](ep_wire &w) {
              w.metal.coupling = -1.0;
            }),
            EP_WIRE_BAD_METAL);
  EXPECT_EQ(status([](ep_wire &w) {
              w.metal.gamma = 0.0;
            }),
            EP_WIRE_BAD_METAL);
  EXPECT_EQ(status([](ep_wire &w) {
              w.metal.resistivity.slope = NAN;
            }),
            EP_WIRE_BAD_METAL);
  EXPECT_EQ(status([](ep_wire &w) {
              w.sink[1] = 0.0;
            }),
            EP_WIRE_BAD_SINK);
  EXPECT_EQ(status([](ep_wire &w) {
              w.n = 0;
            }),
            EP_WIRE_BAD_CELL);
  EXPECT_EQ(status([](ep_wire &w) {
              w.cell[2].length = 0.0;
            }),
            EP_WIRE_BAD_CELL);
  EXPECT_EQ(status([](ep_wire &w) {
              w.cell[0].heat = -1.0;
            }),
            EP_WIRE_BAD_CELL);
  EXPECT_EQ(status([](ep_wire &w) {
              w.cell[0].section = -1.0;
            }),
            EP_WIRE_BAD_CELL);
  Wire w(3);
  w.wire.metal.resistivity = {2.271e-8, 1e-10};
  EXPECT_EQ(ep_wire_step(&w.wire, 0.0), EP_WIRE_BAD_TIME);
  w.cells[1].lattice = 50.0;
  EXPECT_EQ(ep_wire_step(&w.wire, 1e-15), EP_WIRE_NO_RESISTANCE);
}

}    // namespace
