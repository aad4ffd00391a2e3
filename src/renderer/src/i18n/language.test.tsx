import { act, fireEvent, screen } from '@testing-library/react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import { features } from '#renderer/features.ts';
import { render } from '#test/renderer/render.tsx';
import { createLanguage } from './language.tsx';
import { coreNamespace, createTexts } from './setup.ts';
import { useCoreTexts } from './use-core-texts.ts';
import { useFormat } from './use-format.ts';

const Shown = memo((): ReactNode => {
  const t = useCoreTexts();
  const format = useFormat();
  return <p>{`${t('nav.settings')} ${format.number(1234.5)}`}</p>;
});

function Around(): ReactNode {
  const { i18n } = useTranslation();
  return (
    <>
      <Shown />
      <button type="button" onClick={() => void i18n.changeLanguage('en')} />
    </>
  );
}

describe('the chosen language', () => {
  it('is every component’s at once, also of one that nothing else draws anew', async () => {
    render(<Around />);
    expect(screen.getByText('Einstellungen 1.234,5')).toBeTruthy();
    await act(async () => void fireEvent.click(screen.getByRole('button')));
    expect(screen.getByText('Settings 1,234.5')).toBeTruthy();
  });

  it('has one function of texts a namespace, which fills in and counts', () => {
    const language = createLanguage(createTexts(features, 'de'));
    const t = language.texts(coreNamespace);
    expect(language.texts(coreNamespace)).toBe(t);
    expect(language.texts('tickets')).not.toBe(t);
    for (let again = 0; again < 2; again++) {
      expect(t('nav.settings')).toBe('Einstellungen');
      expect(t('pbx.retry', { count: 1 })).not.toBe(t('pbx.retry', { count: 7 }));
    }
  });
});
