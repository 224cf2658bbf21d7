#include "electropulse/pulse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace {

const double inf = std::numeric_limits<double>::infinity();
const double nan = std::numeric_limits<double>::quiet_NaN();

ep_pulse train(double delay, double width, double rise, double fall, double period, int64_t count,
               int alternating = 0)
{
  return {EP_PULSE_SQUARE, delay, width, rise, fall, 0, nullptr, period, count, alternating};
}

ep_pulse shaped(ep_pulse_shape shape, double delay, double width, double period, int64_t count,
                int alternating = 0)
{
  return {shape, delay, width, 0, 0, 0, nullptr, period, count, alternating};
}

ep_pulse filtered(double delay, double width, double tau, double period, int64_t count,
                  int alternating = 0)
{
  return {EP_PULSE_RC, delay, width, 0, 0, tau, nullptr, period, count, alternating};
}

// Rises, rings over 1, goes on a plateau, and ends below 0; jumps at its start and its end.
const char ringing[] = "0 0.2\n1 1.5\n1.5 0.8\n2 1.0\n4 1.0\n4.25 -0.25\n5 -0.1\n";

// A table pulse, and the memory it borrows. It is not copied: the points stay where they are.
struct Table {
  explicit Table(const std::string &text) : points(100)
  {
    size_t line;
    EXPECT_EQ(
        ep_waveform_parse(text.data(), text.size(), points.data(), points.size(), &waveform, &line),
        EP_WAVEFORM_OK);
  }
  ep_pulse pulse(double delay, double period, int64_t count, int alternating = 0) const
  {
    return {EP_PULSE_TABLE, delay, 0, 0, 0, 0, &waveform, period, count, alternating};
  }
  std::vector<ep_waveform_point> points;
  ep_waveform waveform;
};

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
    all.push_back(shaped(EP_PULSE_GAUSSIAN, 1, 2, 12, 4, alternating));
    all.push_back(shaped(EP_PULSE_GAUSSIAN, 0.3, 0.1, 0.5, 5, alternating));    // no gap
    all.push_back(shaped(EP_PULSE_GAUSSIAN, 100, 3000, 20000, 0, alternating));
    all.push_back(shaped(EP_PULSE_HALF_SINE, 2, 3, 5, 4, alternating));
    all.push_back(shaped(EP_PULSE_HALF_SINE, 0.7, 0.3, 0.3, 6, alternating));    // no gap
    all.push_back(shaped(EP_PULSE_HALF_SINE, 2, 3, nan, 1, alternating));
    all.push_back(filtered(1, 4, 0.2, 9, 4, alternating));
    all.push_back(filtered(0, 1, 3, 60, 3, alternating));     // never near its peak
    all.push_back(filtered(2, 5, 0.1, 8, 0, alternating));    // almost a square
    static const Table table(ringing);
    all.push_back(table.pulse(1, 8, 3, alternating));
    all.push_back(table.pulse(0, 5, 0, alternating));    // no gap
    all.push_back(table.pulse(2, nan, 1, alternating));
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

// From the start of a pulse to its end.
double length_of(const ep_pulse &p)
{
  switch (p.shape) {
    case EP_PULSE_GAUSSIAN:
      return 5.0 * p.width;
    case EP_PULSE_HALF_SINE:
      return p.width;
    case EP_PULSE_RC:
      return p.width + 25.0 * std::log(2.0) * p.tau;
    case EP_PULSE_TABLE:
      return p.table->points[p.table->npoints - 1].time;
    default:
      return p.width + p.fall;
  }
}

// One positive pulse at u after its start, as its definition says.
double defined_shape(const ep_pulse &p, double u)
{
  const double pi = std::acos(-1.0);
  if (u < 0.0 || (p.shape != EP_PULSE_SQUARE && u >= length_of(p))) return 0.0;
  switch (p.shape) {
    case EP_PULSE_GAUSSIAN:
      return std::exp(-4.0 * std::log(2.0) * std::pow(u / p.width - 2.5, 2));
    case EP_PULSE_HALF_SINE:
      return std::sin(pi * u / p.width);
    case EP_PULSE_RC:
      return u < p.width ? 1.0 - std::exp(-u / p.tau)
                         : (std::exp(p.width / p.tau) - 1.0) * std::exp(-u / p.tau);
    case EP_PULSE_TABLE: {
      const ep_waveform_point *a = p.table->points;
      while (a[1].time <= u) a++;
      return a->value + (a[1].value - a->value) * (u - a->time) / (a[1].time - a->time);
    }
    default:
      return edge(u, p.rise) - edge(u - p.width, p.fall);
  }
}

