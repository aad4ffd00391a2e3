import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, FileButton, Group, Textarea } from '@mantine/core';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SettingRow } from './setting-row.tsx';
import type { Setting } from './use-setting.ts';

interface Props {
  readonly setting: Setting<string>;
  readonly label: string;
  readonly hint: string;
  readonly rule: string;
}

/** bytes; a bundle of ten certificates is smaller */
const LARGEST_FILE = 40_000;

/** Certificates in PEM: pasted, or out of a file. Saved on leaving the field; what is none stays, and is told. */
export function CertificateField({ setting, ...row }: Props): ReactNode {
  const t = useCoreTexts();
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const [sent, setSent] = useState<string>();
  const send = (text: string): void => {
    setDraft(text);
    setSent(text);
    setting.save(text.trim());
  };
  if (draft !== undefined && draft === sent && setting.state.is === 'saved') {
    setDraft(undefined);
    setSent(undefined);
  }
  const take = async (file: File | null): Promise<void> => {
    // What is larger is no PEM; its beginning shows as much.
    if (file) send(await file.slice(0, LARGEST_FILE).text());
  };
  return (
    <SettingRow id={id} state={setting.state} house={setting.house} {...row}>
      <Textarea
        id={id}
        aria-describedby={`${id}-house ${id}-hint ${id}-told`}
        rows={4}
        value={draft ?? setting.value}
        placeholder="-----BEGIN CERTIFICATE-----"
        error={setting.state.is === 'invalid' || setting.state.is === 'failed'}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => draft !== undefined && draft !== setting.value && draft !== sent && send(draft)}
        onKeyDown={(event) => event.key === 'Escape' && setDraft(undefined)}
      />
      <Group gap="xs" mt={6}>
        <FileButton onChange={(file) => void take(file)} accept=".pem,.crt,.cer">
          {(props) => <Button {...props}>{t('settings.certificateFile')}</Button>}
        </FileButton>
        {setting.value !== '' && (
          <Button variant="default" onClick={() => send('')}>
            {t('settings.certificateRemove')}
          </Button>
        )}
      </Group>
    </SettingRow>
  );
}
