#include "electropulse/pulse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace {

const double inf = std::numeric_limits<double>::infinity();
const double nan = std::numeric_limits<double>::quiet_NaN();

ep_pulse train(double delay, double width, double rise, double fall, double period, int64_t count,
               int alternating = 0)
{
  return {delay, width, rise, fall, period, count, alternating};
}

const ep_pulse plain = train(3, 4, 1, 1, 10, 3);

std::vector<ep_pulse> all_kinds()
{
  std::vector<ep_pulse> all;
  for (int alternating : {0, 1}) {
    all.push_back(train(3, 4, 1, 1, 10, 3, alternating));
    all.push_back(train(0, 4, 1, 2, 10, 4, alternating));
    all.push_back(train(0.7, 0.3, 0.1, 0.2, 0.5, 7, alternating));     // no gap
    all.push_back(train(1, 4, 0, 0, 10, 5, alternating));              // jumps
    all.push_back(train(1, 4, 0, 3, 10, 5, alternating));              // jumps up only
    all.push_back(train(1, 4, 3, 0, 10, 5, alternating));              // jumps down only
    all.push_back(train(2, 4, 4, 4, 8, 6, alternating));               // triangles
    all.push_back(train(2, 5, 0, 0, 5, 4, alternating));               // never off
    all.push_back(train(2, 4, 1, 1, nan, 1, alternating));             // one pulse
    all.push_back(train(2, 4, 1, 1, 10, 0, alternating));              // without end
    all.push_back(train(100, 3000, 50, 80, 20000, 6, alternating));    // a laboratory's in ps
  }
  return all;
}

int64_t pulses_until(const ep_pulse &p, double t)
{
  if (p.count) return p.count;
  return t > p.delay ? static_cast<int64_t>((t - p.delay) / p.period) + 2 : 1;
}

double start_of(const ep_pulse &p, int64_t k)
{
  return p.delay + (k ? static_cast<double>(k) * p.period : 0.0);
}

double edge(double u, double length)
{
  if (length > 0.0) return std::clamp(u / length, 0.0, 1.0);
  return u < 0.0 ? 0.0 : 1.0;
}

// The waveform as its definition says, pulse after pulse.
double defined_value(const ep_pulse &p, double t)
{
  double sum = 0.0;
  for (int64_t k = 0; k < pulses_until(p, t); k++) {
    const double u = t - start_of(p, k);
    const double shape = u < 0.0 ? 0.0 : edge(u, p.rise) - edge(u - p.width, p.fall);
    sum += (p.alternating && k % 2 ? -1.0 : 1.0) * shape;
  }
  return sum;
}

// Corners and jumps in order, each once.
std::vector<double> defined_edges(const ep_pulse &p, int64_t pulses)
{
  std::vector<double> edges;
  for (int64_t k = 0; k < pulses; k++)
    for (double u : {0.0, p.rise, p.width, p.width + p.fall}) edges.push_back(start_of(p, k) + u);
  std::sort(edges.begin(), edges.end());
  const auto same = [](double a, double b) {
    return std::fabs(a - b) < 1e-9;
  };
  edges.erase(std::unique(edges.begin(), edges.end(), same), edges.end());
  return edges;
}

// Two-point Gauss quadrature in 50 parts between the corners: exact for pieces up to the third power.
template <class Function> double quadrature(const ep_pulse &p, double t0, double t1, Function f)
{
  std::vector<double> nodes = {t0, t1};
  for (double e : defined_edges(p, pulses_until(p, t1)))
    if (e > t0 && e < t1) nodes.push_back(e);
  std::sort(nodes.begin(), nodes.end());
  double sum = 0.0;
  const int parts = 50;
  for (size_t n = 1; n < nodes.size(); n++) {
    const double h = (nodes[n] - nodes[n - 1]) / parts;
    for (int q = 0; q < parts; q++) {
      const double middle = nodes[n - 1] + h * (q + 0.5), off = h / std::sqrt(12.0);
      sum += 0.5 * h * (f(middle - off) + f(middle + off));
    }
  }
  return sum;
}

double end_of(const ep_pulse &p)
{
  return start_of(p, (p.count ? p.count : 8) - 1) + p.width + p.fall;
}

