import { simulate } from './simulate.ts';
import { findMutant } from './mutants.ts';
process.on('SIGINT', () => process.exit(3));
const r = await simulate({ seed: Number(process.argv[2]), trace: true, mutant: findMutant(process.argv[3] ?? '') });
process.stdout.write(r.trace.join('\n') + '\n' + JSON.stringify(r.happened) + '\n');
