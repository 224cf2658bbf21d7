# The tables and the verdict of check, from its runs in the folder `out`; writes ${out}/summary.csv, one line a run, half and
# pulse. Wants: seeds. Exit status: 0 reproduced, 1 not reproduced, 2 runs missing.

function fail(what) { print "verdict.awk: " what; failed = 2; exit 2 }

# time, positions, core atoms and energies of a run; rows counts its samples
function read_run(file,    line, f) {
  rows = 0
  getline line < file
  while ((getline line < file) > 0) {
    split(line, f, ",")
    rows++
    t[rows] = f[1]; k[rows] = f[3]
    x["narrow", rows] = f[4]; x["wide", rows] = f[5]
    n["narrow", rows] = f[6]; n["wide", rows] = f[7]
    T["narrow", rows] = f[8]; T["wide", rows] = f[9]
    e["narrow", rows] = f[10]; e["wide", rows] = f[11]
  }
  close(file)
  if (!rows) fail("missing: " file)
}

# mean position of a half in the 2.4 ps up to the time `end`
function rest(half, end,    i, sum, number) {
  for (i = 1; i <= rows; i++)
    if (t[i] > end - 2.41 && t[i] < end + 0.01) { sum += x[half, i]; number++ }
  return sum / number
}

# time from the start of the first pulse until the mean over 1 ps is 3 A from the rest; 99 if it never is
function first(half,    i, m, sum, from) {
  from = rest(half, 3)
  for (i = 1; i <= rows; i++) if (t[i] > 3.99) {
    sum = 0
    for (m = 0; m < 5; m++) sum += x[half, i - m]
    if ((sum / 5 - from) ^ 2 > 9) return t[i] - 3
  }
  return 99
}

function sort_values(low, high,    i, last, pivot, swap) {
  while (low < high) {
    pivot = value[int((low + high) / 2)]; i = low; last = high
    while (i <= last) {
      while (value[i] < pivot) i++
      while (value[last] > pivot) last--
      if (i <= last) { swap = value[i]; value[i] = value[last]; value[last] = swap; i++; last-- }
    }
    sort_values(low, last)
    low = i
  }
}

# all quantities from the seeds chosen, into quantity[]
function evaluate(    c, h, s, sum) {
  for (c = 1; c <= 3; c++) for (h = 1; h <= 2; h++) {
    sum = 0
    for (s = 1; s <= seeds_n; s++) sum += msd[c, h, chosen[s]]
    quantity[c, h] = sum / seeds_n
  }
  for (c = 1; c <= 2; c++) quantity[c, "ratio"] = quantity[c, 1] / quantity[c, 2]
  quantity["excess"] = quantity[1, 1] - quantity[3, 1]
  quantity["gain"] = quantity[1, "ratio"] / quantity[2, "ratio"]
}

function estimate(q) { return sprintf("%.3g [%.3g, %.3g]", best[q], low[q], high[q]) }

BEGIN {
  seeds_n = split(seeds, seed, " ")
  split("crowded uniform none", condition, " "); split("narrow wide", half, " ")
  summary = out "/summary.csv"
  print "power,seed,half,pulse,displacement_A,first_ps,core_atoms,core_K,energy_eV" >summary
  for (c = 1; c <= 3; c++) for (s = 1; s <= seeds_n; s++) {
    read_run(out "/" condition[c] "." seed[s] ".csv")
    pulses = int((t[rows] - 3) / 15 + 0.01)
    for (h = 1; h <= 2; h++) {
      when[h] = first(half[h])
      for (p = 1; p <= pulses; p++) {
        moved = rest(half[h], 3 + 15 * p) - rest(half[h], 15 * p - 12)
        msd[c, h, s] += moved ^ 2 / pulses
        atoms = kelvin = samples = 0
        for (i = 1; i <= rows; i++) if (t[i] > 15 * p - 12 + 5.99 && t[i] < 15 * p - 12 + 9.89) {
          atoms += n[half[h], i]; kelvin += T[half[h], i]; samples++
        }
        for (i = rows; t[i] > 15 * p + 2.01; i--);
        for (before = i; t[before] > 15 * p - 12 + 0.01; before--);
        energy = e[half[h], i] - e[half[h], before]
        printf "%s,%s,%s,%d,%.3f,%s,%.1f,%.0f,%.2f\n", condition[c], seed[s], half[h], p, moved,
          when[h] == 99 ? "" : sprintf("%.1f", when[h]), atoms / samples, kelvin / samples, energy >summary
        drive[c, h, "n"] += atoms / samples / seeds_n / pulses
        drive[c, h, "T"] += kelvin / samples / seeds_n / pulses
        drive[c, h, "e"] += energy / seeds_n / pulses
      }
    }
    if (when[1] < when[2]) narrow_first[c]++
    if (when[2] < when[1]) wide_first[c]++
  }
  close(summary)

  for (s = 1; s <= seeds_n; s++) chosen[s] = s
  evaluate()
  for (q in quantity) best[q] = quantity[q]
  srand(1)
  resamples = 10000
  for (r = 1; r <= resamples; r++) {
    for (s = 1; s <= seeds_n; s++) chosen[s] = int(rand() * seeds_n) + 1
    evaluate()
    for (q in quantity) sample[q, r] = quantity[q]
  }
  for (q in best) {
    for (r = 1; r <= resamples; r++) value[r] = sample[q, r]
    sort_values(1, resamples)
    low[q] = value[int(resamples * 0.025)]; high[q] = value[int(resamples * 0.975) + 1]
  }

  printf "\n%-9s %-7s %11s %8s %11s  %s\n", "power", "half", "core atoms", "core K", "eV a pulse", "MSD (A^2)"
  for (c = 1; c <= 3; c++) for (h = 1; h <= 2; h++)
    printf "%-9s %-7s %11.0f %8.0f %11.0f  %s\n", condition[c], half[h], drive[c, h, "n"], drive[c, h, "T"], drive[c, h, "e"], estimate(c SUBSEP h)
  print ""
  print "excess MSD of the narrow half, crowded over none (A^2)  " estimate("excess")
  print "ratio of MSD, narrow to wide half, crowded              " estimate(1 SUBSEP "ratio")
  print "                                   uniform              " estimate(2 SUBSEP "ratio")
  print "crowded over uniform                                    " estimate("gain")
  print "[95 % intervals: 10000 resamples of whole seeds]\n"
  for (c = 1; c <= 2; c++)
    printf "first 3 A from its rest, %s: narrow half in %d, wide half in %d of %d runs, neither in the others\n", condition[c], narrow_first[c], wide_first[c], seeds_n
  moves = low["excess"] > 0
  ratio_low = low[1, "ratio"]; ratio_high = high[1, "ratio"]
  verdict = "undecided"
  if (moves && ratio_low > 1) verdict = low["gain"] > 1 ? "reproduced" : "partly"
  else if (moves && ratio_high < 2) verdict = "not"
  printf "\nmoves: %s\nmore: %s\nby the current: %s\n", moves ? "yes" : "no", (ratio_low > 1) ? "yes" : "no", (low["gain"] > 1) ? "yes" : "no"
  print "verdict: " verdict
  exit verdict != "reproduced"
}