TEST(PulseCheck, AcceptsEveryKindOfTrain)
{
  for (const auto &p : all_kinds()) EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_OK);
}

TEST(PulseCheck, NamesTheBadMember)
{
  const auto check = [](double ep_pulse::*member, double value) {
    ep_pulse p = plain;
    p.*member = value;
    return ep_pulse_check(&p);
  };
  for (double bad : {nan, inf, -inf, -1.0, -1e-300}) {
    EXPECT_EQ(check(&ep_pulse::delay, bad), EP_PULSE_BAD_DELAY) << bad;
    EXPECT_EQ(check(&ep_pulse::width, bad), EP_PULSE_BAD_WIDTH) << bad;
    EXPECT_EQ(check(&ep_pulse::rise, bad), EP_PULSE_BAD_RISE) << bad;
    EXPECT_EQ(check(&ep_pulse::fall, bad), EP_PULSE_BAD_FALL) << bad;
    EXPECT_EQ(check(&ep_pulse::period, bad), EP_PULSE_BAD_PERIOD) << bad;
  }
  EXPECT_EQ(check(&ep_pulse::width, 0.0), EP_PULSE_BAD_WIDTH);
}

TEST(PulseCheck, LimitsTheRiseByTheWidthAndThePulseByThePeriod)
{
  ep_pulse p = train(0, 4, 4, 6, 10, 3);
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_OK);
  p.rise = std::nextafter(4.0, 5.0);
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_RISE);
  p = train(0, 4, 4, 6, 10.0 * (1 - 1e-12), 3);
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_PERIOD);
  p.count = 0;
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_PERIOD);
  p.count = 1;
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_OK) << "one pulse needs no period";
  p = plain;
  p.count = -1;
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_COUNT);
}

TEST(PulseCheck, NamesTheFirstBadMember)
{
  ep_pulse p = {nan, nan, nan, nan, nan, -1, 0};
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_DELAY);
  p.delay = 0;
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_WIDTH);
  p.width = 1;
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_RISE);
  p.rise = 1;
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_FALL);
  p.fall = 1;
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_PERIOD);
  p.period = 2;
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_COUNT);
}

// Somebody who types width 0.1, fall 0.2, period 0.3 asks for no gap; in binary 0.1 + 0.2 > 0.3.
TEST(PulseCheck, AcceptsATrainWithoutGapInDecimalNumbers)
{
  const ep_pulse p = train(0, 0.1, 0, 0.2, 0.3, 3);
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_OK);
}

TEST(PulseValue, HasTheShapeOfTheDefinition)
{
  const struct {
    double t, value;
  } expected[] = {{-5, 0},     {0, 0},  {2.999, 0},    {3, 0},  {3.25, 0.25}, {4, 1},
                  {6.999, 1},  {7, 1},  {7.25, 0.75},  {8, 0},  {12, 0},      {13, 0},
                  {13.5, 0.5}, {14, 1}, {27.75, 0.25}, {28, 0}, {33.5, 0},    {1e6, 0}};
  for (const auto &e : expected) EXPECT_NEAR(ep_pulse_value(&plain, e.t), e.value, 1e-12) << e.t;
}

TEST(PulseValue, AgreesWithTheDefinitionEverywhere)
{
  std::mt19937_64 random(1);
  for (const auto &p : all_kinds()) {
    std::uniform_real_distribution<double> time(-1.0, end_of(p) + 2.0);
    for (int n = 0; n < 2000; n++) {
      const double t = time(random);
      ASSERT_NEAR(ep_pulse_value(&p, t), defined_value(p, t), 1e-9) << t;
    }
  }
}

TEST(PulseValue, NeverLeavesMinusOneToOne)
{
  std::mt19937_64 random(2);
  std::uniform_int_distribution<int> length(1, 30);
  for (int n = 0; n < 3000; n++) {
    ep_pulse p =
        train(0.1 * length(random), 0.1 * length(random), 0, 0.1 * length(random), 7, 2, 1);
    p.rise = p.width * 0.5;
    ASSERT_EQ(ep_pulse_check(&p), EP_PULSE_OK);
    for (double edge : defined_edges(p, 2)) {
      ASSERT_LE(std::fabs(ep_pulse_value(&p, edge)), 1.0)
          << "width " << p.width << " fall " << p.fall;
    }
  }
}

