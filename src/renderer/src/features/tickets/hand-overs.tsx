import type { ReactNode } from 'react';
import { IconMailForward } from '@tabler/icons-react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { handOverTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';

/** To whom it was handed over by mail, by whom and when; nothing where it never was. */
export function HandOvers({ ticketId }: { readonly ticketId: string }): ReactNode {
  const t = useTicketTexts();
  const format = useFormat();
  const now = useNow();
  const { value } = useQuery(ticketsContract, 'handOvers', { id: ticketId }, handOverTables);
  if (!value || value.length === 0) return null;
  return (
    <Panel title={t('mail.panel')} count={value.length}>
      <Rows label={t('mail.panel')}>
        {value.map(({ id, toName, toMail, byName, at }) => (
          <Row
            key={id}
            lead={<IconMailForward size={16} aria-hidden />}
            title={toName === '' ? toMail : `${toName} · ${toMail}`}
            detail={
              byName === null
                ? format.moment(at, now)
                : t('mail.by', { name: byName, when: format.moment(at, now) })
            }
          />
        ))}
      </Rows>
    </Panel>
  );
}
