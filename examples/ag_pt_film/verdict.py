#!/usr/bin/env python3
"""The rules of README.md on the numbers of `electropulse films --json`. Usage: verdict.py films.json [runs]

runs below 5: a look at conditions with so many runs, which is no verdict."""
import csv
import json
import math
import os
import sys

DATA = json.load(open(sys.argv[1], encoding="utf-8"))
MAIN = {"metal": "Ag", "potential": "ZJW04", "size": "S", "temperature_K": 800, "rate_per_s": 1e9, "variant": "free"}
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 5  # of a condition
IS_LOOK = RUNS < 5


def finding(part, against=None, name=None, **which):
    """The one finding of a part of the JSON with MAIN's properties, but for those given."""
    wanted = {**MAIN, **which}
    for f in DATA[part]:
        if all(f.get(k, v) == v for k, v in wanted.items()) and f.get("against") == against and f.get("name") == name:
            return f
    return None


def estimate(f, key, runs=RUNS):
    """low, value, high; None unless the runs are there and all have yielded."""
    if f is None or (f["missing"] and not IS_LOOK) or f["censored"]:
        return None
    e = f[key]
    if e["low"] is None or e.get("n", runs) < runs or e.get("against_n", runs) < runs:
        return None
    return e["low"], e["value"], e["high"] if e["high"] is not None else float("inf")


def show(label, e, unit):
    if e is None:
        text = "no verdict: runs are missing, too few, or did not yield"
    else:
        value = "n/a" if e[1] is None else f"{e[1]:.3g}"  # a ratio to no hop at all, or no activation volume: a bound alone
        text = f"{value} [{e[0]:.3g}, {e[2]:.3g}] {unit}"
    print(f"  {label:62s}{text}")
    return e


def below(e, limit):
    return None if e is None else e[2] < limit


def above(e, limit):
    return None if e is None else e[0] > limit


def within(e, low, high):
    return None if e is None else low < e[0] and e[2] < high


def row(name, reproduced, partly):
    if None in reproduced + partly:
        word = "no verdict yet"
    else:
        word = "reproduced" if all(reproduced) else "partly" if any(partly) else "not"
    print(f"{name}: {word}{', if these were all runs' if IS_LOOK else ''}\n")


def size(runs=RUNS, **which):
    return estimate(finding("sizes", {"size": "M"}, **which), "yield_difference_GPa", runs)


STUDENT = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776}  # two-sided 95 %, by the number of runs


def rows_before_yield(run, kind, column):
    """(time, value) of a column of NAME.kind.csv up to the run's yield; none without the file or the column."""
    path = f"{os.path.dirname(sys.argv[1])}/{run['file'][:-4]}.{kind}.csv"
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as lines:
        rows = [(float(r["time_ps"]), float(r[column])) for r in csv.DictReader(l for l in lines if l[0] != "#") if column in r]
    return [r for r in rows if r[0] <= run["before_ps"]]


def runs_of(**which):
    """Runs at 800 K with these properties that have yielded."""
    wanted = {k: v for k, v in {**MAIN, **which}.items() if k != "temperature_K"}  # there it is the mean of the run
    return [r for r in DATA["runs"] if r["end"] == "yielded" and ".800." in r["file"] and all(r[k] == v for k, v in wanted.items())]


def growth(**which):
    """low, mean, high over runs, A^2/ns: slope over time of the mean D2min of surface atoms, second frame to yield."""
    slopes = []
    for run in runs_of(**which):
        rows = rows_before_yield(run, "d2min", "d2min_surface_A2")[1:]
        if len(rows) > 1:
            t, d = (sum(r[k] for r in rows) / len(rows) for k in (0, 1))
            slopes.append(1000 * sum((r[0] - t) * (r[1] - d) for r in rows) / sum((r[0] - t) ** 2 for r in rows))
    if len(slopes) != RUNS:
        return None
    mean = sum(slopes) / RUNS
    half = STUDENT[RUNS] * math.sqrt(sum((x - mean) ** 2 for x in slopes) / (RUNS - 1) / RUNS)
    return mean - half, mean, mean + half


def borne(runs, size, **which):
    """Shows the stress that tethers bear on average until the yield, over the yield: mean over runs; None when some are missing."""
    shares = []
    for run in runs_of(size=size, **which):
        rows = rows_before_yield(run, "tether", "borne_GPa")
        if rows:
            shares.append(sum(r[1] for r in rows) / len(rows) / run["yield_GPa"])
    mean = sum(shares) / len(shares) if shares else None
    print(f"    {f'stress borne by tethers over yield, {size}':60s}{'no run' if mean is None else f'{mean:.2%}, {len(shares)} runs'}")
    return mean if len(shares) == runs else None


# B1
ag, pt = show("D of Ag", size(), "GPa"), show("D of Pt", size(metal="Pt"), "GPa")
cold = show("D of Ag at 300 K", size(temperature_K=300), "GPa")
show("D of Ag at 1e10 /s", size(rate_per_s=1e10), "GPa")
show("D of Pt at 1e10 /s", size(metal="Pt", rate_per_s=1e10), "GPa")
show("D of Ag (Williams)", size(potential="Williams"), "GPa")
for rate in (1e9, 1e10):
    show(f"yield of S over M, Ag, {rate:.0e} /s",
         estimate(finding("sizes", {"size": "M"}, rate_per_s=rate), "yield_ratio"), "")
