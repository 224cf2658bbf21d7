#include "electropulse/hop.h"

#include <math.h>
#include <stddef.h>

static double length(const double v[3])
{
  return sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

static int is_asked(unsigned char neighbor, int ask_away)
{
  return neighbor == EP_HOP_HERE || (ask_away && neighbor == EP_HOP_AWAY);
}

ep_hop_verdict ep_hop_judge(double distance, const double *shift, const unsigned char *neighbors,
                            int n, double *moved)
{
  int kinds[3] = {0}, asked = 0, shifted = 0;
  for (int j = 0; j < n; j++) kinds[neighbors[j]]++;
  const int ask_away = kinds[EP_HOP_AWAY] > kinds[EP_HOP_HERE];
  double of_all[3] = {0}, of_still[3] = {0};
  for (int j = 0; j < n; j++) {
    if (!is_asked(neighbors[j], ask_away)) continue;
    const double *s = shift + 3 * (size_t) j;
    const int far = length(s) > 0.5 * distance;
    asked++;
    shifted += far;
    for (int k = 0; k < 3; k++) {
      of_all[k] += s[k];
      if (!far) of_still[k] += s[k];
    }
  }
  *moved = 0.0;
  if (asked == 0) return EP_HOP_RENEW;
  if (2 * shifted > asked) {
    *moved = length(of_all) / asked;
    return *moved > distance ? EP_HOP_HOPS : EP_HOP_STAYS;
  }
  *moved = length(of_still) / (asked - shifted);
  return asked - shifted < n && *moved < EP_HOP_REST * distance ? EP_HOP_RENEW : EP_HOP_STAYS;
}
