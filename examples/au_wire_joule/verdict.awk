# Reads the four runs of check and prints the table and the verdict. Closed forms: with a constant conductivity
# kappa T'' + (rho + rho' (T - T0)) j^2 = 0, a cosine; by Wiedemann and Franz
# Kohlrausch's with the lattice's conduction besides, at the mean resistivity of the run; less kappa_l T''/G for the lattice.
function read_run(volt, kappa,    file, line, f, n, k, block, sum, square, last, steady) {
  file = out "/" volt "V." kappa ".txt"
  n = 0; steady = 0; tau = 0; worst = 0
  split("", block)
  while ((getline line < file) > 0) {
    if (line ~ /^#/ || split(line, f, " ") != 8) continue
    if (f[8] ^ 2 > worst ^ 2) worst = f[8]
    if (f[2] > 700 && f[2] < 1000) { block[int((f[2] - 700) / 50)] += (f[4] - 300) / 10; ohm = f[7]; n++ }
    if (f[2] > 1000 && !steady) { for (k = 0; k < 6; k++) steady += block[k] / 6; last = steady; at = 1001 }
    if (f[2] > 1001 && !tau) {
      if (f[4] - 300 < steady / exp(1)) tau = at + (f[2] - at) * (last - steady / exp(1)) / (last - (f[4] - 300)) - 1001
      last = f[4] - 300; at = f[2]
    }
  }
  close(file)
  if (n != 60 || !tau) { print "incomplete: " file; failed = 1; exit 1 }
  sum = square = 0
  for (k = 0; k < 6; k++) { sum += block[k] / 6; square += (block[k] - steady) ^ 2 }
  rise = sum; error = 2.57 * sqrt(square / 5 / 6)    # Student, five degrees of freedom
}
# The slower rate of the lowest mode of electrons and lattice, at 300 K: L, C, G, gamma of the runs.
function mode_time(kappa,    k, a, d, product) {
  k = kappa * (pi / 1e-7) ^ 2
  a = (k + G) / (gamma * 300); d = (G + 2.6 * (pi / 1e-7) ^ 2) / C
  product = a * d - G * G / (gamma * 300 * C)
  return 1e12 * (a + d + sqrt((a + d) ^ 2 - 4 * product)) / (2 * product)
}
BEGIN {
  pi = 3.14159265358979; lorenz = 2.443e-8; G = 2.1e16; gamma = 67.44; slope = 2.271e-8 / 300; C = 3 * 1.380649e-23 / (4.0782e-10 ^ 3 / 4)
  split("1.0 1.7", volts, " "); split("318 wf", kappas, " ")
  low["1.0"] = 29; high["1.0"] = 42; low["1.7"] = 83; high["1.7"] = 120
  printf "%-5s %-12s %20s %12s %16s %18s %12s\n", "pulse", "conductivity", "rise of lattice (K)", "closed form", "paper's range", "1/e after it (ps)", "closed form"
  for (c = 1; c <= 2; c++) for (v = 1; v <= 2; v++) {
    volt = volts[v]; kappa = kappas[c]
    read_run(volt, kappa)
    j = volt * 1e13; mean = ohm * (4 * 4.075e-10) ^ 2 / 1e-7; a = 0.5 * lorenz / mean
    form = kappa == "wf" ? (sqrt(2.6 ^ 2 + 4 * a * (9e4 * a + 300 * 2.6 + j * j * mean * 1e-14 / 8)) - 2.6) / (2 * a) - 300 : 20e-8 / slope * (1 / cos(0.5e-7 * j * sqrt(slope / (318 + 2.6))) - 1)
    # what the lattice conducts it must get from the electrons, which are hotter by this
    rho = 20e-8 + slope * form
    form -= 2.6 / (2.6 + (kappa == "wf" ? lorenz * (300 + form) / rho : 318)) * j * j * rho / G
    time = mode_time(kappa == "wf" ? lorenz * 300 / 20e-8 : 318)
    inside = rise >= low[volt] && rise <= high[volt]
    all[kappa] += inside
    got[kappa, volt] = rise
    if (!(rise > 0.97 * form - error && rise < 1.03 * form + error)) bad = bad " " volt "V." kappa
    if (kappa == "318" && (tau - time) ^ 2 > (0.1 * time) ^ 2) bad = bad " " volt "V." kappa " (time)"
    if (worst ^ 2 > 1e-12) bad = bad " " volt "V." kappa " (ledger)"
    printf "%-5s %-12s %12.1f +- %4.1f %12.1f %16s %18.0f %12.0f\n", volt " V", kappa == "wf" ? "W.-Franz" : "318 W/m/K", rise, error, form, low[volt] "-" high[volt], tau, time
  }
  for (c = 1; c <= 2; c++) printf "ratio of the rises, %s: %.2f (paper: %.1f to %.1f; square of the voltages: 2.89)\n", kappas[c], got[kappas[c], "1.7"] / got[kappas[c], "1.0"], 83 / 42, 120 / 29
  printf "dissipation in the paper: 79 ps; L^2 C/kappa = %.0f ps with C = 2.49e6 J/m^3/K, and the slowest decay without coupling is that over pi^2, %.0f ps\n", 1e12 * 1e-14 * 2.49e6 / 318, 1e12 * 1e-14 * 2.49e6 / 318 / pi ^ 2
  printf "verdict on A8: %s\n", all["318"] == 2 || all["wf"] == 2 ? "reproduced" : "not reproduced with the printed current density and resistivity"
  if (bad) { print "the runs miss the closed form:" bad; exit 1 }
}