// The waveform as its definition says, pulse after pulse.
double defined_value(const ep_pulse &p, double t)
{
  double sum = 0.0;
  for (int64_t k = 0; k < pulses_until(p, t); k++) {
    sum += (p.alternating && k % 2 ? -1.0 : 1.0) * defined_shape(p, t - start_of(p, k));
  }
  return sum;
}

// Corners and jumps in order, each once.
std::vector<double> defined_edges(const ep_pulse &p, int64_t pulses)
{
  std::vector<double> edges;
  std::vector<double> within = {0.0, length_of(p)};
  if (p.shape == EP_PULSE_SQUARE) within.push_back(p.rise);
  if (p.shape == EP_PULSE_SQUARE || p.shape == EP_PULSE_RC) within.push_back(p.width);
  if (p.shape == EP_PULSE_TABLE)
    for (size_t n = 0; n < p.table->npoints; n++) within.push_back(p.table->points[n].time);
  for (int64_t k = 0; k < pulses; k++)
    for (double u : within) edges.push_back(start_of(p, k) + u);
  std::sort(edges.begin(), edges.end());
  const auto same = [](double a, double b) {
    return std::fabs(a - b) < 1e-9;
  };
  edges.erase(std::unique(edges.begin(), edges.end(), same), edges.end());
  return edges;
}

// Five-point Gauss quadrature in parts of length h, 50 between two corners. A part errs by 4e-13 h^11 f(10): 6e-15 h for
// a squared Gaussian (h = 0.1 of its width w, f(10) = 1.6e8/w^10), 4e-10 h where a square of 50 tau is switched on.
template <class Function> double quadrature(const ep_pulse &p, double t0, double t1, Function f)
{
  const struct {
    double place, weight;
  } nodes[] = {{-0.9061798459386640, 0.2369268850561891},
               {-0.5384693101056831, 0.4786286704993665},
               {0.0, 0.5688888888888889},
               {0.5384693101056831, 0.4786286704993665},
               {0.9061798459386640, 0.2369268850561891}};
  std::vector<double> ends = {t0, t1};
  for (double e : defined_edges(p, pulses_until(p, t1)))
    if (e > t0 && e < t1) ends.push_back(e);
  std::sort(ends.begin(), ends.end());
  double sum = 0.0;
  const int parts = 50;
  for (size_t n = 1; n < ends.size(); n++) {
    const double half = 0.5 * (ends[n] - ends[n - 1]) / parts;
    for (int q = 0; q < parts; q++)
      for (const auto &node : nodes)
        sum += half * node.weight * f(ends[n - 1] + half * (2 * q + 1 + node.place));
  }
  return sum;
}

double end_of(const ep_pulse &p)
{
  return start_of(p, (p.count ? p.count : 8) - 1) + length_of(p);
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
  ep_pulse p = {static_cast<ep_pulse_shape>(7), nan, nan, nan, nan, nan, nullptr, nan, -1, 0};
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_SHAPE);
  p.shape = EP_PULSE_SQUARE;
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

TEST(PulseCheck, AsksOfAShapeWhatItNeeds)
{
  ep_pulse p = shaped(EP_PULSE_GAUSSIAN, 0, 1, 5, 3);
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_OK);
  p.period = 4.999;
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_PERIOD);
  for (auto shape : {EP_PULSE_GAUSSIAN, EP_PULSE_HALF_SINE, EP_PULSE_RC}) {
    p = filtered(0, 1, 0.1, 100, 3);
    p.shape = shape;
    EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_OK);
    p.width = 0.0;
    EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_WIDTH);
    p.width = 1.0;
    p.fall = 0.1;
    EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_FALL);
    p.rise = 0.1;
    EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_RISE);
  }
  for (double bad : {nan, inf, 0.0, -1.0}) {
    p = filtered(0, 1, bad, 100, 3);
    EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_TAU);
  }
  p = shaped(EP_PULSE_TABLE, 0, 0, 1, 3);
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_TABLE);
  const Table table(ringing);
  p = table.pulse(0, 5, 3);
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_OK);
  p.period = 4.999;
  EXPECT_EQ(ep_pulse_check(&p), EP_PULSE_BAD_PERIOD);
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

