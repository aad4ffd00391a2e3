import type { Said } from '../door-trace.ts';
import { identityFields } from '../door-trace.ts';
import { callerOf } from './caller.ts';
import type { Monitor } from './monitor.ts';
import type { MonitorLine } from './monitor-line.ts';

/** A line of the call monitor for the black box of the agent's call it concerned; a colleague's is nobody's business. */
export function saidOf(line: MonitorLine, before: Monitor, after: Monitor): readonly Said[] {
  const legs = [before, after].flatMap(({ calls }) => calls.get(line.id)?.own?.call ?? []);
  const fields = { connection: String(line.id), ...fieldsOf(line) };
  return [...new Set(legs)].map((leg) => ({ leg, event: line.type, fields }));
}

function fieldsOf(line: MonitorLine): Said['fields'] {
  switch (line.type) {
    case 'ring':
      return { ...identityFields(callerOf(line.from)), exten: line.own };
    case 'call':
      return { extension: String(line.extension), exten: line.own, ...identityFields(callerOf(line.to)) };
    case 'connect':
      return { extension: String(line.extension), ...identityFields(callerOf(line.number)) };
    case 'disconnect':
      return { seconds: String(line.seconds) };
  }
}
