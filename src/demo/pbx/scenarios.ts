import type { DemoScenario } from '#shared/features/demo-calls/contract.ts';
import type { Incoming } from './incoming-call.ts';
import type { DeskPhone } from './desk-phone.ts';
import { CALLERS, HOUSE_NUMBER } from '../data/callers.ts';

/** Long enough to read the pop before the colleague or the caller acts. */
const READING_MS = 5_000;
/** A colleague without a desk never hangs up: her caller does, so that she can be rung again. */
const TALK_MS = 20_000;

/** What each button of the demo panel makes the PBX do to the agent's phone. */
export function incomingFor(
  scenario: DemoScenario,
  agent: DeskPhone,
  colleagues: readonly DeskPhone[],
): Incoming {
  const dialled = `${HOUSE_NUMBER}${agent.extension}`;
  const direct = { dialled, phones: [agent] };
  switch (scenario) {
    case 'known':
      return { ...direct, caller: CALLERS.erikaBrandt };
    case 'family':
      return { ...direct, caller: CALLERS.familyBrandt };
    case 'extension':
      return { ...direct, caller: CALLERS.kesslerExtension };
    case 'withheld':
      return { ...direct, caller: CALLERS.withheld, withheld: true };
    case 'ring-group': {
      const [winner] = colleagues;
      return {
        caller: CALLERS.huber,
        dialled: `${HOUSE_NUMBER}0`,
        phones: [agent, ...colleagues],
        ...(winner && { colleague: { phone: winner, afterMs: READING_MS }, talkMs: TALK_MS }),
      };
    }
    case 'missed':
      return { ...direct, caller: CALLERS.huber, patienceMs: READING_MS };
  }
}