TEST(PulseValue, TakesTheLaterValueAtAJump)
{
  const ep_pulse p = train(1, 4, 0, 0, 10, 2);
  EXPECT_EQ(ep_pulse_value(&p, std::nextafter(1.0, 0.0) - 1e-6), 0.0);
  EXPECT_EQ(ep_pulse_value(&p, 1.0), 1.0);
  EXPECT_EQ(ep_pulse_value(&p, 5.0 - 1e-6), 1.0);
  EXPECT_EQ(ep_pulse_value(&p, 5.0), 0.0);
  EXPECT_EQ(ep_pulse_value(&p, 11.0), 1.0);
  EXPECT_EQ(ep_pulse_value(&p, 15.0), 0.0);
}

TEST(PulseValue, ChangesSignFromPulseToPulseWhenAlternating)
{
  const ep_pulse p = train(3, 4, 1, 1, 10, 0, 1);
  for (int k = 0; k < 9; k++) {
    const double sign = k % 2 ? -1.0 : 1.0;
    EXPECT_DOUBLE_EQ(ep_pulse_value(&p, 10 * k + 5), sign);
    EXPECT_NEAR(ep_pulse_value(&p, 10 * k + 3.25), 0.25 * sign, 1e-12);
    EXPECT_NEAR(ep_pulse_value(&p, 10 * k + 7.25), 0.75 * sign, 1e-12);
  }
}

TEST(PulseLocate, NamesPhaseIndexAndTimeInEveryPlace)
{
  const struct {
    double t;
    ep_pulse_phase phase;
    int64_t index;
    double time;
  } expected[] = {
      {-7, EP_PULSE_BEFORE, 0, 0},     {2.99, EP_PULSE_BEFORE, 0, 0},
      {3, EP_PULSE_RISE, 1, 0},        {3.5, EP_PULSE_RISE, 1, 0.5},
      {4, EP_PULSE_PLATEAU, 1, 1},     {6.5, EP_PULSE_PLATEAU, 1, 3.5},
      {7, EP_PULSE_FALL, 1, 4},        {7.5, EP_PULSE_FALL, 1, 4.5},
      {8, EP_PULSE_GAP, 1, 5},         {12.5, EP_PULSE_GAP, 1, 9.5},
      {13, EP_PULSE_RISE, 2, 0},       {18, EP_PULSE_GAP, 2, 5},
      {23, EP_PULSE_RISE, 3, 0},       {27.5, EP_PULSE_FALL, 3, 4.5},
      {28, EP_PULSE_AFTER, 3, 5},      {33, EP_PULSE_AFTER, 3, 10},
      {33.5, EP_PULSE_AFTER, 3, 10.5}, {1003, EP_PULSE_AFTER, 3, 980},
  };
  for (const auto &e : expected) {
    const ep_pulse_place at = ep_pulse_locate(&plain, e.t);
    EXPECT_EQ(at.phase, e.phase) << e.t;
    EXPECT_EQ(at.index, e.index) << e.t;
    EXPECT_NEAR(at.time, e.time, 1e-12) << e.t;
  }
}

TEST(PulseLocate, SkipsPhasesOfLengthZero)
{
  const ep_pulse jumps = train(0, 4, 0, 0, 10, 3), full = train(0, 5, 0, 0, 5, 3),
                 triangle = train(0, 4, 4, 4, 8, 3);
  EXPECT_EQ(ep_pulse_locate(&jumps, 0).phase, EP_PULSE_PLATEAU);
  EXPECT_EQ(ep_pulse_locate(&jumps, 4).phase, EP_PULSE_GAP);
  EXPECT_EQ(ep_pulse_locate(&jumps, 24).phase, EP_PULSE_AFTER);
  EXPECT_EQ(ep_pulse_locate(&full, 5).phase, EP_PULSE_PLATEAU);
  EXPECT_EQ(ep_pulse_locate(&full, 5).index, 2);
  EXPECT_EQ(ep_pulse_locate(&full, 15).phase, EP_PULSE_AFTER);
  EXPECT_EQ(ep_pulse_locate(&triangle, 4).phase, EP_PULSE_FALL);
  EXPECT_EQ(ep_pulse_locate(&triangle, 8).phase, EP_PULSE_RISE);
}