TEST(PulseValue, OfAGaussianIsHalfAtHalfItsWidth)
{
  const ep_pulse p = shaped(EP_PULSE_GAUSSIAN, 3, 4, nan, 1);
  EXPECT_EQ(ep_pulse_duration(&p), 20.0);
  EXPECT_EQ(ep_pulse_value(&p, 13), 1.0);
  for (int side : {-1, 1}) {
    EXPECT_DOUBLE_EQ(ep_pulse_value(&p, 13 + 2 * side), 0.5);
    EXPECT_DOUBLE_EQ(ep_pulse_value(&p, 13 + 4 * side), 1. / 16);
  }
  EXPECT_DOUBLE_EQ(ep_pulse_value(&p, 3), std::ldexp(1.0, -25)) << "the step at the cut";
  EXPECT_EQ(ep_pulse_value(&p, 2.999), 0.0);
  EXPECT_EQ(ep_pulse_value(&p, 23), 0.0);
}

TEST(PulseValue, OfAHalfSineIsHalfAtASixthOfItsWidth)
{
  const ep_pulse p = shaped(EP_PULSE_HALF_SINE, 3, 6, nan, 1);
  EXPECT_EQ(ep_pulse_value(&p, 3), 0.0);
  EXPECT_DOUBLE_EQ(ep_pulse_value(&p, 4), 0.5);
  EXPECT_DOUBLE_EQ(ep_pulse_value(&p, 6), 1.0);
  EXPECT_DOUBLE_EQ(ep_pulse_value(&p, 8), 0.5);
  EXPECT_EQ(ep_pulse_value(&p, 9), 0.0);
}

TEST(PulseValue, OfAFilteredSquareChargesAndDischarges)
{
  const double e = std::exp(1.0);
  const ep_pulse p = filtered(3, 4, 2, nan, 1);
  EXPECT_EQ(ep_pulse_value(&p, 3), 0.0);
  EXPECT_DOUBLE_EQ(ep_pulse_value(&p, 5), 1 - 1 / e);
  EXPECT_DOUBLE_EQ(ep_pulse_value(&p, 7), 1 - 1 / (e * e));
  EXPECT_DOUBLE_EQ(ep_pulse_value(&p, 9), (1 - 1 / (e * e)) / e);
  const double end = 7 + 50 * std::log(2.0);
  EXPECT_NEAR(ep_pulse_value(&p, end - 1e-6), (1 - 1 / (e * e)) * std::ldexp(1.0, -25), 1e-13);
  EXPECT_EQ(ep_pulse_value(&p, end), 0.0);
}

