import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { ContactLine, PartyHead } from '#shared/features/parties/contract.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import type { ChosenParty } from '../../slots/slots.ts';
import styles from './form.module.css';
import { PartyPicker } from './party-picker.tsx';
import { usePartyTexts } from './texts.ts';
import { useCorrect } from './use-correct.ts';
import type { How } from './use-correct.ts';

interface Props {
  readonly party: PartyHead;
  readonly contact?: ContactLine | undefined;
  /** Whose attribution was wrong; it goes to whoever is chosen. */
  readonly call?: LiveCall | undefined;
  /** With who it was, where it has been put right. */
  readonly onClose: (who?: ChosenParty) => void;
}

/** "It was not Erika": who it was, and what that says of the number. */
export function CorrectDialog({ party, contact, call, onClose }: Props): ReactNode {
  const t = usePartyTexts();
  const core = useCoreTexts();
  const correct = useCorrect();
  const choices: readonly How[] = [
    ...(contact ? (['move', 'share', 'former'] as const) : []),
    ...(call ? (['call'] as const) : []),
  ];
  const [how, setHow] = useState<How>(choices[0] ?? 'call');
  const [who, setWho] = useState<ChosenParty | null>(null);
  const isReady = who !== null || how === 'former';

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isReady && (await correct({ party, contact, call, how, who }))) onClose(who ?? undefined);
  };
  return (
    <Modal
      opened
      onClose={() => onClose()}
      title={t('wrong.title')}
      closeButtonProps={{ 'aria-label': core('act.close') }}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <p>
          {contact
            ? t('wrong.number', { number: contact.raw, name: party.name })
            : t('wrong.call', { name: party.name })}
        </p>
        <PartyPicker label={t('wrong.who')} chosen={who} onChange={setWho} except={party.id} hasFocus />
        {choices.length > 1 && (
          <fieldset className={styles.choices}>
            <legend>{t('wrong.what')}</legend>
            {choices.map((choice) => (
              <label key={choice}>
                <input
                  type="radio"
                  name="how"
                  value={choice}
                  checked={how === choice}
                  onChange={() => setHow(choice)}
                />
                {t(`wrong.how.${choice}`, { name: party.name })}
              </label>
            ))}
          </fieldset>
        )}
        {how !== 'call' && <p>{t('wrong.everywhere')}</p>}
        <div className={styles.acts}>
          <Button variant="subtle" onClick={() => onClose()}>
            {core('act.cancel')}
          </Button>
          <Button type="submit" variant="filled" disabled={!isReady}>
            {t('wrong.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
