import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconCalendarOff, IconHeartHandshake, IconPlus } from '@tabler/icons-react';
import { serviceEnd } from '#shared/features/offerings/commands.ts';
import { offeringsContract } from '#shared/features/offerings/contract.ts';
import type { ServiceLine } from '#shared/features/offerings/contract.ts';
import { dayOf, noonOf } from '#shared/kernel/day.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { AddService } from './add-service.tsx';
import { DirectoryCard } from './directory-card.tsx';
import type { CardOf } from './card-of.ts';
import styles from './offerings.module.css';
import { serviceTables } from './tables.ts';
import { useOfferingTexts } from './texts.ts';

/** What the party receives, and below it what it has received; each leads to the card of what it is. */
export function ServicesPanel({ partyId }: PartyProps): ReactNode {
  const t = useOfferingTexts();
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<CardOf | null>(null);
  const { value: services, error } = useQuery(offeringsContract, 'ofParty', { partyId }, serviceTables);
  return (
    <Panel
      title={t('panel')}
      count={services?.length}
      action={
        <Button variant="subtle" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          {t('add.open')}
        </Button>
      }
    >
      {error !== undefined && <ErrorNote error={error} />}
      {services?.length === 0 && (
        <EmptyState icon={IconHeartHandshake} title={t('none')} hint={t('noneHint')} />
      )}
      {services && services.length > 0 && (
        <Rows label={t('panel')}>
          {services.map((service) => (
            <ServiceRow key={service.id} service={service} onShow={setShown} />
          ))}
        </Rows>
      )}
      {adding && <AddService partyId={partyId} onClose={() => setAdding(false)} />}
      {shown && <DirectoryCard of={shown} onShow={setShown} onClose={() => setShown(null)} />}
    </Panel>
  );
}

interface RowProps {
  readonly service: ServiceLine;
  readonly onShow: (card: CardOf) => void;
}

function ServiceRow({ service, onShow }: RowProps): ReactNode {
  const t = useOfferingTexts();
  const format = useFormat();
  const run = useRun();
  const act = useAct();
  const { id, offering, since, until, source, isOver } = service;
  const name = offering?.name ?? t('unknown');
  const day = (text: string): string => format.date(noonOf(text));
  const days =
    until === null ? t('since', { day: day(since) }) : t('between', { from: day(since), until: day(until) });
  const end = (): Promise<boolean> => {
    const today = dayOf(Date.now());
    return act(() => run(serviceEnd, { id, until: today < since ? since : today }), {
      done: t('ended', { name }),
      undo: () => run(serviceEnd, { id, until }),
    });
  };
  return (
    <Row
      title={
        offering ? (
          <button
            type="button"
            className={styles.link}
            onClick={() => onShow({ type: 'offering', id: offering.id })}
          >
            {name}
          </button>
        ) : (
          name
        )
      }
      marks={
        <>
          {isOver && <Mark>{t('over')}</Mark>}
          {offering && !offering.listed && !isOver && <Mark tone="warn">{t('withdrawn')}</Mark>}
        </>
      }
      detail={[offering?.provider.name, days, source].filter(Boolean).join(' · ')}
      acts={
        until === null && (
          <IconButton icon={IconCalendarOff} label={t('end', { name })} onClick={() => void end()} />
        )
      }
    />
  );
}