TEST(PulseValue, OfATableFollowsItsPoints)
{
  const Table table(ringing);
  const ep_pulse p = table.pulse(1, 8, 2, 1);
  const struct {
    double t, value;
  } expected[] = {{0.99, 0},  {1, 0.2},   {1.5, 0.85},    {2, 1.5},         {2.25, 1.15},
                  {3.7, 1.0}, {5.1, 0.5}, {5.2, 0.0},     {6 - 1e-6, -0.1}, {6, 0},
                  {8.9, 0},   {9, -0.2},  {10.25, -1.15}, {14, 0}};
  for (const auto &e : expected) EXPECT_NEAR(ep_pulse_value(&p, e.t), e.value, 1e-6) << e.t;
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

// Rise ends where the largest magnitude is first reached, fall begins where it is last left.
TEST(PulseLocate, NamesThePhasesOfEveryShape)
{
  const Table ring(ringing), flat("0 0\n1 -2\n2 1\n3 2\n4 0\n"), saw("0 1\n2 0\n"),
      ramp("0 0\n2 1\n");
  const struct {
    ep_pulse p;
    double reach, leave, end;
  } shapes[] = {{shaped(EP_PULSE_GAUSSIAN, 1, 2, 20, 2), 5, 5, 10},
                {shaped(EP_PULSE_HALF_SINE, 1, 2, 20, 2), 1, 1, 2},
                {filtered(1, 2, 0.5, 20, 2), 2, 2, 2 + 12.5 * std::log(2.0)},
                {ring.pulse(1, 20, 2), 1, 1, 5},
                {flat.pulse(1, 20, 2), 1, 3, 4},
                {saw.pulse(1, 20, 2), 0, 0, 2},
                {ramp.pulse(1, 20, 2), 2, 2, 2}};
  for (const auto &s : shapes) {
    EXPECT_DOUBLE_EQ(ep_pulse_duration(&s.p), s.end);
    const struct {
      double from, to;
      ep_pulse_phase phase;
    } phases[] = {{0, s.reach, EP_PULSE_RISE},
                  {s.reach, s.leave, EP_PULSE_PLATEAU},
                  {s.leave, s.end, EP_PULSE_FALL},
                  {s.end, 20, EP_PULSE_GAP}};
    for (const auto &phase : phases) {
      if (phase.from == phase.to) continue;
      for (double t : {phase.from, 0.5 * (phase.from + phase.to), phase.to - 1e-6}) {
        EXPECT_EQ(ep_pulse_locate(&s.p, 1 + t).phase, phase.phase) << s.p.shape << ' ' << t;
        EXPECT_EQ(ep_pulse_locate(&s.p, 1 + t).index, 1);
      }
    }
    EXPECT_EQ(ep_pulse_locate(&s.p, 0.9).phase, EP_PULSE_BEFORE);
    EXPECT_EQ(ep_pulse_locate(&s.p, 21 + s.end).phase, EP_PULSE_AFTER);
  }
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

TEST(PulseIntegral, OfAGaussianIsThatOfTheErrorFunction)
{
  const double ln2 = std::log(2.0), pi = std::acos(-1.0), w = 4;
  const ep_pulse p = shaped(EP_PULSE_GAUSSIAN, 3, w, 30, 5);
  const double full = 0.5 * w * std::sqrt(pi / ln2), full_square = full / std::sqrt(2.0);
  EXPECT_NEAR(ep_pulse_integral(&p, 0, 30), full * std::erf(5 * std::sqrt(ln2)), 1e-14);
  EXPECT_NEAR(ep_pulse_integral(&p, 0, 30) / full, 1 - 3.9e-9, 1e-10) << "lost by the cut";
  EXPECT_NEAR(ep_pulse_integral_square(&p, 0, 200), 5 * full_square, 1e-13);
  EXPECT_NEAR(ep_pulse_integral(&p, 13 - w / 2, 13 + w / 2), full * std::erf(std::sqrt(ln2)),
              1e-14);
}

TEST(PulseIntegral, OfAHalfSineIsTwoOverPi)
{
  const ep_pulse p = shaped(EP_PULSE_HALF_SINE, 3, 4, 10, 5);
  EXPECT_DOUBLE_EQ(ep_pulse_integral(&p, 0, 10), 8 / std::acos(-1.0));
  EXPECT_DOUBLE_EQ(ep_pulse_integral(&p, 0, 5), 4 / std::acos(-1.0));
  EXPECT_DOUBLE_EQ(ep_pulse_integral_square(&p, 0, 100), 5 * 2.0);
}

// What charges the capacitance flows out of it again: the area is that of the square before the filter.
TEST(PulseIntegral, OfAFilteredSquareIsItsWidth)
{
  for (double tau : {1e-3, 0.5, 4.0, 100.0}) {
    const ep_pulse p = filtered(3, 4, tau, nan, 1);
    const double m = 1 - std::exp(-4 / tau), cut = std::ldexp(1.0, -25);
    EXPECT_NEAR(ep_pulse_integral(&p, 0, 1e6), 4 - tau * m * cut, 1e-14) << tau;
    EXPECT_NEAR(ep_pulse_integral_square(&p, 0, 1e6), 4 - tau * m * (1 + 0.5 * m * cut * cut),
                1e-13)
        << tau;
  }
}

// (1 - exp(-x))^2 = x^2 - x^3 + 7/12 x^4 - ...; the sum of its three integrals would be 1e-12 of each of them.
TEST(PulseIntegral, OfASlowFilterKeepsItsDigits)
{
  const ep_pulse p = filtered(0, 1, 1e6, nan, 1);
  const double x = 1e-6;
  EXPECT_DOUBLE_EQ(ep_pulse_integral(&p, 0, 1), 1e6 * x * x * (1. / 2 - x / 6 + x * x / 24));
  EXPECT_DOUBLE_EQ(ep_pulse_integral_square(&p, 0, 1),
                   1e6 * x * x * x * (1. / 3 - x / 4 + 7 * x * x / 60));
}

TEST(PulseIntegral, OfATableIsTheSumOfItsTrapezia)
{
  const Table table("0 1\n2 3\n3 -1\n");
  const ep_pulse p = table.pulse(10, 5, 4, 1);
  EXPECT_DOUBLE_EQ(ep_pulse_integral(&p, 0, 15), 4 + 1);
  EXPECT_DOUBLE_EQ(ep_pulse_integral(&p, 10, 11), 1.5);
  EXPECT_DOUBLE_EQ(ep_pulse_integral(&p, 11, 12.75), 2.5 + 0.75 * 1.5);
  EXPECT_DOUBLE_EQ(ep_pulse_integral_square(&p, 0, 15), (1 + 3 + 9) * 2. / 3 + (9 - 3 + 1) / 3.);
  EXPECT_NEAR(ep_pulse_integral(&p, 0, 100), 0.0, 1e-14);
  EXPECT_DOUBLE_EQ(ep_pulse_integral_square(&p, 0, 100), 4 * (26. / 3 + 7. / 3));
}

// From a pulse into the next one, too: such a step is not the difference of two sums over the train.
TEST(PulseIntegral, AcrossAStartKeepsItsDigitsLateInALongTrain)
{
  const double start = 20000.0 * 1000000000;
  const Table table("0 0.5\n3000.1 0.5\n");
  for (int alternating : {0, 1}) {
    const ep_pulse square = train(0, 3000.1, 50.3, 50.3, 20000, 0, alternating),
                   drawn = table.pulse(0, 20000, 0, alternating);
    const double sign = alternating ? -1.0 : 1.0, edge = 10 * 10 / (2 * 50.3);
    EXPECT_NEAR(ep_pulse_integral(&square, start - 1, start + 10), edge, 1e-11);
    EXPECT_NEAR(ep_pulse_integral(&square, start - 20000, start + 10), sign * 3000.1 + edge, 1e-11);
    EXPECT_NEAR(ep_pulse_integral_square(&square, start - 1, start + 10), edge * 20 / (3 * 50.3),
                1e-11);
    EXPECT_NEAR(ep_pulse_integral(&drawn, start - 20000, start + 1), sign * 1500.05 + 0.5, 1e-11);
    EXPECT_NEAR(ep_pulse_integral_square(&drawn, start - 20000, start + 1), 0.25 * 3001.1, 1e-11);
  }
}

// Whatever the period it falls into, a pulse is the same.
TEST(PulseIntegral, IsPeriodic)
{
  std::mt19937_64 random(6);
  for (const auto &p : all_kinds()) {
    if (p.count == 1) continue;
    std::uniform_real_distribution<double> time(p.delay, p.delay + p.period);
    for (int n = 0; n < 200; n++) {
      const double a = time(random), b = time(random), t0 = std::min(a, b), t1 = std::max(a, b);
      const double sign = p.alternating ? -1.0 : 1.0, near = 1e-13 * (end_of(p) + 1);
      ASSERT_NEAR(ep_pulse_integral(&p, t0 + p.period, t1 + p.period),
                  sign * ep_pulse_integral(&p, t0, t1), near);
      ASSERT_NEAR(ep_pulse_integral_square(&p, t0 + p.period, t1 + p.period),
                  ep_pulse_integral_square(&p, t0, t1), near);
    }
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
