// The spectrum of signals whose spectrum is known: cosines, white noise, and an oscillator in a heat bath.

#include "electropulse/spectrum.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>
#include <vector>

namespace {

const double PI = 3.14159265358979323846;

class Estimator {
 public:
  Estimator(int samples, double interval)
  {
    EXPECT_EQ(ep_spectrum_open(&spectrum, samples, interval), EP_SPECTRUM_OK);
    sums.assign(ep_spectrum_size(&spectrum), 0.0);
  }
  ~Estimator() { ep_spectrum_close(&spectrum); }
  Estimator(const Estimator &) = delete;
  Estimator &operator=(const Estimator &) = delete;

  void add(const std::vector<double> &v, double half_mass = 0.5)
  {
    ASSERT_EQ(v.size(), 3 * (size_t) spectrum.samples);
    ep_spectrum_add(&spectrum, v.data(), half_mass, sums.data());
  }
  // Half overlapping segments of a long signal.
  void add_all(const std::vector<double> &v, double half_mass = 0.5)
  {
    const size_t length = 3 * (size_t) spectrum.samples;
    for (size_t from = 0; from + length <= v.size(); from += 3 * (size_t) (spectrum.samples / 2))
      add(std::vector<double>(v.begin() + from, v.begin() + from + length), half_mass);
  }
  double kinetic(int k) const { return ep_spectrum_kinetic(sums.data(), k); }
  double energy() const { return ep_spectrum_energy(&spectrum, sums.data()); }
  double frequency() const { return ep_spectrum_frequency(&spectrum, sums.data()); }
  double amplitude(double cut) const { return ep_spectrum_amplitude(&spectrum, sums.data(), cut); }
  std::vector<double> states(double modes) const
  {
    std::vector<double> g(spectrum.frequencies);
    ep_spectrum_states(&spectrum, sums.data(), modes, g.data());
    return g;
  }

