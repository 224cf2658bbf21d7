# Judges the runs in `out` by the rule of check.
function summary(x, n,    k) {                  # mean, and half the 95 % interval, into m and e
  m = e = 0
  for (k = 1; k <= n; k++) m += x[k] / n
  for (k = 1; k <= n; k++) e += (x[k] - m) ^ 2
  e = 2.571 * sqrt(e / (n * (n - 1)))           # t of 5 degrees of freedom
}
function verdict() { return m - e > 0 ? "rises" : m + e < 0 ? "falls" : "undecided" }
BEGIN {
  n = 6
  for (d = 1; d <= 2; d++) {
    drive = d == 1 ? "power" : "temperature"
    for (s = 1; s <= n; s++) {
      file = out "/" drive "." s ".result"; lines = 0
      while ((getline < file) > 0) { lines++; for (c = 2; c <= 10; c++) v[$1, c, s] = $c }
      close(file)
      if (lines != 2) { print "missing or incomplete: " file; exit 1 }
    }
    printf "drive %s, %d runs\n%-6s %-22s %18s %18s %20s\n", drive, n, "", "", "pulse", "gap", "pulse less gap"
    for (a = 1; a <= 2; a++) for (q = 1; q <= 3; q++) {
      role = a == 1 ? "core" : "bulk"
      line = sprintf("%-6s %-22s", role, q == 1 ? "mean frequency (THz)" : q == 2 ? "amplitude (A)" : "temperature (K)")
      for (p = 0; p <= 1; p++) {
        for (s = 1; s <= n; s++) x[s] = v[role, 2 * q + p, s]
        summary(x, n); line = line sprintf(" %9.4g +- %-6.2g", m, e)
      }
      for (s = 1; s <= n; s++) x[s] = v[role, 2 * q, s] - v[role, 2 * q + 1, s]
      summary(x, n)
      printf "%s %9.3g +- %-6.2g %s\n", line, m, e, verdict()
      if (role == "core" && q < 3) { rises[d] += verdict() == "rises" }
    }
    for (s = 1; s <= n; s++) { x[s] = v["core", 10, s]; y[s] = v["core", 8, s]; z[s] = v["core", 9, s] }
    summary(x, n); share = m; summary(y, n); inside = m; summary(z, n)
    printf "core segments a run: %.0f in the pulse, %.0f in the gap; %.0f %% of the samples used\n\n", inside, m, 100 * share
  }
  print "row A11: " (rises[1] == 2 ? "reproduced" : rises[1] == 1 ? "partly" : "not")
}
