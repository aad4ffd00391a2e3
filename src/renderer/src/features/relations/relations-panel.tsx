import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconPencil, IconPlus, IconSitemap } from '@tabler/icons-react';
import { relationsContract } from '#shared/features/relations/contract.ts';
import type { AffiliationLine, OtherParty, RelationshipLine } from '#shared/features/relations/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { AddRelation } from './add-relation.tsx';
import { EditAffiliation } from './edit-affiliation.tsx';
import { EditRelationship } from './edit-relationship.tsx';
import { EndButton } from './end-button.tsx';
import { relationTables } from './tables.ts';
import { useRelationTexts } from './texts.ts';
import { useDays } from './use-days.ts';

/** Who belongs to whom: people of an organisation, places of a person, payers, guardians, partners. */
export function RelationsPanel({ partyId }: PartyProps): ReactNode {
  const t = useRelationTexts();
  const [adding, setAdding] = useState(false);
  const { value, error } = useQuery(relationsContract, 'ofParty', { partyId }, relationTables);
  const count = value && value.people.length + value.places.length + value.relationships.length;
  return (
    <Panel
      title={t('panel')}
      count={count}
      action={
        <Button variant="subtle" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          {t('add.open')}
        </Button>
      }
    >
      {error !== undefined && <ErrorNote error={error} />}
      {count === 0 && <EmptyState icon={IconSitemap} title={t('none')} hint={t('noneHint')} />}
      {value && value.people.length > 0 && (
        <Rows label={t('people')}>
          {value.people.map((line) => (
            <PersonRow key={line.id} line={line} />
          ))}
        </Rows>
      )}
      {value && value.places.length > 0 && (
        <Rows label={t('places')}>
          {value.places.map((line) => (
            <HouseRow key={line.id} line={line} />
          ))}
        </Rows>
      )}
      {value && value.relationships.length > 0 && (
        <Rows label={t('relationships')}>
          {value.relationships.map((line) => (
            <RelationshipRow key={line.id} line={line} />
          ))}
        </Rows>
      )}
      {adding && <AddRelation partyId={partyId} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

interface PlaceProps {
  readonly line: AffiliationLine;
}

function PersonRow({ line }: PlaceProps): ReactNode {
  return <PlaceRow line={line} other={line.person} />;
}

function HouseRow({ line }: PlaceProps): ReactNode {
  return <PlaceRow line={line} other={line.organisation} />;
}

function PlaceRow({ line, other }: PlaceProps & { readonly other: OtherParty }): ReactNode {
  const t = useRelationTexts();
  const days = useDays(line);
  const [editing, setEditing] = useState(false);
  const detail = [
    line.job,
    line.department?.name,
    line.reportsTo && t('reportsTo', { name: line.reportsTo.name }),
    ...days,
  ];
  return (
    <>
      <Row
        title={<a href={hrefOf(`/customers/${other.id}`)}>{other.name}</a>}
        detail={detail.filter(Boolean).join(' · ')}
        acts={
          <>
            <EditButton name={other.name} onClick={() => setEditing(true)} />
            {line.until === null && <EndButton id={line.id} name={line.person.name} />}
          </>
        }
      />
      {editing && <EditAffiliation line={line} onClose={() => setEditing(false)} />}
    </>
  );
}

function RelationshipRow({ line }: { readonly line: RelationshipLine }): ReactNode {
  const t = useRelationTexts();
  const days = useDays(line);
  const [editing, setEditing] = useState(false);
  const what = t(line.side === 'to' ? `kind.${line.kind}` : `is.${line.kind}`);
  return (
    <>
      <Row
        title={<a href={hrefOf(`/customers/${line.other.id}`)}>{line.other.name}</a>}
        detail={[what, line.note, ...days].filter(Boolean).join(' · ')}
        acts={<EditButton name={line.other.name} onClick={() => setEditing(true)} />}
      />
      {editing && <EditRelationship line={line} onClose={() => setEditing(false)} />}
    </>
  );
}

function EditButton({ name, onClick }: { readonly name: string; readonly onClick: () => void }): ReactNode {
  const t = useRelationTexts();
  return <IconButton icon={IconPencil} label={t('edit.open', { name })} onClick={onClick} />;
}