TEST(PulseLocate, CountsATimeJustBeforeAStartAsTheStart)
{
  for (double start : {3.0, 13.0, 23.0}) {
    const ep_pulse_place just = ep_pulse_locate(&plain, start - 1e-10),
                         not_yet = ep_pulse_locate(&plain, start - 1e-8);
    EXPECT_EQ(just.index, not_yet.index + 1);
    EXPECT_EQ(just.phase, EP_PULSE_RISE);
    EXPECT_EQ(just.time, 0.0);
  }
}

// What the styles ask: step * dt, where period and delay are given as decimal numbers.
TEST(PulseLocate, ChangesTheIndexAtExactlyTheStepOfTheStart)
{
  for (double dt : {0.001, 0.004, 0.1 / 3, 0.002, 0.0005, 0.1, 1.0 / 7, 0.003, 1e-5, 0.25})
    for (int delay_steps : {0, 1, 7, 100, 12345})
      for (int period_steps : {2, 3, 10, 250, 1000, 99999}) {
        const ep_pulse p =
            train(delay_steps * dt, 0.5 * period_steps * dt, 0, 0, period_steps * dt, 0);
        for (int64_t k = 0; k < 100000; k = 1 + 3 * k) {
          const int64_t step = delay_steps + k * period_steps;
          const ep_pulse_place at = ep_pulse_locate(&p, step * dt);
          ASSERT_EQ(at.index, k + 1) << "dt " << dt << " step " << step;
          ASSERT_EQ(at.phase, EP_PULSE_PLATEAU);
          ASSERT_NEAR(at.time, 0.0, 1e-8 * p.period);
          ASSERT_EQ(ep_pulse_locate(&p, (step - 1) * dt).index, k)
              << "dt " << dt << " step " << step;
        }
      }
}

// A square pulse of n steps is on for n steps, in every pulse: the jump down must not depend on rounding either.
TEST(PulseLocate, KeepsAPulseWithJumpsOnForTheSameNumberOfSteps)
{
  int wrong = 0, all = 0;
  for (double dt : {0.001, 0.004, 0.1 / 3, 0.1, 1.0 / 7})
    for (int delay_steps : {0, 7}) {
      const ep_pulse p = train(delay_steps * dt, 30 * dt, 0, 0, 100 * dt, 0);
      for (int64_t k = 0; k < 1000; k++) {
        const int64_t end = delay_steps + 100 * k + 30;
        wrong += ep_pulse_value(&p, (end - 1) * dt) != 1.0 || ep_pulse_value(&p, end * dt) != 0.0;
        all++;
      }
    }
  EXPECT_EQ(wrong, 0) << "of " << all;
}

TEST(PulseLocate, IsExactAfterABillionPeriods)
{
  const int64_t k = 1000000000;
  const ep_pulse p = train(100, 3000, 50, 50, 20000, 0, 1);
  const double start = 100 + 20000.0 * k;
  EXPECT_EQ(ep_pulse_locate(&p, start).index, k + 1);
  EXPECT_EQ(ep_pulse_locate(&p, start).time, 0.0);
  EXPECT_EQ(ep_pulse_locate(&p, start - 0.5).index, k);
  EXPECT_EQ(ep_pulse_locate(&p, start - 0.5).phase, EP_PULSE_GAP);
  EXPECT_EQ(ep_pulse_locate(&p, start + 25.0).phase, EP_PULSE_RISE);
  EXPECT_EQ(ep_pulse_value(&p, start + 25.0), 0.5);
  EXPECT_EQ(ep_pulse_value(&p, start + 20000.0 + 25.0), -0.5);
  EXPECT_EQ(ep_pulse_value(&p, start + 3025.0), 0.5);
  EXPECT_DOUBLE_EQ(ep_pulse_integral(&p, start, start + 3050.0), 3000.0);
  EXPECT_DOUBLE_EQ(ep_pulse_integral(&p, start + 1000, start + 1001), 1.0);
  EXPECT_EQ(ep_pulse_next_edge(&p, start), start + 50.0);
}

