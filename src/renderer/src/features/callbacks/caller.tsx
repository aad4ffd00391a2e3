import type { ReactNode } from 'react';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { hrefOf } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { DialNumber } from '../../ui/dial-number.tsx';
import styles from './callbacks.module.css';

/** The name where it is certain, and the number they last tried from, to be dialled. */
export function Caller({ line }: { readonly line: CallbackLine }): ReactNode {
  const routeOf = useRouteOf();
  const { partyId, partyName, number, dial } = line;
  const party = partyId === null ? null : { type: 'party', id: partyId };
  const route = party && routeOf(party);
  return (
    <span className={styles.caller}>
      {partyName !== null && (route ? <a href={hrefOf(route)}>{partyName}</a> : partyName)}
      {number !== null && dial !== null && <DialNumber number={dial} display={number} party={party} />}
    </span>
  );
}
