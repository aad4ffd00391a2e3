import { useEffect, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useTicketTexts } from './texts.ts';
import styles from './ticket-kinds.module.css';

interface Props {
  readonly label: string;
  readonly shown: string;
  /** An empty name means the product's own. */
  readonly mayBeEmpty: boolean;
  readonly onRename: (typed: string) => Promise<void>;
  readonly onClose: () => void;
}

export function RenameTerm({ label, shown, mayBeEmpty, onRename, onClose }: Props): ReactNode {
  const t = useTicketTexts();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const [typed, setTyped] = useState(shown);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void onRename(typed);
  };
  return (
    <form className={styles.rename} onSubmit={submit}>
      <TextInput
        ref={field}
        aria-label={label}
        value={typed}
        maxLength={60}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <Button type="submit" disabled={!mayBeEmpty && typed.trim() === ''}>
        {t('kinds.save')}
      </Button>
      <Button variant="default" onClick={onClose}>
        {t('kinds.cancel')}
      </Button>
    </form>
  );
}
