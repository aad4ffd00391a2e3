import { useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconDeviceMobileMessage, IconMail, IconMailbox, IconPhone, IconPlus } from '@tabler/icons-react';
import { consentsContract } from '#shared/features/consents/contract.ts';
import type { Consents } from '#shared/features/consents/contract.ts';
import { CONTACT_CHANNELS } from '#shared/permission/contact-permission.ts';
import type { ContactChannel } from '#shared/permission/contact-permission.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { ConsentHistory } from './consent-history.tsx';
import { GiveConsent } from './give-consent.tsx';
import { consentTables } from './tables.ts';
import { useConsentTexts } from './texts.ts';
import { useOptOut } from './use-opt-out.ts';

const icons: Readonly<Record<ContactChannel, ComponentType<{ size?: number; 'aria-hidden'?: boolean }>>> = {
  phone: IconPhone,
  mail: IconMail,
  post: IconMailbox,
  sms: IconDeviceMobileMessage,
};

/** What may be sent by which way, and one click to "nothing more by this way". */
export function ConsentsPanel({ partyId }: PartyProps): ReactNode {
  const t = useConsentTexts();
  const [adding, setAdding] = useState(false);
  const { value, error } = useQuery(consentsContract, 'ofParty', { partyId }, consentTables);
  return (
    <Panel
      title={t('panel')}
      action={
        <Button variant="subtle" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          {t('give.open')}
        </Button>
      }
    >
      {error !== undefined && <ErrorNote error={error} />}
      <Rows label={t('channels')}>
        {CONTACT_CHANNELS.map((channel) => (
          <ChannelRow key={channel} partyId={partyId} channel={channel} consents={value} />
        ))}
      </Rows>
      {value && <ConsentHistory consents={value} />}
      {adding && <GiveConsent partyId={partyId} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

interface ChannelProps extends PartyProps {
  readonly channel: ContactChannel;
  readonly consents: Consents | undefined;
}

function ChannelRow({ partyId, channel, consents }: ChannelProps): ReactNode {
  const t = useConsentTexts();
  const format = useFormat();
  const { optOut, revoke } = useOptOut(partyId, channel);
  const Icon = icons[channel];
  const name = t(`channel.${channel}`);
  const against = consents?.optOuts.find((each) => each.channel === channel && each.revokedAt === null);
  const valid = consents?.consents.filter((each) => each.channel === channel && each.state === 'valid') ?? [];
  const purposes = [...new Set(valid.map(({ purpose }) => t(`purpose.${purpose}`)))];
  const mark = against ? (
    <Mark tone="block">{t('state.optedOut')}</Mark>
  ) : valid.length > 0 ? (
    <Mark tone="call">{t('state.allowed')}</Mark>
  ) : (
    <Mark>{t('state.none')}</Mark>
  );
  const detail = against ? t('line.nothing', { day: format.date(against.since) }) : purposes.join(', ');
  return (
    <Row
      lead={<Icon size={16} aria-hidden />}
      title={name}
      marks={consents && mark}
      {...(detail !== '' && { detail })}
      acts={
        against ? (
          <Button
            variant="subtle"
            aria-label={t('optOut.revoke', { channel: name })}
            onClick={() => void revoke()}
          >
            {t('optOut.revokeButton')}
          </Button>
        ) : (
          <Button
            variant="subtle"
            aria-label={t('optOut.set', { channel: name })}
            onClick={() => void optOut()}
          >
            {t('optOut.button')}
          </Button>
        )
      }
    />
  );
}
