#include "electropulse/resistivity.h"

#include <math.h>

double ep_resistivity_at(const ep_resistivity *r, double temperature)
{
  return r->reference + r->slope * (temperature - EP_RESISTIVITY_REFERENCE);
}

// An electron that moves at the angle theta to the axis lacks, of what the field would give it, the part exp(-s/l) after a
// path s from the surface. A chord of length d cos(beta) across the wire is a path of d cos(beta)/sin(theta), and all
// that follow after mirror reflections are as long, so that the average over positions on the chord is elementary:
//   1 - sigma/sigma_0 = 3 (1-p)/(pi k) int_0^pi dtheta sin^2 cos^2 int_(-pi/2)^(pi/2) dbeta cos(beta) (1-E)/(1-p E),
//   E = exp(-k cos(beta)/sin(theta)), k = d/l.
double ep_resistivity_wire_factor(double ratio, double specular)
{
  if (!(ratio >= EP_RESISTIVITY_NARROWEST)) return NAN;
  if (specular >= 1.0) return 1.0;
  enum { N = 800 };    // even
  const double pi = 3.14159265358979323846;
  double sum = 0.0;
  for (int t = 0; t < N / 2; t++) {    // midpoints, symmetric about pi/2
    const double theta = pi * (t + 0.5) / N, s = sin(theta), c = cos(theta);
    double chords = 0.0;
    for (int b = 1; b <= N; b++) {    // Simpson's rule from the longest chord to none
      const double x = cos(0.5 * pi * b / N), e = exp(-ratio * x / s);
      const double value = x * -expm1(-ratio * x / s) / (1.0 - specular * e);
      chords += (b % 2 ? 4.0 : b < N ? 2.0 : 0.0) * value;
    }
    const double e = exp(-ratio / s);
    chords += -expm1(-ratio / s) / (1.0 - specular * e);
    sum += s * s * c * c * chords;
  }
  const double both_halves = 4.0, simpson = 0.5 * pi / N / 3.0;
  const double lost =
      3.0 * (1.0 - specular) / (pi * ratio) * both_halves * sum * simpson * (pi / N);
  return 1.0 / (1.0 - lost);
}
