import { simulate } from './simulate.ts';
import { mutants } from './mutants.ts';
for (const mutant of mutants) {
  const seen: Record<string, number> = {}; let at = 0; const t = Date.now();
  for (let seed = 1; seed <= 25 && !at; seed++) {
    const r = await simulate({ seed, mutant, until: mutant.caughtBy });
    for (const v of r.violations) seen[v.invariant] = (seen[v.invariant] ?? 0) + 1;
    if (r.violations.some((v) => v.invariant === mutant.caughtBy)) at = seed;
    if (Date.now() - t > 15_000) break;
  }
  console.log(at ? 'ok' : 'MISSED', mutant.name, mutant.caughtBy, at, Date.now() - t, JSON.stringify(seen));
}
