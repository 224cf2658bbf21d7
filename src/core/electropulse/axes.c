#include "electropulse/axes.h"

#include <math.h>

void ep_axes_principal(double m[3][3], double value[3], double axis[3][3])
{
  double v[3][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};    // columns
  for (int sweep = 0; sweep < 20; sweep++) {
    const double off = m[0][1] * m[0][1] + m[0][2] * m[0][2] + m[1][2] * m[1][2];
    const double on = m[0][0] * m[0][0] + m[1][1] * m[1][1] + m[2][2] * m[2][2];
    if (off <= 1e-30 * on) break;
    for (int p = 0; p < 2; p++)
      for (int q = p + 1; q < 3; q++) {
        if (m[p][q] == 0.0) continue;
        const double theta = 0.5 * (m[q][q] - m[p][p]) / m[p][q];
        const double t = (theta < 0.0 ? -1.0 : 1.0) / (fabs(theta) + sqrt(theta * theta + 1.0));
        const double c = 1.0 / sqrt(t * t + 1.0), s = t * c;
        for (int k = 0; k < 3; k++) {
          const double mp = m[k][p], mq = m[k][q];
          m[k][p] = c * mp - s * mq;
          m[k][q] = s * mp + c * mq;
        }
        for (int k = 0; k < 3; k++) {
          const double mp = m[p][k], mq = m[q][k];
          m[p][k] = c * mp - s * mq;
          m[q][k] = s * mp + c * mq;
        }
        for (int k = 0; k < 3; k++) {
          const double vp = v[k][p], vq = v[k][q];
          v[k][p] = c * vp - s * vq;
          v[k][q] = s * vp + c * vq;
        }
      }
  }
  int order[3] = {0, 1, 2};
  for (int a = 0; a < 2; a++)
    for (int b = a + 1; b < 3; b++)
      if (m[order[b]][order[b]] < m[order[a]][order[a]]) {
        const int swap = order[a];
        order[a] = order[b];
        order[b] = swap;
      }
  for (int a = 0; a < 3; a++) {
    value[a] = m[order[a]][order[a]];
    for (int k = 0; k < 3; k++) axis[a][k] = v[k][order[a]];
  }
}
