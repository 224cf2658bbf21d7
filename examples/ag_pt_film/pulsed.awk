# The verdict of pulsed by the rules of PULSED.md. Reads what `electropulse films --csv` says, then NAME.surface.csv and NAME.csv of each run.
BEGIN { FS = ","; limit = 10; split("0 12.706 4.303 3.182 2.776", student, " ") } # limit in K; Student, n - 1 degrees of freedom

function words(file, part) { # of .../pulsed.VARIANT.SEED.surface.csv
  sub(/.*\//, "", file)
  split(file, part, ".")
}

FNR == 1 { words(FILENAME, name); head = FILENAME ~ /findings/ }
head && $1 == "runs" && $14 == "before_ps" { until[$9, $3] = $17 }
head && $1 == "groups" && $14 == "yield_GPa" { yield[$9] = $17; value[$9] = $17; low[$9] = $20; high[$9] = $21; n[$9] = $15; censored += $12 + $13 }
head && $1 == "groups" && $14 == "yield_strain" { strain[$9] = $17 }
head && $1 == "variants" && $14 == "yield_difference_GPa" { value[$9] = $17; low[$9] = $20; high[$9] = $21 }
head && ($1 == "hops" && $14 == "rate_per_atom_ns" || $1 == "hop_ratios") && ($10 == "step" || $10 == "row110") {
  value[$9, $10] = $17; low[$9, $10] = $20; high[$9, $10] = $21
}
# current and classes in NAME.surface.csv, then the temperature of all atoms, sampled more often, in NAME.csv
!head && name[4] == "surface" && FNR > 2 {
  seed = name[3]; seeds[seed]
  on = current[$1] = $3 > 0.9
  if ($2 >= until[name[2], seed]) next
  step[name[2], on] += $5; rest[name[2], on] += $6; atoms[name[2], on] += $4; rows[name[2], on]++
}
!head && name[4] == "csv" && FNR > 2 && current[$1] {
  seed = name[3]
  if ($2 < until[name[2], seed]) { sum[name[2]] += $5; blocks[name[2]]++ }
  if ($2 < until["heat", seed] && $2 < until["vibrate", seed]) { hot[name[2], seed] += $5; energy[name[2], seed] += $6; both[name[2], seed]++ }
}

function number(x) { return x == "" ? "n/a" : sprintf("%.3g", x) }
function estimate(key) { return number(value[key]) " [" number(low[key]) ", " number(high[key]) "]" }
function answer(key, negative, below, inside) {
  below = negative ? high[key] < 0 : high[key] < 0 || low[key] > 0
  inside = low[key] > -0.1 * yield["none"] && high[key] < 0.1 * yield["none"]
  return low[key] == "" ? "undecided" : below ? "yes" : inside ? "no" : "undecided"
}

# vibrate less heat, in pulses, by seed: temperature, and potential energy as that of a crystal at this temperature
function compare_heat(s, d, e, e1, e2) {
  for (s in seeds)
    if (both["heat", s] && both["vibrate", s]) {
      d = hot["vibrate", s] / both["vibrate", s] - hot["heat", s] / both["heat", s]
      e = energy["vibrate", s] / both["vibrate", s] - energy["heat", s] / both["heat", s]
      mean += d; square += d * d; e1 += e; e2 += e * e; pairs++
    }
  if (pairs < 2) return
  mean /= pairs; e1 /= pairs
  half = student[pairs] * sqrt((square - pairs * mean * mean) / (pairs - 1) / pairs)
  same = mean - half > -limit && mean + half < limit
  printf "in pulses, vibrate less heat, by seed: %.1f [%.1f, %.1f] K; potential energy %.2g +- %.2g eV\n", mean, mean - half, mean + half, e1,
         student[pairs] * sqrt((e2 - pairs * e1 * e1) / (pairs - 1) / pairs)
}

END {
  split("none heat wind vibrate both", variant, " ")
  printf "%-8s %2s  %-26s %-7s %-22s %-22s %s\n", "variant", "n", "yield (GPa)", "strain", "hops of step atoms", "hops of {110} rows", "with current: all, steps, other surface (K), step atoms"
  for (v = 1; v <= 5; v++) {
    o = variant[v]
    printf "%-8s %2d  %-26s %.3f   %-22s %-22s ", o, n[o], estimate(o), strain[o], estimate(o SUBSEP "step"), estimate(o SUBSEP "row110")
    if (rows[o, 1]) printf "%.0f %.0f %.0f  %.0f", sum[o] / blocks[o], step[o, 1] / rows[o, 1], rest[o, 1] / rows[o, 1], atoms[o, 1] / rows[o, 1]
    print ""
  }
  print "[hops per atom and ns before the yield; 95 % intervals over runs]\n"
  split("vibrate/none heat/none vibrate/heat wind/none both/none both/vibrate", pair, " ")
  for (p = 1; p <= 6; p++) {
    split(pair[p], side, "/")
    printf "yield, %-7s less %-7s %-28s hop rate of step atoms, ratio %-22s of {110} rows %s\n", side[1], side[2] ":", estimate(pair[p]) " GPa", estimate(pair[p] SUBSEP "step"), estimate(pair[p] SUBSEP "row110")
  }
  compare_heat()
  print ""
  if (censored) print "runs without a yield are left out: " censored
  print "vibration of steps softens the film: " answer("vibrate/none", 1)
  print "more than the heat: " (same ? answer("vibrate/heat", 1) : "does not count, temperatures differ")
  print "the wind on steps softens or strengthens it: " answer("wind/none", 0)
}
