#include "electropulse/role.h"
#include "lattice.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace lattice;

const ep_role_rule fcc_rule = {EP_CNA_FCC, 3, 0}, bcc_rule = {EP_CNA_BCC, 3, 0};

ep_role propose(const ep_role_rule &rule, ep_cna_structure structure, int coordination,
                double asymmetry)
{
  const ep_cna_site site = {structure, coordination, 1.2, asymmetry};
  return ep_role_propose(&rule, structure, ep_role_is_open(&rule, &site));
}

TEST(Role, HasAName)
{
  const char *const names[] = {"bulk", "fault", "core", "surface", "step"};
  static_assert(sizeof names / sizeof *names == EP_ROLE_COUNT, "");
  for (int r = 0; r < EP_ROLE_COUNT; r++)
    EXPECT_STREQ(ep_role_name(static_cast<ep_role>(r)), names[r]);
}

TEST(RolePropose, TellsCrystalAndFaultByStructure)
{
  const struct {
    ep_cna_structure structure;
    ep_role in_fcc, in_bcc;
  } expected[] = {{EP_CNA_FCC, EP_ROLE_BULK, EP_ROLE_CANDIDATE},
                  {EP_CNA_HCP, EP_ROLE_FAULT, EP_ROLE_CANDIDATE},
                  {EP_CNA_BCC, EP_ROLE_CANDIDATE, EP_ROLE_BULK},
                  {EP_CNA_ICO, EP_ROLE_CANDIDATE, EP_ROLE_CANDIDATE},
                  {EP_CNA_OTHER, EP_ROLE_CANDIDATE, EP_ROLE_CANDIDATE},
                  {EP_CNA_UNKNOWN, EP_ROLE_CANDIDATE, EP_ROLE_CANDIDATE}};
  for (const auto &e : expected) {
    EXPECT_EQ(propose(fcc_rule, e.structure, 12, 0.1), e.in_fcc) << e.structure;
    EXPECT_EQ(propose(bcc_rule, e.structure, 14, 0.1), e.in_bcc) << e.structure;
  }
}

TEST(RolePropose, CallsAnAtomSurfaceThatLacksNeighborsOnOneSide)
{
  const double even = 1.0, one_sided = 2.0;
  for (int coordination = 0; coordination <= 16; coordination++) {
    const auto in_fcc = coordination < 10 ? EP_ROLE_SURFACE : EP_ROLE_CANDIDATE,
               in_bcc = coordination < 12 ? EP_ROLE_SURFACE : EP_ROLE_CANDIDATE;
    EXPECT_EQ(propose(fcc_rule, EP_CNA_OTHER, coordination, one_sided), in_fcc) << coordination;
    EXPECT_EQ(propose(bcc_rule, EP_CNA_OTHER, coordination, one_sided), in_bcc) << coordination;
    EXPECT_EQ(propose(fcc_rule, EP_CNA_OTHER, coordination, even), EP_ROLE_CANDIDATE);
    EXPECT_EQ(propose(bcc_rule, EP_CNA_OTHER, coordination, even), EP_ROLE_CANDIDATE);
  }
}

TEST(RolePropose, NeverCallsCrystalSurface)
{
  EXPECT_EQ(propose(fcc_rule, EP_CNA_FCC, 5, 9.0), EP_ROLE_BULK);
  EXPECT_EQ(propose(fcc_rule, EP_CNA_HCP, 5, 9.0), EP_ROLE_FAULT);
}

ep_role role_in(const ep_role_rule &rule, const Points &points, int i, ep_cna_method method,
                double range)
{
  const Cloud cloud(points, range);
  const auto site = ep_cna_analyse(&cloud.cells, cloud.x(), i, method, range);
  return ep_role_propose(&rule, site.structure, ep_role_is_open(&rule, &site));
}

struct Metal {
  ep_role_rule rule;
  Points points;
  double fixed_range, search;
};

const Metal gold = {fcc_rule, fcc(4.08, 10.0), ep_cna_cutoff_fcc(4.08), 5.4};
const Metal tungsten = {bcc_rule, bcc(3.165, 9.0), ep_cna_cutoff_bcc(3.165), 5.0};

Points half(const Points &points, const Vec &normal)
{
  Points below;
  for (const auto &p : points)
    if (dot(p, normal) < 1e-9) below.push_back(p);
  return below;
}

