import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import type { LinkState } from '../telephony-source.ts';
import type { FritzboxSettings } from './settings.ts';

/** What a phone of the box dials to switch its call monitor on. */
const SWITCH_ON = '#96*5*';

/** A box whose monitor is off refuses the connection; one that is away or silent may have it on all the same. */
export function checkFritzbox(
  { numbers, extensions }: Pick<FritzboxSettings, 'numbers' | 'extensions'>,
  state: LinkState,
): readonly SetupFinding[] {
  const cause = state.stage === 'waiting' || state.stage === 'refused' ? state.cause : undefined;
  const isClosed =
    cause?.code === 'not-a-pbx' || (cause?.code === 'unreachable' && cause.detail.includes('ECONNREFUSED'));
  const monitor = state.stage === 'ready' ? 'ok' : isClosed ? 'missing' : 'unproved';
  // Alone in a branch nothing has to be told apart, so that nothing is missing either.
  const own = numbers.length > 0 && extensions.length > 0 ? 'ok' : 'unproved';
  return [
    { item: 'fritzbox.monitor', state: monitor, section: '', line: SWITCH_ON },
    { item: 'fritzbox.own', state: own, section: '', line: '' },
  ];
}
