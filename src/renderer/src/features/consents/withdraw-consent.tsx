import type { ReactNode } from 'react';
import { Select, TextInput } from '@mantine/core';
import { z } from 'zod';
import { consentRestore, consentWithdraw } from '#shared/features/consents/commands.ts';
import type { ConsentLine } from '#shared/features/consents/contract.ts';
import { EVIDENCE_KINDS } from '#shared/features/consents/model.ts';
import { useRun } from '../../api/run-command.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useDraftField, useFormDraft } from '../../ui/form-draft.ts';
import { useAct } from '../../ui/use-act.ts';
import { useConsentTexts } from './texts.ts';

interface Props {
  readonly consent: ConsentLine;
  readonly onClose: () => void;
}

/** By which way it was taken back, and what proves it: Enter is enough for whoever has just said so on the phone. */
export function WithdrawConsent({ consent: { id, channel, purpose }, onClose }: Props): ReactNode {
  const t = useConsentTexts();
  const run = useRun();
  const act = useAct();
  const draft = useFormDraft('consents.withdraw', id);
  const [how, setHow] = useDraftField(draft, 'how', z.enum(EVIDENCE_KINDS), 'phone');
  const [evidence, setEvidence] = useDraftField(draft, 'evidence', z.string(), '');
  const submit = (): Promise<boolean> =>
    act(() => run(consentWithdraw, { id, how, evidence: evidence.trim() }), {
      done: t('withdraw.done'),
      undo: () => run(consentRestore, { id }),
    });
  return (
    <FormDialog
      title={t('withdraw.open')}
      submit={t('withdraw.submit')}
      isReady
      onSubmit={submit}
      onClose={onClose}
      draft={draft}
    >
      <p>{t('withdraw.what', { channel: t(`channel.${channel}`), purpose: t(`purpose.${purpose}`) })}</p>
      <Select
        label={t('withdraw.how')}
        allowDeselect={false}
        data={EVIDENCE_KINDS.map((value) => ({ value, label: t(`how.${value}`) }))}
        value={how}
        onChange={(value) => value !== null && setHow(value)}
      />
      <TextInput
        label={t('withdraw.evidence')}
        description={t('withdraw.evidenceHint')}
        value={evidence}
        maxLength={500}
        data-autofocus
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
