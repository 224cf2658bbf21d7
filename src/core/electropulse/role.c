#include "electropulse/role.h"

// A surface atom lacks neighbours on one side: |sum of neighbour vectors| / mean length is 2.4 on fcc (111), 2.8 on
// (100). Beside a vacancy or in a dislocation core it is about 1, beside a divacancy 1.7 with two neighbours missing.
static const double surface_asymmetry = 1.3;

ep_role ep_role_propose(const ep_role_rule *rule, const ep_cna_site *site)
{
  if (site->structure == rule->crystal) return EP_ROLE_BULK;
  if (rule->crystal == EP_CNA_FCC && site->structure == EP_CNA_HCP) return EP_ROLE_FAULT;
  const int full = rule->crystal == EP_CNA_BCC ? 14 : 12;
  if (site->coordination < full - 2 && site->asymmetry > surface_asymmetry) return EP_ROLE_SURFACE;
  return EP_ROLE_CANDIDATE;
}

ep_role ep_role_settle(const ep_role_rule *rule, ep_role proposed, int candidate_neighbors,
                       int was_core)
{
  if (proposed != EP_ROLE_CANDIDATE) return proposed;
  const int needed = rule->min_core_neighbors - (was_core ? rule->hysteresis : 0);
  return candidate_neighbors >= needed ? EP_ROLE_CORE : EP_ROLE_BULK;
}
