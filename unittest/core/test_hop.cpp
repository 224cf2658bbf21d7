#include "electropulse/hop.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace {

using Shift = std::array<double, 3>;
const double DISTANCE = 0.8;

struct Verdict {
  ep_hop_verdict verdict;
  double moved;
};

Verdict judge(const std::vector<Shift> &shifts, std::vector<unsigned char> neighbors = {})
{
  neighbors.resize(shifts.size(), EP_HOP_HERE);
  Verdict v;
  v.verdict = ep_hop_judge(DISTANCE, shifts.empty() ? nullptr : shifts.front().data(),
                           neighbors.data(), static_cast<int>(shifts.size()), &v.moved);
  return v;
}

std::vector<Shift> all(int n, const Shift &shift)
{
  return std::vector<Shift>(static_cast<size_t>(n), shift);
}

std::vector<Shift> operator+(std::vector<Shift> a, const std::vector<Shift> &b)
{
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

TEST(Hop, MoreThanTheDistanceAgainstAllNeighbors)
{
  for (int n : {1, 3, 5, 9, 12}) {
    EXPECT_EQ(judge(all(n, {0.79, 0, 0})).verdict, EP_HOP_STAYS);
    EXPECT_EQ(judge(all(n, {0, -0.81, 0})).verdict, EP_HOP_HOPS);
    EXPECT_NEAR(judge(all(n, {0.3, -0.4, 0})).moved, 0.5, 1e-15);
  }
}

TEST(Hop, IsTheMeanThatCounts)
{
  const auto v = judge({{0.7, 0.2, 0}, {1.0, -0.2, 0}, {0.76, 0, 0}});
  EXPECT_EQ(v.verdict, EP_HOP_HOPS);
  EXPECT_NEAR(v.moved, 0.82, 1e-15);
  EXPECT_EQ(judge({{0.7, 0.2, 0}, {0.9, -0.2, 0}, {0.76, 0, 0}}).verdict, EP_HOP_STAYS);
}

// The neighbour of an atom that hopped sees one of its own neighbours shifted.
TEST(Hop, NeighborOfOneThatHoppedStays)
{
  const auto v = judge(all(9, {0.01, 0, 0}) + all(1, {1.0, 0, 0}));
  EXPECT_EQ(v.verdict, EP_HOP_RENEW);
  EXPECT_NEAR(v.moved, 0.01, 1e-15);
  EXPECT_EQ(judge(all(4, {0, 0, 0}) + all(1, {9, 0, 0}), {0, 0, 0, 0, EP_HOP_AWAY}).verdict,
            EP_HOP_RENEW);
  EXPECT_EQ(judge(all(4, {0, 0, 0}) + all(1, {1, 0, 0}), {0, 0, 0, 0, EP_HOP_GONE}).verdict,
            EP_HOP_RENEW);
}

// A slip beside the atom carries up to 3 of 7 neighbours off: by a partial of 0.58 bonds, and by any number of whole ones.
TEST(Hop, SlipIsNone)
{
  for (double slip : {0.58, 1.0, 2.0, 3.0, 10.0}) {
    const auto v = judge(all(4, {0, 0.02, 0}) + all(3, {slip, 0, 0}));
    EXPECT_EQ(v.verdict, EP_HOP_RENEW) << slip;
    EXPECT_NEAR(v.moved, 0.02, 1e-15);
  }
}

// On its way, it keeps its reference, so that the way counts as one.
TEST(Hop, NoNewReferenceOnTheWay)
{
  EXPECT_EQ(judge(all(4, {0.3, 0, 0}) + all(1, {2, 0, 0})).verdict, EP_HOP_STAYS);
  EXPECT_EQ(judge(all(4, {0.19, 0, 0}) + all(1, {2, 0, 0})).verdict, EP_HOP_RENEW);
}

TEST(Hop, FarFromAllItsNeighbors)
{
  const auto v = judge(all(3, {5, 0, 0}), {EP_HOP_AWAY, EP_HOP_AWAY, EP_HOP_AWAY});
  EXPECT_EQ(v.verdict, EP_HOP_HOPS);
  EXPECT_NEAR(v.moved, 5.0, 1e-14);
}

TEST(Hop, NoNeighborsTellNothing)
{
  EXPECT_EQ(judge({}).verdict, EP_HOP_RENEW);
  EXPECT_EQ(judge({}).moved, 0.0);
  EXPECT_EQ(judge(all(2, {5, 0, 0}), {EP_HOP_GONE, EP_HOP_GONE}).verdict, EP_HOP_RENEW);
}

}    // namespace
