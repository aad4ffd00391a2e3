import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconChecks, IconSitemap } from '@tabler/icons-react';
import { partyEdit } from '#shared/features/parties/commands.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import type { PartyDetails, UnitLine } from '#shared/features/parties/contract.ts';
import { partyTable } from '#shared/features/parties/model.ts';
import { noonOf } from '#shared/kernel/day.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { EditInPlace } from '../../ui/edit-in-place.tsx';
import type { EditField, EditValues } from '../../ui/edit-in-place.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { HiddenField, useIsHidden } from '../../ui/hidden-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './details-panel.module.css';
import { PlaceParty } from './place-party.tsx';
import { usePartyTexts } from './texts.ts';

const birthField = { table: partyTable, column: 'birth_date' };

/** Customer number, birth date, when the data was last compared with the customer; of an organisation its branches. */
export function DetailsPanel({ partyId }: PartyProps): ReactNode {
  const t = usePartyTexts();
  const { value: details, error } = useQuery(partiesContract, 'details', { id: partyId }, [partyTable.name]);
  if (error !== undefined) return <ErrorNote error={error} />;
  if (details === null) return null;
  return (
    <Panel title={t('details.title')} action={details && <Checked {...{ partyId, details }} />}>
      {details && (
        <>
          <Facts {...{ partyId, details }} />
          {details.kind === 'organisation' && <Place {...{ partyId, details }} />}
        </>
      )}
    </Panel>
  );
}

interface Props extends PartyProps {
  readonly details: PartyDetails;
}

/** One key says that all of it was gone through with the customer. */
function Checked({ partyId, details: { checkedOn } }: Props): ReactNode {
  const t = usePartyTexts();
  const run = useRun();
  const act = useAct();
  const set = (at: number | null): Promise<void> =>
    run(partyEdit, { id: partyId, patch: { checked_on: at } });
  return (
    <Button
      variant="subtle"
      leftSection={<IconChecks size={16} />}
      onClick={() =>
        void act(() => set(Date.now()), { done: t('details.checked'), undo: () => set(checkedOn) })
      }
    >
      {t('details.check')}
    </Button>
  );
}

function Facts({ partyId, details }: Props): ReactNode {
  const t = usePartyTexts();
  const format = useFormat();
  const run = useRun();
  const isBirthHidden = useIsHidden(birthField);
  const { kind, customerNo, birthDate, checkedOn } = details;
  const fieldOf = (name: 'customer_no' | 'birth_date', value: string | null): EditField => ({
    ...{ name, label: t(`words.field.party.${name}`), value: value ?? '' },
    ...(name === 'birth_date' && { isDay: true }),
  });
  const save = (name: 'customer_no' | 'birth_date', before: string | null) => async (changed: EditValues) => {
    const set = (value: string | null): Promise<void> =>
      run(partyEdit, { id: partyId, patch: { [name]: value } });
    await set(changed[name]?.trim() || null);
    return () => set(before);
  };
  const none = <span className={styles.missing}>{t('details.none')}</span>;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('words.field.party.customer_no')}</dt>
        <dd>
          <EditInPlace
            label={t('words.field.party.customer_no')}
            fields={[fieldOf('customer_no', customerNo)]}
            onSave={save('customer_no', customerNo)}
          >
            {customerNo ?? none}
          </EditInPlace>
        </dd>
      </div>
      {kind === 'person' && (
        <div>
          <dt>{t('words.field.party.birth_date')}</dt>
          <dd>
            {isBirthHidden ? (
              <HiddenField {...birthField} />
            ) : (
              <EditInPlace
                label={t('words.field.party.birth_date')}
                fields={[fieldOf('birth_date', birthDate)]}
                onSave={save('birth_date', birthDate)}
              >
                {birthDate === null ? none : format.date(noonOf(birthDate))}
              </EditInPlace>
            )}
          </dd>
        </div>
      )}
      <div>
        <dt>{t('words.field.party.checked_on')}</dt>
        <dd>
          {checkedOn === null ? (
            <span className={styles.missing}>{t('details.never')}</span>
          ) : (
            format.date(checkedOn)
          )}
        </dd>
      </div>
    </dl>
  );
}

/** "Kessler Gruppe › Niederlassung Köln", and what is right below. */
function Place({ partyId, details }: Props): ReactNode {
  const t = usePartyTexts();
  const [placing, setPlacing] = useState(false);
  const { above, below, unit } = details;
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>{t('words.field.party.parent_id')}</dt>
          <dd className={styles.path}>
            {above.length === 0 ? (
              <span className={styles.missing}>{t('details.alone')}</span>
            ) : (
              above.map(({ id, name }) => (
                <a key={id} href={hrefOf(`/customers/${id}`)}>
                  {name}
                </a>
              ))
            )}
            {unit !== null && <span>{t(`words.value.party.unit.${unit}`)}</span>}
            <Button variant="subtle" leftSection={<IconSitemap size={16} />} onClick={() => setPlacing(true)}>
              {t('details.place')}
            </Button>
          </dd>
        </div>
      </dl>
      {below.length > 0 && (
        <Rows label={t('details.below')}>
          {below.map((line) => (
            <Unit key={line.id} line={line} />
          ))}
        </Rows>
      )}
      {placing && <PlaceParty {...{ partyId, details }} onClose={() => setPlacing(false)} />}
    </>
  );
}

function Unit({ line: { id, name, unit } }: { readonly line: UnitLine }): ReactNode {
  const t = usePartyTexts();
  return (
    <Row
      title={<a href={hrefOf(`/customers/${id}`)}>{name}</a>}
      detail={unit === null ? undefined : t(`words.value.party.unit.${unit}`)}
    />
  );
}
