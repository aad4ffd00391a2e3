import type { ReactNode } from 'react';
import { IconNote } from '@tabler/icons-react';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { hrefOf, usePath } from '../../app/router.ts';
import { useRouteOfCall } from '../../calls/use-pop-acts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { DockSection } from '../../ui/dock-section.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWrapUpTexts } from './texts.ts';
import { useWrapUps } from './use-wrap-ups.ts';
import styles from './wrap-up-stack.module.css';

/** What is still owed a word, on every screen, until it is finished. */
export function WrapUpStack(): ReactNode {
  const t = useWrapUpTexts();
  const wrapUps = useWrapUps();
  if (!wrapUps || wrapUps.length === 0) return null;
  return (
    <DockSection title={t('dock')} count={wrapUps.length}>
      <ul>
        {wrapUps.map((wrapUp) => (
          <StackEntry key={wrapUp.id} wrapUp={wrapUp} />
        ))}
      </ul>
    </DockSection>
  );
}

function StackEntry({ wrapUp }: { readonly wrapUp: WrapUp }): ReactNode {
  const t = useWrapUpTexts();
  const format = useFormat();
  const now = useNow();
  const path = usePath();
  const party = wrapUp.partyId === null ? null : { type: 'party', id: wrapUp.partyId };
  const route = useRouteOfCall()({ id: wrapUp.id }, party);
  return (
    <li>
      <a className={styles.entry} href={hrefOf(route)} aria-current={path === route ? 'page' : undefined}>
        <span className={styles.name}>{wrapUp.partyName ?? wrapUp.number ?? t('withheld')}</span>
        {wrapUp.note !== '' && <IconNote size={14} aria-label={t('hasNote')} />}
        <time>{wrapUp.endedAt === null ? t('running') : format.short(wrapUp.startedAt, now)}</time>
      </a>
    </li>
  );
}
