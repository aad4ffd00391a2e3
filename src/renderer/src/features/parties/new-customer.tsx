import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconPlus } from '@tabler/icons-react';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { navigate } from '../../app/router.ts';
import { CreateParty } from './create-party.tsx';
import { usePartyTexts } from './texts.ts';

/** The list of customers offers it with a key of its own. */
export const NEW_CUSTOMER = 'parties.create';

/** A new sheet, from whatever screen. */
export function NewCustomer(): ReactNode {
  const t = usePartyTexts();
  const [isOpen, setOpen] = useState(false);
  useNamedAct({
    id: NEW_CUSTOMER,
    name: t('act.create'),
    also: t('act.createAlso'),
    icon: IconPlus,
    run: () => setOpen(true),
  });
  if (!isOpen) return null;
  return (
    <CreateParty
      name=""
      number=""
      onClose={() => setOpen(false)}
      onChosen={({ id }) => {
        setOpen(false);
        navigate(`/customers/${id}`);
      }}
    />
  );
}
