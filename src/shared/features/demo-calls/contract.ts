import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';

export const DEMO_SCENARIOS = ['known', 'family', 'extension', 'withheld', 'ring-group', 'missed'] as const;
export type DemoScenario = (typeof DEMO_SCENARIOS)[number];

/** The desk phone that stands beside nobody's demo: what it could do now. */
export interface DemoPhone {
  readonly state: 'idle' | 'ringing' | 'talking' | 'held';
  /** What its display would show. */
  readonly display: string;
}

export const demoCallsContract = defineContract('demo-calls', {
  /** false outside a demo tenant, or where no demo PBX answers. */
  available: call(z.object({}), returns<boolean>()),
  ring: call(z.object({ scenario: z.enum(DEMO_SCENARIOS) }), returns<void>()),
  phone: call(z.object({}), returns<DemoPhone>()),
  press: call(z.object({ key: z.enum(['answer', 'hang-up', 'hold']) }), returns<void>()),
});
