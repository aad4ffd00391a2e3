import type { ReactNode } from 'react';
import { Select, TextInput } from '@mantine/core';
import { z } from 'zod';
import { consentGive, consentUndo } from '#shared/features/consents/commands.ts';
import { EVIDENCE_KINDS } from '#shared/features/consents/model.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { CONTACT_CHANNELS, CONTACT_PURPOSES } from '#shared/permission/contact-permission.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { DaySpan, daySpanField, isSpan, lastDayOf } from '../../ui/day-span.tsx';
import { FieldPair } from '../../ui/field-pair.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useDraftField, useFormDraft } from '../../ui/form-draft.ts';
import { useAct } from '../../ui/use-act.ts';
import { useConsentTexts } from './texts.ts';

export function GiveConsent({ partyId, onClose }: PartyProps & { readonly onClose: () => void }): ReactNode {
  const t = useConsentTexts();
  const run = useRun();
  const act = useAct();
  const draft = useFormDraft('consents.give', partyId);
  const [channel, setChannel] = useDraftField(draft, 'channel', z.enum(CONTACT_CHANNELS), 'phone');
  const [purpose, setPurpose] = useDraftField(draft, 'purpose', z.enum(CONTACT_PURPOSES), 'advertising');
  const [how, setHow] = useDraftField(draft, 'how', z.enum(EVIDENCE_KINDS), 'phone');
  const [evidence, setEvidence] = useDraftField(draft, 'evidence', z.string(), '');
  const [textVersion, setTextVersion] = useDraftField(draft, 'textVersion', z.string(), '');
  const [span, setSpan] = useDraftField(draft, 'span', daySpanField, () => ({
    since: dayOf(Date.now()),
    until: '',
  }));

  const submit = (): Promise<boolean> => {
    const id = newId();
    const consent = { id, partyId, channel, purpose, how, evidence, textVersion, givenOn: span.since };
    return act(() => run(consentGive, { ...consent, validUntil: lastDayOf(span) }), {
      done: t('give.done'),
      undo: () => run(consentUndo, { id }),
    });
  };
  return (
    <FormDialog
      title={t('give.open')}
      submit={t('give.submit')}
      isReady={evidence.trim() !== '' && isSpan(span)}
      onSubmit={submit}
      onClose={onClose}
      draft={draft}
    >
      <FieldPair>
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
      </FieldPair>
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
      <DaySpan
        span={span}
        onChange={setSpan}
        since={t('give.givenOn')}
        until={t('give.until')}
        backwards={t('error.consent.backwards.cause')}
      />
    </FormDialog>
  );
}
