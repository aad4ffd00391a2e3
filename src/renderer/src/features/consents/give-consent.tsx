import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { consentGive, consentUndo } from '#shared/features/consents/commands.ts';
import { EVIDENCE_KINDS } from '#shared/features/consents/model.ts';
import type { EvidenceKind } from '#shared/features/consents/model.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { CONTACT_CHANNELS, CONTACT_PURPOSES } from '#shared/permission/contact-permission.ts';
import type { ContactChannel, ContactPurpose } from '#shared/permission/contact-permission.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './consents.module.css';
import { useConsentTexts } from './texts.ts';

export function GiveConsent({ partyId, onClose }: PartyProps & { readonly onClose: () => void }): ReactNode {
  const t = useConsentTexts();
  const core = useCoreTexts();
  const run = useRun();
  const act = useAct();
  const [channel, setChannel] = useState<ContactChannel>('phone');
  const [purpose, setPurpose] = useState<ContactPurpose>('advertising');
  const [how, setHow] = useState<EvidenceKind>('phone');
  const [evidence, setEvidence] = useState('');
  const [textVersion, setTextVersion] = useState('');
  const [givenOn, setGivenOn] = useState(() => dayOf(Date.now()));
  const [until, setUntil] = useState('');
  const isBackwards = until !== '' && until < givenOn;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const id = newId();
    const consent = { id, partyId, channel, purpose, how, evidence, textVersion, givenOn };
    const worked = await act(
      () => run(consentGive, { ...consent, validUntil: until === '' ? null : until }),
      {
        done: t('give.done'),
        undo: () => run(consentUndo, { id }),
      },
    );
    if (worked) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': core('act.close') }}
      title={t('give.open')}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <div className={styles.pair}>
          <Select
            label={t('give.channel')}
            allowDeselect={false}
            data={CONTACT_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
            value={channel}
            onChange={(value) => value !== null && setChannel(value)}
          />
          <Select
            label={t('give.purpose')}
            allowDeselect={false}
            data={CONTACT_PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
            value={purpose}
            onChange={(value) => value !== null && setPurpose(value)}
          />
        </div>
        <Select
          label={t('give.how')}
          allowDeselect={false}
          data={EVIDENCE_KINDS.map((value) => ({ value, label: t(`how.${value}`) }))}
          value={how}
          onChange={(value) => value !== null && setHow(value)}
        />
        <TextInput
          label={t('give.evidence')}
          description={t('give.evidenceHint')}
          required
          value={evidence}
          maxLength={500}
          onChange={(event) => setEvidence(event.currentTarget.value)}
        />
        <TextInput
          label={t('give.version')}
          value={textVersion}
          maxLength={60}
          onChange={(event) => setTextVersion(event.currentTarget.value)}
        />
        <div className={styles.pair}>
          <TextInput
            type="date"
            label={t('give.givenOn')}
            required
            value={givenOn}
            onChange={(event) => setGivenOn(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('give.until')}
            min={givenOn}
            error={isBackwards && t('error.consent.backwards.cause')}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </div>
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t('give.cancel')}
          </Button>
          <Button type="submit" disabled={evidence.trim() === '' || givenOn === '' || isBackwards}>
            {t('give.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
