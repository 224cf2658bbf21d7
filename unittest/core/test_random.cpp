#include "electropulse/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace {

using Words = std::array<uint32_t, 4>;
using Normals = std::array<double, 3>;

// Bounds are 5 standard errors: a right generator with another seed fails one in 1.7 million comparisons.
const double sigmas = 5.0;

Words words(uint32_t seed, uint32_t stream, int64_t step, int64_t tag)
{
  Words w;
  ep_random_words(seed, stream, step, tag, w.data());
  return w;
}

Normals normals(uint32_t seed, uint32_t stream, int64_t step, int64_t tag)
{
  Normals n;
  ep_random_normal3(seed, stream, step, tag, n.data());
  return n;
}

double correlation(const std::vector<double> &a, const std::vector<double> &b)
{
  double ab = 0.0, aa = 0.0, bb = 0.0;
  for (size_t i = 0; i < a.size(); i++) ab += a[i] * b[i], aa += a[i] * a[i], bb += b[i] * b[i];
  return ab / std::sqrt(aa * bb);
}

std::vector<double> squares_less_one(std::vector<double> a)
{
  for (auto &v : a) v = v * v - 1.0;
  return a;
}

void expect_independent(const std::vector<double> &a, const std::vector<double> &b)
{
  const double bound = sigmas / std::sqrt(a.size());
  EXPECT_LT(std::fabs(correlation(a, b)), bound);
  EXPECT_LT(std::fabs(correlation(squares_less_one(a), squares_less_one(b))), bound);
}

int64_t join(uint32_t low, uint32_t high)
{
  return static_cast<int64_t>(static_cast<uint64_t>(high) << 32 | low);
}

