import { join } from 'node:path';
import { ROOT } from '../../src/launch/root.ts';

/** A run starts desks and nodes some hundred times: each finds what the first of them has compiled. */
export function shareCompiled(): void {
  process.env['NODE_COMPILE_CACHE'] ??= join(ROOT, 'node_modules', '.cache', 'compiled');
}
