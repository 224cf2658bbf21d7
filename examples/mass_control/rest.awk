# From the runs of check in the folder `out`: positions at rest, as electropulse compare reads them, at equal times
# (equal.*) and at equal numbers of vibrations (scaled.*, times divided by mass^1/2); the means of what should and should not
# depend on the mass; whether the control holds.

# Means of the last `width` ps of every `lag`, from `from` on; times in the file are multiplied by `unit`.
function write_rests(file, from, lag, width, unit,    i, k, sum, n) {
  print "time_ps,position_A" >file
  for (k = 0; from + k * lag < t[rows] + 0.01; k++) {
    sum = n = 0
    for (i = 1; i <= rows; i++)
      if (t[i] > from + k * lag - width + 0.01 && t[i] < from + k * lag + 0.01) { sum += x[i]; n++ }
    printf "%.4f,%.6f\n", (from + k * lag) * unit, sum / n >file
  }
  close(file)
}

function read_run(file,    line, f, k) {
  rows = 0
  getline line < file
  while ((getline line < file) > 0) {
    split(line, f, ",")
    rows++
    t[rows] = f[1]; x[rows] = f[2]
    for (k = 1; k <= 5; k++) value[rows, k] = f[k + 2]
  }
  close(file)
  if (!rows) { print "missing: " file; exit 2 }
}

# Mean of the differences between masses 1/4 and 4 times, and half its 95 % interval (Student, 11 degrees of freedom).
function compare(k,    i, d, s, q) {
  s = q = 0
  for (i = 1; i <= nseeds; i++) { d = mean[1, i, k] - mean[3, i, k]; s += d; q += d * d }
  difference = s / nseeds
  half = 2.201 * sqrt((q / nseeds - difference ^ 2) / (nseeds - 1))
  return (difference < 0 ? -difference : difference) + half
}

BEGIN {
  nseeds = split(seeds, seed, " "); split("0.25 1 4", scale, " ")
  split("core_atoms frequency_THz band_temperature_K rest_temperature_K band_energy_eV", names, " ")
  if (nseeds != 12) { print "rest.awk: Student's factor is for 12 seeds"; exit 2 }
  for (m = 1; m <= 3; m++) {
    root = sqrt(scale[m])
    for (s = 1; s <= nseeds; s++) {
      read_run(out "/mass." scale[m] "." seed[s] ".csv")
      write_rests(out "/equal." scale[m] "." seed[s] ".csv", 3.2 * root, 4.8, 1.6, 1)
      write_rests(out "/scaled." scale[m] "." seed[s] ".csv", 3.2 * root, 4.8 * root, 1.6 * root, 1 / root)
      n = 0
      for (i = 1; i <= rows; i++) if (t[i] > 3.2 * root) {
        n++
        far = x[i] < 0 ? -x[i] : x[i]
        if (far > farthest[m]) farthest[m] = far
        for (k = 1; k <= 5; k++) mean[m, s, k] += value[i, k]
      }
      for (k = 1; k <= 5; k++) mean[m, s, k] /= n
    }
  }
  printf "%-22s %16s %16s %16s  %s\n", "mass scale", "1/4", "1", "4", "1/4 less 4"
  for (k = 1; k <= 5; k++) {
    printf "%-22s", names[k]
    for (m = 1; m <= 3; m++) {
      a = q = 0
      for (s = 1; s <= nseeds; s++) { a += mean[m, s, k]; q += mean[m, s, k] ^ 2 }
      a /= nseeds; all[m, k] = a
      printf " %16s", sprintf("%.5g +- %.1g", a, sqrt((q / nseeds - a * a) / (nseeds - 1)))
    }
    compare(k)
    printf "  %.2g +- %.2g\n", difference, half
  }
  printf "%-22s %16.1f %16.1f %16.1f\n", "farthest from middle_A", farthest[1], farthest[2], farthest[3]
  ratio = all[1, 2] / all[3, 2]
  printf "[+-: standard error over 12 runs; in the last column half the 95 %% interval of the paired differences]\n\n"
  ok = ratio > 4 * 0.97 && ratio < 4 * 1.03 && compare(1) < 0.15 * all[3, 1] && compare(3) < 12 && compare(5) < 0.0015
  for (m = 1; m <= 3; m++) ok = ok && farthest[m] <= 25
  printf "the control %s (frequency %.3f times)\n\n", ok ? "holds" : "DOES NOT HOLD", ratio
  exit !ok
}