  ep_spectrum spectrum;
  std::vector<double> sums;
};

// v_k(n) = f(n, k)
template <class F> std::vector<double> signal(int samples, F f)
{
  std::vector<double> v;
  for (int n = 0; n < samples; n++)
    for (int k = 0; k < 3; k++) v.push_back(f(n, k));
  return v;
}

// Relative, of sums and transforms of some hundred numbers.
const double ROUNDING = 1e-13;

TEST(Spectrum, ArgumentsAreChecked)
{
  ep_spectrum s;
  EXPECT_EQ(ep_spectrum_open(&s, 6, 0.01), EP_SPECTRUM_BAD_SAMPLES);
  EXPECT_EQ(ep_spectrum_open(&s, 65, 0.01), EP_SPECTRUM_BAD_SAMPLES);
  EXPECT_EQ(ep_spectrum_open(&s, 65538, 0.01), EP_SPECTRUM_BAD_SAMPLES);
  EXPECT_EQ(ep_spectrum_open(&s, 64, 0.0), EP_SPECTRUM_BAD_INTERVAL);
  EXPECT_EQ(ep_spectrum_open(&s, 64, INFINITY), EP_SPECTRUM_BAD_INTERVAL);
  EXPECT_EQ(ep_spectrum_open(&s, 64, NAN), EP_SPECTRUM_BAD_INTERVAL);
}

TEST(Spectrum, NothingIsZero)
{
  const Estimator e(64, 0.01);
  EXPECT_EQ(e.energy(), 0.0);
  EXPECT_EQ(e.frequency(), 0.0);
  EXPECT_EQ(e.amplitude(1.0), 0.0);
  for (double g : e.states(3.0)) EXPECT_EQ(g, 0.0);
}

// The transform of a Hann window at whole frequencies is 1/2, -1/4 and -1/4: power 4 : 1 : 1.
TEST(Spectrum, CosineOfAWholeFrequencyIsThreeLines)
{
  const int N = 64, line = 10;
  Estimator e(N, 0.02);
  const double A[3] = {3.0, -1.0, 0.5}, phase[3] = {0.3, 1.0, -2.0}, half_mass = 0.7;
  const double square = (9.0 + 1.0 + 0.25) / 2.0;    // the mean of v^2
  e.add(signal(N,
               [&](int n, int k) {
                 return A[k] * cos(2 * PI * line * n / N + phase[k]);
               }),
        half_mass);
  const double area = half_mass * square, spacing = 1.0 / (N * 0.02);
  EXPECT_NEAR(e.kinetic(line) * spacing, area * 4.0 / 6.0, 4 * ROUNDING * area);
  EXPECT_NEAR(e.kinetic(line - 1) * spacing, area / 6.0, 4 * ROUNDING * area);
  EXPECT_NEAR(e.kinetic(line + 1) * spacing, area / 6.0, 4 * ROUNDING * area);
  for (int k = 0; k < e.spectrum.frequencies; k++) {
    if (abs(k - line) <= 1) continue;
    EXPECT_NEAR(e.kinetic(k) * spacing, 0.0, ROUNDING * area) << k;
  }
  EXPECT_NEAR(e.energy(), area, 4 * ROUNDING * area);
  EXPECT_NEAR(e.frequency(), line * spacing, 4 * ROUNDING * line * spacing);
  // Every line has a displacement of its own: 1/6 of the power at each neighbour.
  const double w = 2 * PI * spacing;
  const double u2 = square / (w * w) *
      (4.0 / (line * line) + 1.0 / ((line - 1) * (line - 1)) + 1.0 / ((line + 1) * (line + 1))) / 6;
  EXPECT_NEAR(e.amplitude(spacing), sqrt(u2), 4 * ROUNDING * sqrt(u2));
  // What is below the cut does not count, what is at it does.
  EXPECT_NEAR(e.amplitude((line + 1) * spacing), sqrt(square / 6.0) / (w * (line + 1)), 1e-5);
  EXPECT_LT(e.amplitude((line + 1.5) * spacing), 1e-3 * sqrt(u2));
}

// Between two frequencies, and with a mean velocity, which is not vibration. The mean is taken with the window: it also
// takes the little of the cosine that the window has there, 24 dB or more below it beyond two frequencies.
TEST(Spectrum, CosineBetweenFrequenciesKeepsMeanFrequencyAndEnergy)
{
  const int N = 256;
  const double spacing = 1.0 / (N * 0.01);
  for (double line : {20.25, 40.5, 77.7}) {
    Estimator e(N, 0.01);
    e.add(signal(N, [&](int n, int k) {
      return 5.0 * k + cos(2 * PI * line * n / N + k);
    }));
    EXPECT_NEAR(e.energy(), 0.5 * 1.5, 1e-5);
    EXPECT_NEAR(e.frequency(), line * spacing, 1e-3 * spacing);
    EXPECT_NEAR(e.kinetic(0), 0.0, 1e-9);
  }
}

// The sum over frequencies is the mean square, weighted with the window, of what is left without the mean.
TEST(Spectrum, Parseval)
{
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  for (int N : {8, 10, 254, 1024}) {
    Estimator e(N, 0.003);
    const auto v = signal(N, [&](int, int) {
      return 1.0 + normal(random);
    });
    e.add(v, 0.5);
    double all = 0.0;
    for (int k = 0; k < 3; k++) {
      double sum = 0.0, weights = 0.0, square = 0.0, squares = 0.0;
      const auto w = [&](int n) {
        return pow(sin(PI * n / N), 2);
      };
      for (int n = 0; n < N; n++) sum += w(n) * v[3 * n + k], weights += w(n);
      for (int n = 0; n < N; n++) {
        square += pow(w(n) * (v[3 * n + k] - sum / weights), 2);
        squares += w(n) * w(n);
      }
      all += square / squares;
    }
    EXPECT_NEAR(e.energy(), 0.5 * all, 1e-12 * all) << N;
  }
}

// Area, and what the masses do: a light atom at 4 THz and a heavy one at 2 THz with half its energy.
TEST(Spectrum, AreaIsTheNumberOfModes)
{
  const int N = 200;
  Estimator e(N, 0.01);
  const auto at = [&](double line, double v) {
    return signal(N, [=](int n, int k) {
      return v * cos(2 * PI * line * n / N + k);
    });
  };
  e.add(at(8, 2.0), 1.0);
  e.add(at(4, 0.5), 8.0);
  double area = 0.0, light = 0.0;
  const auto g = e.states(3.0);
  for (size_t k = 0; k < g.size(); k++) area += g[k] * e.spectrum.spacing;
  for (size_t k = 7; k < 10; k++) light += g[k] * e.spectrum.spacing;
  EXPECT_NEAR(area, 3.0, 1e-12);
  EXPECT_NEAR(light, 2.0, 12 * ROUNDING);
  EXPECT_NEAR(e.frequency(), (4.0 * 2.0 + 2.0) / 3.0, 1e-6);
}

// Power of white noise of variance s^2 is 2 s^2 h, but for the first two frequencies, of which the mean has taken some. The
// power in one segment has an exponential distribution; half overlapping Hann segments have correlation 1/6 in amplitude
// (Welch): the mean of M of them and of 3 components has the relative variance (1 + 2/36)/(3 M).
TEST(Spectrum, WhiteNoiseIsFlat)
{
  std::mt19937_64 random(2);
  std::normal_distribution<double> normal(0.0, 1.5);
  const int N = 64, M = 4000;
  const double h = 0.01;
  Estimator e(N, h);
  e.add_all(signal(N / 2 * (M + 1), [&](int, int) {
    return normal(random);
  }));
  ASSERT_EQ(e.sums[0], M);
  const double expected = 0.5 * 3 * 2 * 1.5 * 1.5 * h, sigma = expected * sqrt(38.0 / 36 / (3 * M));
  double chi2 = 0.0;
  int bins = 0;
  for (int k = 2; k < N / 2 - 1; k++) {
    EXPECT_NEAR(e.kinetic(k), expected, 4.5 * sigma) << k;
    if (k % 3) continue;    // neighbours share the window: every third is independent
    chi2 += pow((e.kinetic(k) - expected) / sigma, 2);
    bins++;
  }
  EXPECT_NEAR(chi2 / bins, 1.0, 4.0 * sqrt(2.0 / bins));
  EXPECT_LT(e.kinetic(0), 1e-20);
}

// An oscillator x'' = -w0^2 x - c x' + noise at temperature kT/m, sampled from its exact Gaussian transition of a step h:
// mean exp(A h)(x, v), covariance C - exp(A h) C exp(A h)^T with C = diag(kT/(m w0^2), kT/m).
class LangevinOscillator {
 public:
  LangevinOscillator(double w0, double c, double kT_m, double h) : x(0), v(0)
  {
    const double w = sqrt(w0 * w0 - c * c / 4), e = exp(-c * h / 2), s = sin(w * h) / w,
                 co = cos(w * h);
    m[0][0] = e * (co + c / 2 * s);
    m[0][1] = e * s;
    m[1][0] = -e * w0 * w0 * s;
    m[1][1] = e * (co - c / 2 * s);
    const double C[2] = {kT_m / (w0 * w0), kT_m};
    double q[2][2];
    for (int i = 0; i < 2; i++)
      for (int j = 0; j < 2; j++)
        q[i][j] = (i == j ? C[i] : 0.0) - m[i][0] * C[0] * m[j][0] - m[i][1] * C[1] * m[j][1];
    root[0] = sqrt(q[0][0]);
    root[1] = q[1][0] / root[0];
    root[2] = sqrt(q[1][1] - root[1] * root[1]);
    start[0] = sqrt(C[0]);
    start[1] = sqrt(C[1]);
  }
  template <class Normal> void begin(Normal normal)
  {
    x = start[0] * normal();
    v = start[1] * normal();
  }
  template <class Normal> double step(Normal normal)
  {
    const double a = normal(), b = normal();
    const double next = m[0][0] * x + m[0][1] * v + root[0] * a;
    v = m[1][0] * x + m[1][1] * v + root[1] * a + root[2] * b;
    x = next;
    return v;
  }

