import type { ReactNode } from 'react';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { sheetAlert, sheetAside, sheetHead, sheetPanel } from '../../slots/slots.ts';
import styles from './sheet-screen.module.css';

interface Props {
  readonly params: Readonly<Record<string, string>>;
}

/** The customer sheet. It is nothing but its places; what stands there is the features'. */
export function SheetScreen({ params }: Props): ReactNode {
  const props = { partyId: params['id'] ?? '' };
  return (
    <div className={styles.sheet}>
      <div className={styles.main}>
        <SlotOutlet slot={sheetHead} with={props} />
        <div className={styles.alerts}>
          <SlotOutlet slot={sheetAlert} with={props} />
        </div>
        <div className={styles.panels}>
          <SlotOutlet slot={sheetPanel} with={props} />
        </div>
      </div>
      <aside className={styles.aside}>
        <SlotOutlet slot={sheetAside} with={props} />
      </aside>
    </div>
  );
}
