# Reads the runs of check, prints the table and the verdict.
function interval(name, sink,    k, sum, square) { # sets mean, half (95 %, Student)
  for (k = 1; k <= n; k++) { sum += value[name, sink, k] / n; square += value[name, sink, k] ^ 2 }
  mean = sum
  half = student[n] * sqrt((square - n * mean ^ 2 > 0 ? square - n * mean ^ 2 : 0) / (n - 1) / n)
  return sprintf("%.3g +- %.2g", mean, half)
}
function within(low, high) { return mean - half > low && mean + half < high }
function read_run(sink, k,    file, line, f, rows, t, was, damp, q, core, first, hot, far, size, samples, given,
    total, before, taken, off, worst) {
  file = out "/" sink "." seed[k] ".csv"
  while ((getline line < file) > 0) {
    if (split(line, f, ",") != 11 || f[1] !~ /^[0-9.]+$/) continue
    t = f[1]; damp = f[11]
    if (!rows++) { total = f[4]; before = f[3] }
    if (t < start - 0.01) continue
    if (!first++) { taken = f[3]; was = f[2] }
    # W - Q at the middle of the interval, and Q after it
    else if (damp) {
      q += ((was + f[2]) / 2 - q) * (1 - exp(-0.2 / damp))
      core += 3 * kB * f[5] * (f[6] - 300) * 0.2 / damp
      was = f[2]
    }
    if ((f[9] - 300) ^ 2 > warmest ^ 2) warmest = f[9] - 300
    if (f[10] > joule) joule = f[10]
    off = f[2] - (f[3] - before) - (f[4] - total)
    if (off ^ 2 > worst ^ 2) worst = off
    if (t > start + 5.01 && t < end - 0.01) { hot += f[6]; far += f[7]; size += f[5]; samples++ }
    if (t > end - 0.01 && t < end + 0.01) {
      value["given", sink, k] = given = f[2]
      value["pulse", sink, k] = (f[3] - taken) / given
      value["pulse formula", sink, k] = q / given
      value["direct", sink, k] = core / given
      value["ratio", sink, k] = damp ? (f[3] - taken) / q : 0
      value["core", sink, k] = hot / samples
      value["far", sink, k] = far / samples
      value["atoms", sink, k] = size / samples
      value["residence", sink, k] = 3 * kB * size / samples * (hot / samples - 300) / (given / (end - start))
    }
  }
  close(file)
  if (rows != 136) { print "incomplete: " file; exit 1 }
  value["end", sink, k] = (f[3] - taken) / f[2]
  value["end formula", sink, k] = q / f[2]
  value["damp", sink, k] = damp
  if (worst ^ 2 > (0.01 * given) ^ 2) leaks = leaks " " sink "." seed[k]
  if (worst ^ 2 > largest ^ 2) largest = worst
}
BEGIN {
  kB = 8.617333e-5; start = 2.0; end = 12.2
  split("0 12.706 4.303 3.182 2.776 2.571 2.447 2.365 2.306 2.262", student, " ")
  n = split(seeds, seed, " "); split("electrons tenfold demo none", sinks, " ")
  if (n < 2 || n > 10) { print "verdict.awk: from 2 to 10 seeds"; exit 1 }
  for (s = 1; s <= 4; s++) for (k = 1; k <= n; k++) read_run(sinks[s], k)
  split("given/heat put into the core (eV)|damp/C/G (ps)|pulse/share taken, end of pulse|pulse formula/  by formula|end/share taken, 15 ps later|end formula/  by formula|direct/taken from core atoms, pulse|residence/heat stays in the core (ps)|atoms/core atoms|core/core temperature (K)|far/far temperature (K)", rows, "|")
  printf "%-32s", "sink"
  for (s = 1; s <= 4; s++) printf "%19s", sinks[s]
  print ""
  for (r = 1; r in rows; r++) {
    split(rows[r], row, "/")
    label = substr(rows[r], length(row[1]) + 2)
    printf "%-32s", label
    for (s = 1; s <= 4; s++) {
      text = interval(row[1], sinks[s])
      if (row[1] == "damp") text = mean ? sprintf("%.4g", mean) : "-"
      if (sinks[s] == "none" && label ~ /taken|formula/) text = "-"
      printf "%19s", text
    }
    print ""
  }
  print "[+-: half the 95 % interval of the mean over " n " seeds; temperatures and core atoms: second half of the pulse]\n"
  for (k = 1; k <= n; k++) {
    value["less", "electrons", k] = value["core", "electrons", k] - value["core", "none", k]
    value["less", "tenfold", k] = value["core", "tenfold", k] - value["core", "none", k]
    value["less", "demo", k] = value["core", "demo", k] - value["core", "none", k]
    value["times", "demo", k] = value["pulse", "demo", k] / value["pulse", "electrons", k]
  }
  printf "energy: %s (largest difference %.3f eV%s)\n", leaks ? "NOT MET" : "met", largest, leaks
  for (s = 1; s <= 3; s++) { list = list (s > 1 ? ", " : "") sinks[s] " " interval("ratio", sinks[s]); if (!within(0.75, 1.25)) misses++ }
  printf "formula: %s (share over the formula's: %s)\n", misses ? "NOT MET" : "met", list
  interval("pulse", "electrons"); little = within(-1, 0.1)
  interval("pulse", "demo"); little = little && within(0.5, 9)
  printf "little: %s (au_itb's sink takes %s times what the electrons take)\n", little ? "met" : "NOT MET", interval("times", "demo")
  text = interval("less", "electrons"); same = within(-60, 60)
  printf "core: %s (less no sink: electrons %s K, tenfold %s K, demo %s K)\n", same ? "met" : "NOT MET", text, interval("less", "tenfold"), interval("less", "demo")
  printf "electrons stay within %.2g K of 300 K; their Joule heat is at most %.1e eV\n", warmest, joule
  exit leaks != "" || misses > 0 || !little || !same
}
