import { useState } from 'react';
import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { candidates } from '#shared/phone/candidates.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { formatNumber } from '#shared/phone/format.ts';
import { ownHit, partsOfOwn } from '#shared/phone/own-numbers.ts';
import styles from './pbx-profile.module.css';
import { usePbxProfileTexts } from './texts.ts';

const LONGEST = 60;

/** What the numbers as they are typed now mean, before they reach every desk. */
export function NumberEffect({ profile }: { readonly profile: DialProfile }): ReactNode {
  const t = usePbxProfileTexts();
  const [raw, setRaw] = useState('');
  const own = profile.ownNumbers ?? [];
  return (
    <div className={styles.effect}>
      {own.length > 0 && (
        <ul>
          {own.map((number) => (
            <li key={number}>
              <OwnWords number={number} country={profile.country} />
            </li>
          ))}
        </ul>
      )}
      <TextInput
        label={t('try.label')}
        description={t('try.hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={raw}
        maxLength={LONGEST}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setRaw(event.currentTarget.value)}
      />
      <p aria-live="polite">{raw.trim() !== '' && <TriedWords raw={raw} profile={profile} />}</p>
      <p className={styles.soft}>{t('try.more')}</p>
    </div>
  );
}

function OwnWords({ number, country }: { readonly number: string; readonly country: string }): ReactNode {
  const t = usePbxProfileTexts();
  const { stem, places } = partsOfOwn(number);
  const display = formatNumber(stem, { country });
  return places === 0
    ? t('ownNumbers.single', { number: display })
    : t('ownNumbers.range', { number: display, first: '0'.repeat(places), last: '9'.repeat(places) });
}

function TriedWords({ raw, profile }: { readonly raw: string; readonly profile: DialProfile }): ReactNode {
  const t = usePbxProfileTexts();
  const { country, ownNumbers } = profile;
  const found = candidates(raw, profile);
  if (found.kind === 'none') return t('try.none');
  if (found.kind === 'internal') return t('try.internal', { extension: found.digits });
  const own = ownHit(found.digits, ownNumbers);
  const [number = '', ...others] = found.digits.map((digits) => formatNumber(digits, { country }));
  if (!own)
    return others.length === 0
      ? t('try.outside', { number })
      : t('try.outsideOr', { number, others: others.join(', ') });
  const display = formatNumber(own.digits, { country });
  return own.extension === ''
    ? t('try.ownMain', { number: display })
    : t('try.ownExtension', { number: display, extension: own.extension });
}
