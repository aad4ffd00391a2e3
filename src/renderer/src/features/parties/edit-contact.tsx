import type { ReactNode } from 'react';
import type { ContactLine } from '#shared/features/parties/contract.ts';
import { CONTACT_STATES } from '#shared/features/parties/model.ts';
import { EditInPlace } from '../../ui/edit-in-place.tsx';
import type { EditValues } from '../../ui/edit-in-place.tsx';
import { usePartyTexts } from './texts.ts';
import { useEditContact } from './use-edit-party.ts';

interface Props {
  readonly contact: ContactLine;
  readonly children: ReactNode;
}

/** A number or address with its label, and whose it is, corrected where it stands. */
export function EditContact({ contact, children }: Props): ReactNode {
  const t = usePartyTexts();
  const { isNumber, edit } = useEditContact(contact);
  const check = ({ raw = '' }: EditValues): EditValues => {
    if (raw.trim() === '') return { raw: t('edit.numberMissing') };
    return isNumber(raw) ? {} : { raw: t('edit.noNumber') };
  };
  return (
    <EditInPlace
      label={contact.raw}
      fields={[
        { name: 'raw', label: t('words.field.contact_point.raw'), value: contact.raw },
        { name: 'label', label: t('words.field.contact_point.label'), value: contact.label, maxLength: 80 },
        {
          ...{ name: 'state', label: t('state.choose'), value: contact.state },
          choices: CONTACT_STATES.map((value) => ({ value, label: t(`state.is.${value}`) })),
        },
      ]}
      check={check}
      onSave={edit}
    >
      {children}
    </EditInPlace>
  );
}
