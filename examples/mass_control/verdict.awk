# The table of mean squared displacements and the verdict of check. Wants: holds (0: the control holds).
# Lines: equal or scaled, condition, quantity, value, low, high.

{ value[$1, $2, $3] = $4; low[$1, $2, $3] = $5; high[$1, $2, $3] = $6; numbers += NF == 6 }

function estimate(kind, condition, quantity) {
  return sprintf("%.3g [%.3g, %.3g]", value[kind, condition, quantity], low[kind, condition, quantity], high[kind, condition, quantity])
}

function exponent(ratio) { return log(ratio) / log(16) }

END {
  if (numbers != 10) { print "verdict.awk: electropulse compare did not give its ten numbers"; exit 2 }
  printf "%-22s %-24s %s\n", "MSD (A^2)", "over 4.8 ps", "over as many vibrations"
  split("pulsed heated control", condition, " "); split("1/4 1 4", scale, " ")
  for (m = 1; m <= 3; m++)
    printf "  mass scale %-9s  %-24s %s\n", scale[m], estimate("equal", condition[m], "msd_A2"), estimate("scaled", condition[m], "msd_A2")
  printf "  ratio of 1/4 to 4    %-24s %s\n", estimate("equal", "pulsed", "ratio"), estimate("scaled", "pulsed", "ratio")
  printf "  ratio of 1 to 4      %-24s %s\n", estimate("equal", "heated", "ratio"), estimate("scaled", "heated", "ratio")
  print "[95 % intervals: 10000 resamples of whole runs, seed 1]\n"
  l = low["scaled", "pulsed", "ratio"]; h = high["scaled", "pulsed", "ratio"]
  printf "rate of steps ~ mass^-p, p = %.2f [%.2f, %.2f]\n", exponent(4 * value["scaled", "pulsed", "ratio"]), exponent(4 * l), exponent(4 * h)
  faster = low["equal", "pulsed", "ratio"] > 1
  one = l <= 1 && h >= 1
  scales = one && l > 0.25 && h < 4
  printf "faster: %s\n", faster ? "yes" : "no"
  printf "as the frequency: %s\n", scales ? "yes" : one ? "undecided" : "no"
  verdict = faster && scales ? "reproduced" : faster && !one ? "partly" : !faster && !one ? "not" : "undecided"
  if (holds) verdict = "undecided (the control does not hold)"
  print "verdict: " verdict
  exit verdict != "reproduced"
}
