import type { ReactNode } from 'react';
import type { CallProps, PartyProps } from '../../slots/slots.ts';
import { useWrapUps } from './use-wrap-ups.ts';
import { WrapUpStrip } from './wrap-up-strip.tsx';

/** On a sheet: what is unfinished with this customer, the latest call on top. */
export function SheetStrips({ partyId }: PartyProps): ReactNode {
  return useWrapUps()
    ?.filter((wrapUp) => wrapUp.partyId === partyId)
    .map((wrapUp, index) => <WrapUpStrip key={wrapUp.id} wrapUp={wrapUp} hasKeys={index === 0} />);
}

/** On the screen of a call that is nobody's yet. */
export function CallStrip({ callId }: CallProps): ReactNode {
  const wrapUp = useWrapUps()?.find(({ id }) => id === callId);
  return wrapUp && <WrapUpStrip wrapUp={wrapUp} hasKeys />;
}
