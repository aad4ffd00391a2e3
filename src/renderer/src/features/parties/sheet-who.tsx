import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconPencil } from '@tabler/icons-react';
import type { PartyHead } from '#shared/features/parties/contract.ts';
import { PARTY_STATUSES, partyTable } from '#shared/features/parties/model.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { colleaguePicker, thingAct } from '../../slots/slots.ts';
import { EditInPlace } from '../../ui/edit-in-place.tsx';
import type { EditValues } from '../../ui/edit-in-place.tsx';
import { HiddenField, useIsHidden } from '../../ui/hidden-field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { partyIcon } from './party-icon.ts';
import styles from './sheet-header.module.css';
import { usePartyTexts } from './texts.ts';
import { useEditParty } from './use-edit-party.ts';

interface Props {
  readonly party: PartyHead;
}

/** Name, status, address, owner: each edited where it stands. */
export function SheetWho({ party }: Props): ReactNode {
  const t = usePartyTexts();
  const { edit } = useEditParty(party);
  const Icon = partyIcon[party.kind];
  const place = [party.postalCode, party.city].filter(Boolean).join(' ');
  const address = [party.street, place].filter(Boolean).join(', ');
  const hasName = (values: EditValues): EditValues =>
    values['name']?.trim() === '' ? { name: t('edit.nameMissing') } : {};
  return (
    <div className={styles.who}>
      <span className={styles.icon} title={t(`kind.${party.kind}`)}>
        <Icon size={20} aria-hidden />
      </span>
      <div className={styles.lines}>
        <div className={styles.name}>
          <EditInPlace
            label={t('words.field.party.name')}
            fields={[
              { name: 'name', label: t('words.field.party.name'), value: party.name },
              {
                name: 'status',
                label: t('words.field.party.status'),
                value: party.status,
                choices: PARTY_STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
              },
            ]}
            check={hasName}
            onSave={edit}
          >
            <h1>
              {party.name}
              {party.status === 'prospect' && <Mark>{t('status.prospect')}</Mark>}
            </h1>
          </EditInPlace>
          <SlotOutlet slot={thingAct} with={{ thing: { type: 'party', id: party.id }, name: party.name }} />
        </div>
        <div className={styles.facts}>
          <span>{t(`kind.${party.kind}`)}</span>
          {party.customerNo && <span>{t('customerNo', { number: party.customerNo })}</span>}
          <span>
            <EditInPlace
              label={t('edit.address')}
              fields={[
                { name: 'street', label: t('words.field.party.street'), value: party.street ?? '' },
                {
                  name: 'postal_code',
                  label: t('words.field.party.postal_code'),
                  value: party.postalCode ?? '',
                },
                { name: 'city', label: t('words.field.party.city'), value: party.city ?? '' },
              ]}
              onSave={edit}
            >
              {address || <span className={styles.missing}>{t('edit.noAddress')}</span>}
            </EditInPlace>
          </span>
          <span>
            <Owner party={party} />
          </span>
        </div>
      </div>
    </div>
  );
}

function Owner({ party }: Props): ReactNode {
  const t = usePartyTexts();
  const core = useCoreTexts();
  const act = useAct();
  const { setOwner } = useEditParty(party);
  const [choosing, setChoosing] = useState(false);
  const label = t('edit.ownerLabel');
  const choose = async (ownerId: string | null): Promise<void> => {
    setChoosing(false);
    if (ownerId === party.ownerId) return;
    let undo: () => Promise<unknown> = async () => {};
    await act(
      async () => {
        undo = await setOwner(ownerId);
      },
      { done: core('edit.done', { what: label }), undo: () => undo() },
    );
  };
  if (choosing)
    return (
      <SlotOutlet
        slot={colleaguePicker}
        with={{
          label,
          chosenId: party.ownerId,
          onPick: (id) => void choose(id),
          onClose: () => setChoosing(false),
        }}
      />
    );
  return (
    <span className={styles.owner}>
      {party.ownerName === null ? (
        <span className={styles.missing}>{t('edit.noOwner')}</span>
      ) : (
        t('edit.owner', { name: party.ownerName })
      )}
      <IconButton
        icon={IconPencil}
        label={core('edit.open', { what: label })}
        onClick={() => setChoosing(true)}
      />
    </span>
  );
}

const noteField = { table: partyTable, column: 'note' };

/** A note that is kept from this person may say something: it is not passed over as if there were none. */
export function SheetNote({ party }: Props): ReactNode {
  const t = usePartyTexts();
  const { edit } = useEditParty(party);
  const isHidden = useIsHidden(noteField);
  const label = t('words.field.party.note');
  if (isHidden)
    return (
      <p className={styles.note}>
        {label}: <HiddenField {...noteField} />
      </p>
    );
  return (
    <div className={styles.note}>
      <EditInPlace
        label={label}
        fields={[{ name: 'note', label, value: party.note, maxLength: 10_000, multiline: true }]}
        onSave={edit}
      >
        {party.note === '' ? <span className={styles.missing}>{t('edit.noNote')}</span> : party.note}
      </EditInPlace>
    </div>
  );
}