// The vectors of philox4x32 with 10 rounds in Random123's kat_vectors.
TEST(RandomWords, AreThePublishedPhilox)
{
  EXPECT_EQ(words(0, 0, 0, 0), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(words(0xffffffff, 0xffffffff, -1, -1),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(
      words(0xa4093822, 0x299f31d0, join(0x243f6a88, 0x85a308d3), join(0x13198a2e, 0x03707344)),
      (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(RandomWords, DependOnEveryBitOfTheirKey)
{
  std::set<Words> seen = {words(1, 2, 3, 4)};
  for (int bit = 0; bit < 32; bit++) {
    seen.insert(words(1 ^ 1u << bit, 2, 3, 4));
    seen.insert(words(1, 2 ^ 1u << bit, 3, 4));
  }
  for (int bit = 0; bit < 64; bit++) {
    const auto flip = static_cast<int64_t>(uint64_t{1} << bit);
    seen.insert(words(1, 2, 3 ^ flip, 4));
    seen.insert(words(1, 2, 3, 4 ^ flip));
  }
  EXPECT_EQ(seen.size(), 1u + 2 * 32 + 2 * 64);
}

TEST(RandomWords, KeepNoState)
{
  const Words first = words(7, 8, 9, 10);
  words(1, 1, 1, 1);
  EXPECT_EQ(words(7, 8, 9, 10), first);
}

// The published vectors of 32-bit FNV-1a.
TEST(RandomStream, IsFnv1a)
{
  EXPECT_EQ(ep_random_stream(""), 0x811c9dc5u);
  EXPECT_EQ(ep_random_stream("a"), 0xe40c292cu);
  EXPECT_EQ(ep_random_stream("foobar"), 0xbf9cf968u);
  EXPECT_EQ(ep_random_stream("\xff"), (2166136261u ^ 0xffu) * 16777619u) << "char may be signed";
}

TEST(RandomStream, DiffersForDifferentNames)
{
  std::set<uint32_t> seen;
  for (int n = 0; n < 1000; n++) {
    seen.insert(ep_random_stream(("v" + std::to_string(n)).c_str()));
    seen.insert(ep_random_stream((std::to_string(n) + "v").c_str()));
  }
  EXPECT_EQ(seen.size(), 2000u);
}

class RandomNormal : public testing::Test {
 protected:
  static constexpr int N = 100000;
  std::vector<double> component(int k, std::function<Normals(int)> draw) const
  {
    std::vector<double> a(N);
    for (int i = 0; i < N; i++) a[i] = draw(i)[k];
    return a;
  }
  static Normals by_tag(int i) { return normals(11, 22, 33, i); }
};

TEST_F(RandomNormal, HasTheMomentsOfANormalDeviate)
{
  const auto by_step = [](int i) {
    return normals(5, 6, i, 7);
  };
  for (auto draw : {std::function<Normals(int)>(by_tag), std::function<Normals(int)>(by_step)})
    for (int k = 0; k < 3; k++) {
      double m[5] = {};
      for (double v : component(k, draw))
        for (int power = 1; power < 5; power++) m[power] += std::pow(v, power) / N;
      EXPECT_NEAR(m[1], 0.0, sigmas * std::sqrt(1.0 / N));
      EXPECT_NEAR(m[2], 1.0, sigmas * std::sqrt(2.0 / N));
      EXPECT_NEAR(m[3], 0.0, sigmas * std::sqrt(15.0 / N));
      EXPECT_NEAR(m[4], 3.0, sigmas * std::sqrt(96.0 / N));
    }
}

// Kolmogorov-Smirnov: sqrt(N) D exceeds 2.2 with a probability of 1.2e-4.
TEST_F(RandomNormal, HasTheDistributionOfANormalDeviate)
{
  for (int k = 0; k < 3; k++) {
    auto a = component(k, by_tag);
    std::sort(a.begin(), a.end());
    double largest = 0.0;
    for (int i = 0; i < N; i++) {
      const double normal = 0.5 * std::erfc(-a[i] / std::sqrt(2.0));
      largest = std::max({largest, normal - double(i) / N, double(i + 1) / N - normal});
    }
    EXPECT_LT(largest * std::sqrt(N), 2.2);
  }
}

TEST_F(RandomNormal, IsBoxMullerOfTheWords)
{
  for (int i = 0; i < 1000; i++) {
    const Words w = words(1, 2, 3, i);
    const Normals n = normals(1, 2, 3, i);
    const double turn = 8 * std::atan(1.0);
    double u[4];
    for (int k = 0; k < 4; k++) u[k] = (w[k] + 0.5) / 4294967296.0;
    EXPECT_NEAR(std::hypot(n[0], n[1]), std::sqrt(-2 * std::log(u[0])), 1e-12);
    EXPECT_NEAR(std::remainder(std::atan2(n[1], n[0]) - turn * u[1], turn), 0.0, 1e-12);
    EXPECT_NEAR(n[2], std::sqrt(-2 * std::log(u[2])) * std::cos(turn * u[3]), 1e-12);
  }
}

TEST_F(RandomNormal, IsIndependentBetweenComponents)
{
  const auto x = component(0, by_tag), y = component(1, by_tag), z = component(2, by_tag);
  expect_independent(x, y);
  expect_independent(y, z);
  expect_independent(z, x);
}

TEST_F(RandomNormal, IsIndependentBetweenSeedsStreamsStepsAndTags)
{
  const uint32_t v1 = ep_random_stream("v1"), v2 = ep_random_stream("v2");
  const auto base = [=](int i) {
    return normals(1, v1, 1000, i);
  };
  const std::function<Normals(int)> others[] = {
      [=](int i) {
        return normals(2, v1, 1000, i);
      },
      [=](int i) {
        return normals(1, v2, 1000, i);
      },
      [=](int i) {
        return normals(1, v1, 1001, i);
      },
      [=](int i) {
        return normals(1, v1, 1000, i + 1);
      },
      [=](int i) {
        return normals(1, v1, i, 1000);
      },
      [=](int i) {
        return normals(1, v1, 1000, i + (int64_t{1} << 32));
      },
  };
  for (int k = 0; k < 3; k++) {
    const auto a = component(k, base);
    for (const auto &other : others) expect_independent(a, component(k, other));
  }
}

TEST_F(RandomNormal, HasNoCollectivePush)
{
  double sum = 0.0;
  for (int step = 0; step < 1000; step++) {
    double mean = 0.0;
    for (int tag = 1; tag <= 100; tag++) mean += normals(3, 4, step, tag)[0] / 100;
    sum += 100 * mean * mean;    // chi squared with 1 degree of freedom
  }
  EXPECT_NEAR(sum / 1000, 1.0, sigmas * std::sqrt(2.0 / 1000));
}

}    // namespace
