import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { importsContract } from '#shared/features/imports/contract.ts';
import { mayTransfer } from '#shared/features/imports/rights.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import type { ListActsProps } from '../../slots/slots.ts';
import type { de } from './de.ts';
import { ExportForm } from './export-form.tsx';
import { useImportTexts } from './texts.ts';

/** Beside a list: saves what it shows. There may be several on a screen: each is named by its list. */
export function ExportButton({ list: name, title, text, filters }: ListActsProps): ReactNode {
  const t = useImportTexts();
  const core = useCoreTexts();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const { value: lists } = useQuery(importsContract, 'exportLists', {}, [], { enabled: open });
  const list = lists?.find((one) => one.name === name);
  if (!session || !mayTransfer(session)) return null;
  const label = t('export.buttonOf', { list: title ?? t(`list.${name as keyof typeof de.list}`) });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        aria-label={label}
        onClick={() => setOpen(true)}
      >
        {t('export.button')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        closeButtonProps={{ 'aria-label': core('act.close') }}
        title={label}
      >
        {list && <ExportForm list={list} text={text.trim()} filters={filters} />}
      </Modal>
    </>
  );
}