 private:
  double x, v, m[2][2], root[3], start[2];
};

// Its power at w = 2 pi nu is 4 c (kT/m) w^2 / ((w0^2 - w^2)^2 + c^2 w^2), with the area kT/m; sampled with an interval h, what
// is at all nu + n/h together. Compared from 1.5 to 9 THz (peak 4 THz, half width 0.32 THz). Beside the statistical error:
// the window smooths over 1/3 of a squared spacing, which takes (1/3) (0.05/0.32)^2 = 0.8 % off the peak.
TEST(Spectrum, LangevinOscillator)
{
  const double w0 = 2 * PI * 4.0, c = 4.0, kT_m = 2.5, h = 0.01;
  const int N = 2000, M = 2000;
  std::mt19937_64 random(3);
  std::normal_distribution<double> gauss;
  const auto normal = [&] {
    return gauss(random);
  };
  Estimator e(N, h);
  std::vector<LangevinOscillator> atom(3, LangevinOscillator(w0, c, kT_m, h));
  for (auto &a : atom) a.begin(normal);
  e.add_all(signal(N / 2 * (M + 1), [&](int, int k) {
    return atom[k].step(normal);
  }));
  ASSERT_EQ(e.sums[0], M);

  const auto power = [&](double nu) {
    double sum = 0.0;
    for (int n = -50; n <= 50; n++) {    // the rest is 1 % of what is folded in
      const double w = 2 * PI * (nu + n / h);
      sum += 4 * c * kT_m * w * w / (pow(w0 * w0 - w * w, 2) + c * c * w * w);
    }
    return sum;
  };
  const double noise = sqrt(38.0 / 36 / (3 * M));
  double chi2 = 0.0;
  int bins = 0;
  for (int k = 30; k <= 180; k++) {
    const double form = 0.5 * 3 * power(k * e.spectrum.spacing);
    EXPECT_NEAR(e.kinetic(k), form, (4.5 * noise + 0.008) * form) << k;
    if (k % 3) continue;
    chi2 += pow((e.kinetic(k) / form - 1.0) / noise, 2);
    bins++;
  }
  // the smoothing adds (0.008/0.013)^2 at the peak and less elsewhere
  EXPECT_NEAR(chi2 / bins, 1.1, 0.1 + 4.0 * sqrt(2.0 / bins));

  // The mean of v^2 over a time t has the relative variance 2/(c t): its autocorrelation is that of v squared, half of
  // exp(-c t) on average over the oscillation. Three components.
  const double sigma = sqrt(2.0 / (3 * c * N / 2 * M * h));
  EXPECT_NEAR(e.energy(), 1.5 * kT_m, 4 * sigma * 1.5 * kT_m);
  // sqrt(3 kT/(m w0^2)), with half the relative error. What is folded in adds 0.5 %, what is below 0.2 THz takes 0.1 %.
  EXPECT_NEAR(e.amplitude(0.2), sqrt(3 * kT_m) / w0, (2 * sigma + 0.006) * sqrt(3 * kT_m) / w0);
}

}    // namespace
