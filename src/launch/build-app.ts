import { buildIfStale } from './build.ts';
import { fail } from './fail.ts';

/** `npm run build`: main, preload and renderer into `out/`, when anything has changed. */
try {
  buildIfStale((line) => void process.stdout.write(`${line}\n`));
} catch (error) {
  fail(error);
}
