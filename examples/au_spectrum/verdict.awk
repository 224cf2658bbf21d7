# Compares the spectra in `out` by the rule of check; writes compared.txt: frequency, both densities of states and their
# standard errors.
function mean_of(x, n,    k, sum) { for (k = 1; k <= n; k++) sum += x[k]; return sum / n }
function error_of(x, n,    k, sum, mean) {      # standard error of the mean
  mean = mean_of(x, n)
  for (k = 1; k <= n; k++) sum += (x[k] - mean) ^ 2
  return sqrt(sum / (n * (n - 1)))
}
function judge(name, value, met) { printf "%-10s %s: %s\n", name, met ? "met" : "NOT MET", value; failed += !met }
function abs(x) { return x < 0 ? -x : x }
BEGIN {
  N = 512; h = 0.02; runs = 8; origins = 96; pi = atan2(0, -1); spacing = 1 / (N * h); first = 2; last = int(6 / spacing)
  for (r = 1; r <= runs; r++) {                 # by the fix
    file = out "/spectrum." r ".txt"; rows = 0
    while ((getline < file) > 0) if ($1 !~ /^#/ && NF == 6) { g[r, $1 - 1] = $4; rows++ }
    if (rows != N / 2 + 1) { print "missing or incomplete: " file; exit 1 }
    close(file)
    file = out "/spectrum." r ".result"
    if ((getline < file) < 1) { print "missing: " file; exit 1 }
    nu[r] = $2; amplitude[r] = $3 / $4; warmth[r] = $5 / $6; segments += $7
  }
  for (l = 0; l < N; l++) for (n = 0; n + l < N; n++) R[l] += (sin(pi * n / N) * sin(pi * (n + l) / N)) ^ 2
  for (r = 1; r <= runs; r++) {                 # from the autocorrelation
    for (l = 0; l < N; l++) C[l] = 0
    mean = 0
    for (o = 1; o <= origins; o++) {
      file = out "/vacf." 100 + r "." o ".txt"; l = 0
      while ((getline < file) > 0) if ($1 !~ /^#/ && l < N) {
        if (!l) { c0 = $2; t0 = $3 }
        C[l++] += ($2 - c0 / t0 * (t0 + $3) / 2) / origins      # - <(v(l) - v(0))^2>/2
        mean += c0 / t0 * $3 / (origins * N)                    # of v^2, over all times
      }
      if (l != N) { print "missing or incomplete: " file; exit 1 }
      close(file)
    }
    for (l = 0; l < N; l++) C[l] += mean
    sum = moment = 0
    for (k = 0; k <= N / 2; k++) {
      S = C[0]
      for (l = 1; l < N; l++) S += 2 * C[l] * R[l] / R[0] * cos(2 * pi * ((k * l) % N) / N)
      f[r, k] = (k == 0 || k == N / 2 ? 1 : 2) * S
      sum += f[r, k] * spacing; moment += k * spacing * f[r, k] * spacing
    }
    for (k = 0; k <= N / 2; k++) f[r, k] *= 3 / sum
    mu[r] = moment / sum
  }
  print "# frequency_THz states_fix error states_vacf error" >(out "/compared.txt")
  for (k = 0; k <= N / 2; k++) {
    for (r = 1; r <= runs; r++) { x[r] = g[r, k]; y[r] = f[r, k] }
    a = mean_of(x, runs); b = mean_of(y, runs); ea = error_of(x, runs); eb = error_of(y, runs)
    print k * spacing, a, ea, b, eb >(out "/compared.txt")
    if (k >= first && k <= last) { chi2 += (a - b) ^ 2 / (ea ^ 2 + eb ^ 2); most += a * spacing; count++ }
    if (k >= first && k <= last) { noise += (ea + eb) / 2; signal += a }
  }
  printf "%d segments; %.2f of 3 modes between %.2f and %.2f THz, with a mean standard error of %.1f %%\n", \
    segments, most, first * spacing, last * spacing, 100 * noise / signal
  judge("states", sprintf("squared difference %.2f squared standard errors", chi2 / count), chi2 / count < 2)
  a = mean_of(nu, runs); b = mean_of(mu, runs); e = sqrt(error_of(nu, runs) ^ 2 + error_of(mu, runs) ^ 2)
  judge("frequency", sprintf("%.4f +- %.4f against %.4f +- %.4f THz", a, error_of(nu, runs), b, error_of(mu, runs)), \
    abs(a - b) < 3 * e)
  a = mean_of(amplitude, runs)
  judge("amplitude", sprintf("%.4f +- %.4f of that from positions", a, error_of(amplitude, runs)), abs(a - 1) < 0.01)
  a = mean_of(warmth, runs)
  judge("energy", sprintf("%.4f +- %.4f of the temperature of the run", a, error_of(warmth, runs)), abs(a - 1) < 0.01)
  exit failed > 0
}
