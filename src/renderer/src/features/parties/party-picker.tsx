import { useEffect, useEffectEvent, useState } from 'react';
import type { ReactNode } from 'react';
import { Combobox, InputBase, useCombobox } from '@mantine/core';
import type { PartyPickerProps } from '../../slots/slots.ts';
import { usePartyTexts } from './texts.ts';
import { useSearch } from './use-search.ts';

const MOST = 8;

interface Props extends PartyPickerProps {
  /** Where a dialogue opens with it. */
  readonly hasFocus?: boolean;
}

/** One field: type, arrow keys, Enter. What was chosen stands in it until something else is typed. */
export function PartyPicker({ label, chosen, onChange, except, hasFocus }: Props): ReactNode {
  const t = usePartyTexts();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [text, setText] = useState(chosen?.name ?? '');
  const typed = text.trim();
  const { value } = useSearch(typed, MOST, typed !== '' && chosen === null);
  const hits = value?.filter(({ id }) => id !== except) ?? [];
  // Whoever types the whole name and Enter means the first of what was found, and it is found after the last key.
  const found = hits.map(({ id }) => id).join(' ');
  const selectFirst = useEffectEvent(() => combobox.selectFirstOption());
  useEffect(() => {
    if (found !== '') selectFirst();
  }, [found]);
  return (
    <Combobox
      store={combobox}
      // Within the dialogue it stands in: nothing of it is outside every landmark.
      withinPortal={false}
      onOptionSubmit={(id) => {
        const hit = hits.find((other) => other.id === id);
        if (!hit) return;
        onChange({ id: hit.id, name: hit.name });
        setText(hit.name);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <InputBase
          label={label}
          data-autofocus={hasFocus || undefined}
          placeholder={t('attach.placeholder')}
          value={text}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            if (chosen) onChange(null);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === '' || chosen !== null}>
        <Combobox.Options aria-label={t('list.hits')}>
          {hits.map((hit) => (
            <Combobox.Option key={hit.id} value={hit.id}>
              {[hit.name, hit.city, hit.customerNo].filter(Boolean).join(' · ')}
            </Combobox.Option>
          ))}
          {value !== undefined && hits.length === 0 && (
            <Combobox.Empty>{t('list.none', { text: typed })}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