for potential in ("ZJW04", "Williams"):
    show(f"the same at 1e9 less that at 1e10 /s, Ag ({potential})",
         estimate(finding("size_rates", {"size": "M", "rate_per_s": 1e10}, potential=potential), "yield_ratio_change"), "")
row("B1", [below(ag, 0), above(pt, 0), above(cold, 0)], [below(ag, 0), above(pt, 0)])

# B2
hops = []
for label, part in (("S over M, Ag", {"against": {"size": "M"}}), ("Ag over Pt, S", {"against": {"metal": "Pt"}})):
    hops.append(show(f"hop rate, {{110}} away from edges, {label}",
                     estimate(finding("hop_ratios", name="110", **part), "rate_ratio"), ""))
    show(f"hop rate, all surface atoms, {label}", estimate(finding("hop_ratios", name="all", **part), "rate_ratio"), "")
for metal, of in (("Ag", "S"), ("Ag", "M"), ("Pt", "S"), ("Pt", "M")):
    show(f"hops per atom and ns, {{110}} away from edges, {metal} {of}",
         estimate(finding("hops", name="110", metal=metal, size=of), "rate_per_atom_ns"), "/ns")
for metal, potential, of, variant in (("Ag", "ZJW04", "S", "flow"), ("Ag", "Williams", "S", "free"), ("Ag", "Williams", "M", "free"),
                                      ("Pt", "ZJW04", "S", "flow")):  # flow: a free film until it yields
    show(f"growth of D2min per neighbour, surface, {metal} {of} ({potential})",
         growth(metal=metal, potential=potential, size=of, variant=variant), "A^2/ns")
both = [above(e, 1) for e in hops]
row("B2", [above(e, 2) for e in hops], [None if None in both else all(both)])


# B3
def causal_test(title, free, tethered, runs, control, **of):
    """'cause', 'no cause', 'undecided', 'no softening', 'control fails', or None. `control` shows and judges one for a size."""
    print(f"  {title}")
    less = show("  D, free", size(runs, variant=free, **of), "GPa")
    show("  D, tethered", size(runs, variant=tethered, **of), "GPa")
    change = show("  C = D(tethered) - D(free)", estimate(
        finding("size_changes", {"size": "M", "variant": free}, variant=tethered, **of), "yield_change_GPa", runs), "GPa")
    controls = []
    for letter in "SM":
        rates = [show(f"  hops per atom and ns, {letter}, {name}", estimate(
            finding("hops", name="all", size=letter, variant=variant, **of), "rate_per_atom_ns", runs), "/ns")
            for name, variant in (("tethered", tethered), ("free", free))]
        controls.append(None if None in rates else rates[0][1] <= 0.1 * rates[1][1])
        ratios = finding("variants", {"variant": free}, size=letter, variant=tethered, **of)
        show(f"  yield of {letter}, tethered over free", estimate(ratios, "yield_ratio", runs), "")
        modulus = show(f"  modulus of {letter}, tethered over free", estimate(ratios, "modulus_ratio", runs), "")
        share = borne(runs, size=letter, variant=tethered, **of)
        controls.append(control(modulus, share))
    cold = show("  yield of S at 300 K, 1e9 /s, tethered over free", estimate(
        finding("variants", {"variant": "free"}, potential=of["potential"], temperature_K=300, variant="tethered"), "yield_ratio"), "")
    controls.append(within(cold, 0.95, 1.05))
    if None in (less, change) or None in controls:
        word = None
    elif not below(less, 0):
        word = "no softening"
    elif not all(controls):
        word = "control fails"
    else:
        half = 0.5 * abs(less[1])
        word = "cause" if above(change, half) else "no cause" if below(change, half) else "undecided"
    print(f"  {title}: {word or 'no verdict yet'}")
    return word


words = [causal_test(f"causal test, {potential}", "free", "tethered", RUNS, lambda modulus, share: within(modulus, 0.97, 1.03),
                     potential=potential) for potential in ("ZJW04", "Williams")]
causal_test("second causal test, Williams, 1e10 /s", "free4", "tethered4", 20,
            lambda modulus, share: None if share is None else abs(share) < 0.01, potential="Williams", rate_per_s=1e10)
volumes = []
for metal, of, paper in (("Ag", "S", 0.24), ("Ag", "M", 1), ("Pt", "S", 1)):
    volume = show(f"activation volume, {metal} {of} (paper: {paper})", estimate(finding("rates", metal=metal, size=of), "volume_b3"), "b^3")
    volumes.append(within(volume, paper / 2, paper * 2))
show("activation volume, Pt M", estimate(finding("rates", metal="Pt", size="M"), "volume_b3"), "b^3")
is_cause = None if words[0] is None else words[0] == "cause"
agree = None if None in volumes else all(volumes)
row("B3", [is_cause, agree], [is_cause, agree])

# B4
slope = show("slope over modulus, S, Ag less Pt", estimate(
    finding("metals", {"metal": "Pt"}, variant="flow"), "slope_ratio_difference"), "")
rate = show("hop rate in the flow, {110} away from edges, S, Ag over Pt", estimate(
    finding("flow_hop_ratios", {"metal": "Pt"}, name="110", variant="flow"), "rate_ratio"), "")
for metal, potential in (("Ag", "ZJW04"), ("Ag", "Williams"), ("Pt", "ZJW04")):
    show(f"slope over modulus, {metal} ({potential})",
         estimate(finding("flow", metal=metal, potential=potential, variant="flow"), "slope_ratio"), "")
row("B4", [below(slope, 0), above(rate, 1)], [below(slope, 0)])