TEST(PulseLocate, OnePulseHasNoPeriod)
{
  for (double period : {nan, 0.0, 1.0, inf, -3.0}) {
    const ep_pulse p = train(2, 4, 1, 1, period, 1);
    EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_OK);
    EXPECT_EQ(ep_pulse_locate(&p, 2).index, 1);
    EXPECT_EQ(ep_pulse_locate(&p, 1e9).index, 1);
    EXPECT_EQ(ep_pulse_locate(&p, 1e9).phase, EP_PULSE_AFTER);
    EXPECT_DOUBLE_EQ(ep_pulse_integral(&p, 0, 1e9), 4.0);
    EXPECT_EQ(ep_pulse_next_edge(&p, 100), inf);
  }
}

TEST(PulseIntegral, AgreesWithQuadrature)
{
  std::mt19937_64 random(3);
  for (const auto &p : all_kinds()) {
    std::uniform_real_distribution<double> time(-1.0, end_of(p) + 2.0);
    for (int n = 0; n < 40; n++) {
      const double a = time(random), b = time(random), t0 = std::min(a, b), t1 = std::max(a, b);
      const auto value = [&](double t) {
        return defined_value(p, t);
      };
      const auto square = [&](double t) {
        return value(t) * value(t);
      };
      const double near = 1e-9 * (end_of(p) + 1);
      ASSERT_NEAR(ep_pulse_integral(&p, t0, t1), quadrature(p, t0, t1, value), near)
          << t0 << ' ' << t1;
      ASSERT_NEAR(ep_pulse_integral_square(&p, t0, t1), quadrature(p, t0, t1, square), near)
          << t0 << ' ' << t1;
    }
  }
}

TEST(PulseIntegral, AddsUpOverParts)
{
  std::mt19937_64 random(4);
  for (const auto &p : all_kinds())
    for (auto integral : {ep_pulse_integral, ep_pulse_integral_square}) {
      std::uniform_real_distribution<double> time(-1.0, end_of(p) + 2.0);
      double t[3];
      for (int n = 0; n < 500; n++) {
        for (auto &s : t) s = time(random);
        std::sort(t, t + 3);
        ASSERT_NEAR(integral(&p, t[0], t[1]) + integral(&p, t[1], t[2]), integral(&p, t[0], t[2]),
                    1e-12 * (end_of(p) + 1));
      }
    }
}

TEST(PulseIntegral, AddsUpOverTheStepsOfARun)
{
  const double dt = 0.004;
  const ep_pulse p = train(0.1, 0.3, 0.02, 0.02, 1.0, 20);
  double sum = 0.0, sum_square = 0.0;
  for (int step = 0; step < 5100; step++) {
    sum += ep_pulse_integral(&p, step * dt, (step + 1) * dt);
    sum_square += ep_pulse_integral_square(&p, step * dt, (step + 1) * dt);
  }
  EXPECT_NEAR(sum, 20 * 0.3, 1e-10);
  EXPECT_NEAR(sum_square, 20 * (0.3 - 0.02 + 2 * 0.02 / 3), 1e-10);
}

// The integral from the start of the train is 3e12 here, whose last digit is 5e-4: it must not enter.
TEST(PulseIntegral, WithinOnePulseKeepsItsDigitsLateInALongTrain)
{
  const ep_pulse p = train(0, 3000.1, 50.3, 50.3, 20000, 0);
  const double start = 20000.0 * 1000000000;
  EXPECT_NEAR(ep_pulse_integral(&p, start + 100, start + 101), 1.0, 1e-11);
  EXPECT_NEAR(ep_pulse_integral(&p, start, start + 4000), 3000.1, 1e-11);
  EXPECT_NEAR(ep_pulse_integral(&p, start + 4000, start + 5000), 0.0, 1e-11);
  EXPECT_NEAR(ep_pulse_integral_square(&p, start + 100, start + 101), 1.0, 1e-11);
}

TEST(PulseIntegral, OfTheWholeTrainIsCountTimesWidth)
{
  for (double edge : {0.0, 0.5, 4.0}) {
    const ep_pulse p = train(3, 4, edge, edge, 10, 7);
    EXPECT_DOUBLE_EQ(ep_pulse_integral(&p, 0, 100), 28.0);
    EXPECT_DOUBLE_EQ(ep_pulse_integral(&p, -inf, inf), 28.0);
    EXPECT_DOUBLE_EQ(ep_pulse_integral_square(&p, 0, 100), 7 * (4 - edge + 2 * edge / 3));
  }
}

