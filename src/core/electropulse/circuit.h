#ifndef ELECTROPULSE_CIRCUIT_H
#define ELECTROPULSE_CIRCUIT_H

#ifdef __cplusplus
extern "C" {
#endif

// A wire, a neck and a pulse as parts of a circuit, in SI units; all arguments > 0. Unknown (NaN) in, unknown out.

// Resistance of a wire, ohm: rho L / A (Ohm's law); rho in ohm m, length in m, section in m^2.
double ep_circuit_wire(double resistivity, double length, double section);

// Depth, m, to which a current of this frequency, 1/s, enters a metal of this resistivity, ohm m: sqrt(rho/(pi f mu_0))
// (J. D. Jackson, Classical Electrodynamics, 3rd ed., Wiley, New York 1999, section 5.18). Local Ohm's law: only right
// where it is larger than the electrons' mean free path.
double ep_circuit_skin_depth(double resistivity, double frequency);

// Resistance, ohm, of a round hole of this radius a, m, between two half-spaces of a metal with resistivity rho, ohm m,
// and mean free path l, m, at that resistivity.
//   where l << a: rho/(2 a) (Maxwell; R. Holm, Electric Contacts, 4th ed., Springer, Berlin 1967)
double ep_circuit_maxwell(double resistivity, double radius);
//   where l >> a: 4 rho l/(3 pi a^2), in which rho l is a number of the metal (Yu. V. Sharvin, Sov. Phys. JETP 21, 655
//   (1965); in this form G. Wexler, Proc. Phys. Soc. 89, 927 (1966), doi:10.1088/0370-1328/89/4/316)
double ep_circuit_sharvin(double resistivity, double path, double radius);
//   between them: the sum of the two. The conductance by the Boltzmann equation deviates from that by less than 11 %
//   (B. Nikolic and P. B. Allen, Phys. Rev. B 60, 3963 (1999), doi:10.1103/PhysRevB.60.3963)
double ep_circuit_neck(double resistivity, double path, double radius);

// A square pulse of height 1 and this width behind a low-pass filter of one resistance and one capacitance, tau = RC; the
// pulse EP_PULSE_RC of pulse.h, in any one unit of time.
//   Its largest value, reached when the square ends: 1 - exp(-width/tau).
double ep_circuit_rc_peak(double width, double tau);
//   How long it is above half of that: width + tau ln(1 + exp(-width/tau)). No more than `width` when tau is short: it rises
//   later by as much as it falls later.
double ep_circuit_rc_width(double width, double tau);
//   How long after its start it has fallen to this fraction of its largest value, 0 < fraction <= 1.
double ep_circuit_rc_end(double width, double tau, double fraction);
//   Integral of its square, to which the heat is proportional: width - tau (1 - exp(-width/tau)).
double ep_circuit_rc_heat(double width, double tau);

#ifdef __cplusplus
}
#endif
#endif
