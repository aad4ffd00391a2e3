import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { isByRule } from '#shared/calls/call-facts.ts';
import { useCalls } from '../../api/desk-state.tsx';
import type { CallProps } from '../../slots/slots.ts';
import { Panel } from '../../ui/panel.tsx';
import styles from './attach-panel.module.css';
import { CreateParty } from './create-party.tsx';
import { PartyRow } from './party-row.tsx';
import { usePartyTexts } from './texts.ts';
import { numberOf, useAttach } from './use-attach.ts';
import { useSearch } from './use-search.ts';

const MOST = 8;

/** For a caller nobody knows: search among the customers first, create one second. Not for whom a number rule sorts out. */
export function AttachPanel({ callId }: CallProps): ReactNode {
  const t = usePartyTexts();
  const call = useCalls().find(({ id }) => id === callId);
  const number = numberOf(call);
  const { attach } = useAttach(callId, call);
  const [text, setText] = useState('');
  const [creating, setCreating] = useState(false);
  const { value: hits } = useSearch(text, MOST, text.trim() !== '');
  const searching = text.trim() !== '';
  if (call && isByRule(call.match)) return null;
  const candidates = call?.match.candidates.filter(({ ref }) => ref.type === 'party') ?? [];
  const { people = [], former = [] } = call?.match ?? {};
  return (
    <Panel title={t('attach.title')}>
      <div className={styles.body}>
        {candidates.map((card) => (
          <Button
            key={card.ref.id}
            onClick={() => void attach({ id: card.ref.id, name: card.name }, { remember: false })}
          >
            {[card.name, card.detail].filter(Boolean).join(' · ')}
          </Button>
        ))}
        {people.length > 0 && (
          <ul className={styles.people} aria-label={t('attach.people')}>
            {people.map(({ ref, name, detail, place }) => (
              <li key={ref.id}>
                <strong>{name}</strong>
                <span>{[place, detail].filter(Boolean).join(' · ')}</span>
                <Button
                  variant="light"
                  aria-label={`${t('extension.remember')}: ${name}`}
                  onClick={() => void attach({ id: ref.id, name }, { remember: true })}
                >
                  {t('extension.remember')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {former.length > 0 && (
          <ul className={styles.people} aria-label={t('attach.former')}>
            {former.map(({ ref, name, detail }) => (
              <li key={ref.id}>
                <strong>{name}</strong>
                <span>{[t('state.former'), detail].filter(Boolean).join(' · ')}</span>
                <Button
                  variant="light"
                  onClick={() => void attach({ id: ref.id, name }, { remember: false })}
                >
                  {t('attach.choose')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <TextInput
          label={t('attach.search')}
          placeholder={t('attach.placeholder')}
          description={number === undefined ? t('attach.hintWithheld') : t('attach.hint', { number })}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {searching && (
        <ul className={styles.hits} aria-label={t('list.hits')}>
          {hits?.map((hit) => (
            <PartyRow
              key={hit.id}
              hit={hit}
              act={
                <Button variant="light" onClick={() => void attach(hit, { remember: true })}>
                  {t(number === undefined ? 'attach.choose' : 'attach.attach')}
                </Button>
              }
            />
          ))}
          {hits?.length === 0 && <li className={styles.none}>{t('list.none', { text })}</li>}
        </ul>
      )}
      <div className={styles.create}>
        <Button variant="subtle" leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
          {t('attach.create')}
        </Button>
        <span>{t('attach.createHint')}</span>
      </div>
      {creating && (
        <CreateParty
          name={text}
          number={number ?? ''}
          onClose={() => setCreating(false)}
          onChosen={(party) => {
            setCreating(false);
            // A new one has been created with the number.
            void attach(party, { remember: !party.isNew });
          }}
        />
      )}
    </Panel>
  );
}
