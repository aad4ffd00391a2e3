import type { ReactNode } from 'react';
import { ActPlaceContext } from '../../acts/act-place.tsx';
import type { CallProps, PartyProps } from '../../slots/slots.ts';
import { useWrapUps } from './use-wrap-ups.ts';
import { WrapUpStrip } from './wrap-up-strip.tsx';

/** On a sheet: what is unfinished with this customer, the latest call on top. */
export function SheetStrips({ partyId }: PartyProps): ReactNode {
  const wrapUps = useWrapUps()?.filter((wrapUp) => wrapUp.partyId === partyId);
  return (
    <ActPlaceContext value="call">
      {wrapUps?.map((wrapUp, index) => (
        <WrapUpStrip key={wrapUp.id} wrapUp={wrapUp} hasKeys={index === 0} />
      ))}
    </ActPlaceContext>
  );
}

/** On the screen of a call that is nobody's yet. */
export function CallStrip({ callId }: CallProps): ReactNode {
  const wrapUp = useWrapUps()?.find(({ id }) => id === callId);
  return (
    wrapUp && (
      <ActPlaceContext value="call">
        <WrapUpStrip wrapUp={wrapUp} hasKeys />
      </ActPlaceContext>
    )
  );
}