const Vec surfaces[] = {{1, 1, 1}, {1, 0, 0}, {1, 1, 0}};

std::string name(const Vec &normal)
{
  std::string text;
  for (double c : normal) text += c == 0.0 ? '0' : '1';
  return text;
}

TEST(RolePropose, CallsLowIndexSurfacesSurface)
{
  for (const auto *metal : {&gold, &tungsten})
    for (const Vec &normal : surfaces) {
      const auto points = half(metal->points, normal);
      EXPECT_EQ(role_in(metal->rule, points, 0, EP_CNA_FIXED, metal->fixed_range), EP_ROLE_SURFACE)
          << name(normal) << " of structure " << metal->rule.crystal;
    }
}

TEST(RolePropose, CallsLowIndexSurfacesSurfaceWithAnAdaptiveCutoff)
{
  for (const auto *metal : {&gold, &tungsten})
    for (const Vec &normal : surfaces) {
      const auto points = half(metal->points, normal);
      EXPECT_EQ(role_in(metal->rule, points, 0, EP_CNA_ADAPTIVE, metal->search), EP_ROLE_SURFACE)
          << name(normal) << " of structure " << metal->rule.crystal;
    }
}

TEST(RolePropose, CallsNeighborsOfAVacancyCandidates)
{
  for (const auto *metal : {&gold, &tungsten}) {
    auto points = metal->points;
    points.erase(points.begin());
    const int around = metal == &gold ? 12 : 14;
    for (int i = 0; i < around; i++) {
      EXPECT_EQ(role_in(metal->rule, points, i, EP_CNA_FIXED, metal->fixed_range),
                EP_ROLE_CANDIDATE);
      EXPECT_EQ(role_in(metal->rule, points, i, EP_CNA_ADAPTIVE, metal->search), EP_ROLE_CANDIDATE);
    }
  }
}

TEST(RolePropose, CallsAStackingFaultFault)
{
  const double bond = 4.08 / std::sqrt(2.0);
  const auto points = from_middle(stack("ABCABCBCABCA", bond, 12.0));
  EXPECT_EQ(role_in(fcc_rule, points, 0, EP_CNA_FIXED, gold.fixed_range), EP_ROLE_FAULT);
}

TEST(RoleSettle, LeavesAllButCandidatesAlone)
{
  for (ep_role role : {EP_ROLE_BULK, EP_ROLE_FAULT, EP_ROLE_SURFACE, EP_ROLE_CORE})
    for (int neighbors : {0, 3, 12})
      for (int was_core : {0, 1})
        EXPECT_EQ(ep_role_settle(&fcc_rule, role, neighbors, was_core), role);
}

TEST(RoleSettle, NeedsEnoughCandidatesAround)
{
  for (int needed : {0, 1, 3, 6}) {
    const ep_role_rule rule = {EP_CNA_FCC, needed, 0};
    for (int n = 0; n <= 12; n++)
      for (int was_core : {0, 1})
        EXPECT_EQ(ep_role_settle(&rule, EP_ROLE_CANDIDATE, n, was_core),
                  n >= needed ? EP_ROLE_CORE : EP_ROLE_BULK);
  }
}

TEST(RoleSettle, KeepsAnAtomCoreWithFewerByTheHysteresis)
{
  const ep_role_rule rule = {EP_CNA_FCC, 4, 2};
  const auto settle = [&](int n, int was_core) {
    return ep_role_settle(&rule, EP_ROLE_CANDIDATE, n, was_core);
  };
  EXPECT_EQ(settle(3, 0), EP_ROLE_BULK);
  EXPECT_EQ(settle(4, 0), EP_ROLE_CORE);
  EXPECT_EQ(settle(2, 1), EP_ROLE_CORE);
  EXPECT_EQ(settle(1, 1), EP_ROLE_BULK);

  // a count that flickers about the threshold switches the atom on once
  int core = 0, switches = 0;
  for (int n : {1, 3, 4, 3, 4, 2, 3, 4, 3, 2, 4}) {
    const int now = settle(n, core) == EP_ROLE_CORE;
    switches += now != core;
    core = now;
  }
  EXPECT_EQ(switches, 1);
}

}    // namespace