TEST(PulseIntegral, OfAPairOfAlternatingPulsesVanishesAndItsSquareDoesNot)
{
  const ep_pulse even = train(3, 4, 1, 2, 10, 6, 1), odd = train(3, 4, 1, 2, 10, 7, 1);
  EXPECT_NEAR(ep_pulse_integral(&even, 0, 100), 0.0, 1e-14);
  EXPECT_DOUBLE_EQ(ep_pulse_integral(&odd, 0, 100), 4.5);
  EXPECT_DOUBLE_EQ(ep_pulse_integral_square(&even, 0, 100), 6 * (3 + 1. / 3 + 2. / 3));
}

TEST(PulseIntegral, OfNothingIsZero)
{
  for (const auto &p : all_kinds())
    for (double t = -2; t < 40; t += 0.37) {
      EXPECT_EQ(ep_pulse_integral(&p, t, t), 0.0);
      EXPECT_EQ(ep_pulse_integral_square(&p, t, t), 0.0);
    }
}

TEST(PulseNextEdge, WalksThroughAllEdgesAndEndsAtInfinity)
{
  for (const auto &p : all_kinds()) {
    if (!p.count) continue;
    double t = -1.0;
    for (double edge : defined_edges(p, p.count)) {
      const double next = ep_pulse_next_edge(&p, t);
      ASSERT_GT(next, t);
      ASSERT_NEAR(next, edge, 1e-12 * (1 + edge));
      t = next;
    }
    EXPECT_EQ(ep_pulse_next_edge(&p, t), inf);
  }
}

TEST(PulseNextEdge, NeverEndsForATrainWithoutEnd)
{
  const ep_pulse p = train(3, 4, 1, 1, 10, 0);
  double t = 0.0;
  for (double edge : defined_edges(p, 1000)) {
    ASSERT_DOUBLE_EQ(ep_pulse_next_edge(&p, t), edge);
    t = edge;
  }
}

// The first edge AFTER t lies after t, whatever the last digit of the edges: else a walk stands still.
TEST(PulseNextEdge, AlwaysLiesAfterTheTime)
{
  std::mt19937_64 random(5);
  std::uniform_int_distribution<int> length(0, 40);
  int stuck = 0, all = 0;
  for (int n = 0; n < 1000; n++) {
    const ep_pulse p = train(0.1 * length(random), 0.1 * (41 + length(random)),
                             0.1 * length(random), 0.1 * length(random), 12.3, 5);
    ASSERT_EQ(ep_pulse_check(&p), EP_PULSE_OK);
    double t = -1.0;
    for (int e = 0; e < 100 && t < inf; e++) {
      const double next = ep_pulse_next_edge(&p, t);
      all++;
      if (!(next > t)) {
        stuck++;
        break;
      }
      t = next;
    }
  }
  EXPECT_EQ(stuck, 0) << "of " << all << " edges";
}

}    // namespace

// 3 ns every 0.3 s, as in the experiment: the edges stay where they are.
TEST(PulseLocate, KeepsItsEdgesWhenThePeriodIsMuchLongerThanThePulse)
{
  const ep_pulse p = train(1000, 3000, 50, 50, 3e11, 5);
  EXPECT_EQ(ep_pulse_locate(&p, 999.9).index, 0);
  EXPECT_EQ(ep_pulse_locate(&p, 1000.1).index, 1);
  EXPECT_NEAR(ep_pulse_value(&p, 1025.0), 0.5, 1e-12);
  EXPECT_NEAR(ep_pulse_value(&p, 1049.0), 0.98, 1e-12);
  EXPECT_NEAR(ep_pulse_integral(&p, 1000, 1060), 35.0, 1e-9);
  EXPECT_NEAR(ep_pulse_integral(&p, 1000, 3e11), 3000.0, 1e-9);
  EXPECT_NEAR(ep_pulse_value(&p, 3e11 + 1025.0), 0.5, 1e-5);
}
