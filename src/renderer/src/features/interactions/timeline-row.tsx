import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { IconSpeakerphone, IconTicket } from '@tabler/icons-react';
import type { TimelineEntry } from '#shared/features/interactions/contract.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import { hrefOf } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { thingAct, timelineFact } from '../../slots/slots.ts';
import { useNow } from '../../ui/use-now.ts';
import { useOpenEntry } from './entry-store.ts';
import { ExchangeText } from './exchange-text.tsx';
import { InteractionIcon } from './interaction-icon.tsx';
import { useInteractionTexts } from './texts.ts';
import styles from './timeline.module.css';

interface Props {
  readonly entry: TimelineEntry;
  readonly partyId: string;
  readonly index: number;
  /** px of rows right before it that are not in the document. */
  readonly gap: number;
  readonly count: number;
  readonly isActive: boolean;
  readonly focusWantedRef: { current: boolean };
  readonly onActive: (index: number) => void;
}

/** One entry; Enter or a click opens it to be read in full and corrected. */
export function TimelineRow({
  entry,
  partyId,
  index,
  gap,
  count,
  isActive,
  focusWantedRef,
  onActive,
}: Props): ReactNode {
  const t = useInteractionTexts();
  const show = useOpenEntry((store) => store.show);
  const routeOf = useRouteOf();
  const button = useRef<HTMLButtonElement & HTMLSpanElement>(null);
  useEffect(() => {
    if (!isActive || !focusWantedRef.current) return;
    focusWantedRef.current = false;
    button.current?.focus({ preventScroll: true });
  }, [isActive, focusWantedRef]);

  const route = entry.kind === 'thing' ? routeOf(entry.card.ref) : undefined;
  const open = (): void => {
    if (entry.kind === 'exchange') show({ partyId, entryId: entry.line.id });
    else if (route !== undefined) window.location.assign(hrefOf(route));
  };
  const asButton = (title: ReactNode): ReactNode => (
    <button
      ref={button}
      type="button"
      className={styles.open}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => onActive(index)}
      onClick={open}
    >
      {title}
    </button>
  );
  const act = (thing: Ref, name: string): ReactNode => (
    <span className={styles.acts}>
      <SlotOutlet slot={thingAct} with={{ thing, name }} />
    </span>
  );
  return (
    <article
      className={styles.row}
      style={gap > 0 ? { marginTop: gap } : undefined}
      aria-posinset={index + 1}
      aria-setsize={count}
    >
      {entry.kind === 'exchange' ? (
        <>
          <span className={styles.lead}>
            <InteractionIcon line={entry.line} />
          </span>
          <ExchangeText line={entry.line} partyId={partyId} asButton={asButton} />
          <When at={entry.line.occurredAt} timeKnown={entry.line.timeKnown} />
          {act({ type: 'interaction', id: entry.line.id }, t(`type.${entry.line.type}`))}
        </>
      ) : entry.kind === 'thing' ? (
        <>
          <span className={styles.lead}>
            {entry.section === 'campaigns' ? (
              <IconSpeakerphone size={16} aria-hidden />
            ) : (
              <IconTicket size={16} aria-hidden />
            )}
          </span>
          <div className={styles.text}>
            <p className={styles.title}>{asButton(`${entry.card.name} ${entry.card.detail}`)}</p>
            <p className={styles.detail}>{t(`timeline.thing.${entry.section}`)}</p>
          </div>
          <When at={entry.at} timeKnown />
          {act(entry.card.ref, entry.card.name)}
        </>
      ) : (
        <SlotOutlet
          slot={timelineFact}
          with={{
            ...{ type: entry.ref.type, what: entry.what, facts: entry.facts },
            children: ({ icon: Icon, title, detail }) => (
              <>
                <span className={styles.lead}>
                  <Icon size={16} aria-hidden />
                </span>
                <div className={styles.text}>
                  <p className={styles.title}>
                    <span
                      ref={button}
                      className={styles.still}
                      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- nothing opens; the row is read all the same
                      tabIndex={isActive ? 0 : -1}
                      onFocus={() => onActive(index)}
                    >
                      {title}
                    </span>
                  </p>
                  <p className={styles.detail}>
                    {[entry.partyName !== null && t('timeline.of', { name: entry.partyName }), detail]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </div>
                <When at={entry.at} timeKnown={entry.timeKnown} />
                {act(entry.ref, title)}
              </>
            ),
          }}
        />
      )}
    </article>
  );
}

function When({ at, timeKnown }: { readonly at: number; readonly timeKnown: boolean }): ReactNode {
  const format = useFormat();
  const now = useNow();
  return (
    <time className={styles.when} title={timeKnown ? format.moment(at, now) : format.nearDay(at, now)}>
      {timeKnown ? format.short(at, now) : format.nearDay(at, now)}
    </time>
  );
}
