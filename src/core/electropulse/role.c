#include "electropulse/role.h"

const char *ep_role_name(ep_role role)
{
  static const char *const names[EP_ROLE_COUNT] = {
      [EP_ROLE_BULK] = "bulk",       [EP_ROLE_FAULT] = "fault", [EP_ROLE_CORE] = "core",
      [EP_ROLE_SURFACE] = "surface", [EP_ROLE_STEP] = "step",
  };
  return names[role];
}

int ep_role_enough(const ep_role_rule *rule)
{
  return rule->crystal == EP_CNA_BCC ? 12 : 10;    // two less than in the crystal
}

// A surface atom lacks neighbours on one side: |sum of neighbour vectors| / mean length is 2.4 on fcc (111), 2.8 on
// (100). Beside a vacancy or in a dislocation core it is about 1, beside a divacancy 1.7 with two neighbours missing.
double ep_role_lopsided(void)
{
  return 1.3;
}

int ep_role_is_open(const ep_role_rule *rule, const ep_cna_site *site)
{
  return site->structure == EP_CNA_OTHER && site->coordination < ep_role_enough(rule) &&
      site->asymmetry > ep_role_lopsided();
}

ep_role ep_role_propose(const ep_role_rule *rule, ep_cna_structure structure, int is_open)
{
  if (structure == rule->crystal) return EP_ROLE_BULK;
  if (rule->crystal == EP_CNA_FCC && structure == EP_CNA_HCP) return EP_ROLE_FAULT;
  return is_open ? EP_ROLE_SURFACE : EP_ROLE_CANDIDATE;
}

ep_role ep_role_settle(const ep_role_rule *rule, ep_role proposed, int candidate_neighbors,
                       int was_core)
{
  if (proposed != EP_ROLE_CANDIDATE) return proposed;
  const int needed = rule->min_core_neighbors - (was_core ? rule->hysteresis : 0);
  return candidate_neighbors >= needed ? EP_ROLE_CORE : EP_ROLE_BULK;
}
