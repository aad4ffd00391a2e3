import type { ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { IconButton } from '../../ui/icon-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './administration.module.css';
import { useAdministrationTexts } from './texts.ts';

export interface Given {
  readonly name: string;
  readonly password: string;
}

/** A password while it can be seen; leaving the screen is as good as closing it. */
export function FirstPassword({
  given: { name, password },
  onClose,
}: {
  readonly given: Given;
  readonly onClose: () => void;
}): ReactNode {
  const t = useAdministrationTexts();
  const act = useAct();
  return (
    <div role="status">
      <Panel title={t('given.title')}>
        <div className={styles.body}>
          <p>{t('given.lead', { name })}</p>
          <TextInput
            label={t('given.password')}
            value={password}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
            rightSection={
              <IconButton
                icon={IconCopy}
                label={t('given.copy')}
                onClick={() =>
                  void act(() => navigator.clipboard.writeText(password), { done: t('given.copied') })
                }
              />
            }
          />
          <Button variant="default" onClick={onClose}>
            {t('given.close')}
          </Button>
        </div>
      </Panel>
    </div>
  );
}
