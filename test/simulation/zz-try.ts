import { simulate } from '/work/main/test/simulation/simulate.ts';
import { findMutant } from '/work/main/test/simulation/mutants.ts';
const [from, n, mutant] = [Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 20), process.argv[4]];
const t = Date.now(); const tot: any = {}; let c = 0, bad=0; const byInv: any = {};
for (let s = from; s < from + n; s++) {
  const r = await simulate({ seed: s, mutant: mutant ? findMutant(mutant) : undefined });
  c += r.commands; for (const k in r.happened) tot[k] = (tot[k] ?? 0) + r.happened[k];
  if (r.violations.length) { bad++; for (const v of r.violations) (byInv[v.invariant] ??= []).push(s); if (bad <= 6) console.log(s, r.violations.map(v => `${v.at.toFixed(0)} ${v.invariant}: ${v.detail}`.slice(0,300))); }
}
console.log(tot, { c, bad, sps: n / ((Date.now() - t) / 1000) }, JSON.stringify(byInv).slice(0,1500));
