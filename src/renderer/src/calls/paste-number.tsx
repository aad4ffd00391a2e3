import { useState } from 'react';
import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { numbersInText } from '#shared/phone/numbers-in-text.ts';
import { navigate } from '../app/router.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';

/** Takes a number, or the text it stands in, to the dial screen. What is pasted into an empty field is taken at once. */
export function PasteNumber({ hasFocus }: { readonly hasFocus: boolean }): ReactNode {
  const t = useCoreTexts();
  const [text, setText] = useState('');
  const [isNone, setNone] = useState(false);

  const take = (typed: string): void => {
    const numbers = numbersInText(typed);
    setNone(numbers.length === 0);
    if (numbers.length > 0) navigate(`/dial/${encodeURIComponent(numbers.join(','))}/clipboard`);
  };
  return (
    <TextInput
      label={t('dial.paste')}
      description={t('dial.pasteHint')}
      error={isNone && t('dial.noneTyped')}
      value={text}
      maw="32rem"
      mt="md"
      autoComplete="off"
      spellCheck={false}
      ref={hasFocus ? focusOnce : undefined}
      onChange={(event) => {
        setText(event.currentTarget.value);
        setNone(false);
      }}
      onPaste={(event) => {
        if (text !== '') return;
        event.preventDefault();
        const pasted = event.clipboardData.getData('text/plain');
        setText(pasted.replace(/\s+/g, ' ').trim().slice(0, 200));
        take(pasted);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && text.trim() !== '') take(text);
      }}
    />
  );
}

const focusOnce = (field: HTMLInputElement | null): void => field?.focus();
