import type { ReactNode } from 'react';
import { useAnswered } from '../../api/use-answered.ts';
import { SlotInTurns } from '../../slots/slot-in-turns.tsx';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { SlotWrap } from '../../slots/slot-wrap.tsx';
import {
  sheetAlert,
  sheetAside,
  sheetBelow,
  sheetGlance,
  sheetGuard,
  sheetHead,
  sheetPanel,
} from '../../slots/slots.ts';
import type { PartyProps } from '../../slots/slots.ts';
import styles from './sheet-screen.module.css';

/** px of the window above the panels and below the screen, at least. */
const NOT_PANELS = 500;
/** px of a panel with one line in it, and the gap below it. */
const LEAST_PANEL = 94;
/** Parts among the first that have nothing to show. */
const ABSENT = 1;

/** As many as can be seen when the sheet comes; what it has above them is taken for less than it is, and so are they. */
const panelsAtFirst = (): number => ABSENT + Math.ceil((window.innerHeight - NOT_PANELS) / LEAST_PANEL);

interface Props {
  readonly params: Readonly<Record<string, string>>;
}

/** The customer sheet. It is nothing but its places; what stands there is the features'. */
export function SheetScreen({ params }: Props): ReactNode {
  const props: PartyProps = { partyId: params['id'] ?? '' };
  return (
    <SlotWrap slot={sheetGuard} with={props}>
      <div className={styles.sheet}>
        <Main>
          <div className={styles.head}>
            <SlotOutlet slot={sheetHead} with={props} />
          </div>
          <div className={styles.alerts}>
            <SlotOutlet slot={sheetAlert} with={props} />
          </div>
          <div className={styles.glance}>
            <SlotOutlet slot={sheetGlance} with={props} />
          </div>
          <div className={styles.lower}>
            <div className={styles.below}>
              <SlotOutlet slot={sheetBelow} with={props} />
            </div>
            <div className={styles.panels}>
              <SlotInTurns slot={sheetPanel} with={props} first={panelsAtFirst()} />
            </div>
          </div>
        </Main>
        <aside className={styles.aside}>
          <SlotOutlet slot={sheetAside} with={props} />
        </aside>
      </div>
    </SlotWrap>
  );
}

/**
 * Shown once all of it has been answered for the first time: nothing moves then, and nothing inside is drawn anew for
 * it. What is typed beside it is there at once.
 */
function Main({ children }: { readonly children: ReactNode }): ReactNode {
  const answered = useAnswered();
  return (
    <div className={styles.main} data-answered={answered || undefined}>
      {children}
    </div>
  );
}
