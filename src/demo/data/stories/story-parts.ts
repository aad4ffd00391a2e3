import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import type { ContactArgs } from '#shared/features/parties/contact-commands.ts';
import type { ContactState } from '#shared/features/parties/model.ts';
import type { Outcome } from '#shared/calls/wrap-up.ts';
import { seed } from '../seed-command.ts';
import { phoneContact } from '../spelling.ts';
import type { PartyDraft, World } from '../world.ts';

type StoryParty = Partial<PartyDraft> & Pick<PartyDraft, 'kind' | 'name'>;

/** Puts somebody the stories tell of into the world; lives in Lindental unless said otherwise. */
export function storyParty(world: World, party: StoryParty): PartyDraft {
  const [first, ...rest] = party.name.split(' ');
  const last = rest.join(' ');
  const isPerson = party.kind === 'person';
  const draft: PartyDraft = {
    id: world.context.newId(),
    status: 'customer',
    sortName: isPerson ? `${last}, ${first ?? ''}` : party.name,
    ...(isPerson && { firstName: first, lastName: last }),
    customerNo: null,
    street: null,
    postalCode: '50999',
    city: 'Lindental',
    note: '',
    contacts: [],
    isOfStory: true,
    ...party,
  };
  world.parties.push(draft);
  return draft;
}

/** `e164` as the trunk sends it, with `+`. */
export function phone(
  { context }: World,
  label: string,
  raw: string,
  e164: string,
  state: ContactState = 'own',
): ContactArgs {
  return phoneContact(context.newId, { label, raw, state }, e164.replace('+', ''));
}

interface Contact {
  readonly party: PartyDraft;
  readonly type: 'call' | 'visit' | 'mail' | 'letter' | 'note';
  readonly direction?: 'in' | 'out' | 'none';
  /** A staff id. */
  readonly by: string;
  /** ms before the demo's now. */
  readonly ago: number;
  readonly lasted?: number;
  readonly outcome?: Outcome | null;
  readonly number?: string;
  readonly body: string;
  /** The ticket it belongs to. */
  readonly ticket?: string;
}

/** Returns the interaction's id. */
export function record(world: World, contact: Contact): string {
  const { party, type, direction = 'none', by, ago, lasted, outcome = null, number, body, ticket } = contact;
  const { newId, now } = world.context;
  const id = newId();
  const occurredAt = now - ago;
  world.history.push(
    seed(
      interactionRecord,
      {
        ...{ id, type, direction, partyId: party.id, staffId: by, occurredAt, outcome, body },
        ...(lasted !== undefined && { endedAt: occurredAt + lasted }),
        ...(number !== undefined && { number }),
        ...(ticket !== undefined && { links: [{ linkId: newId(), to: { type: 'ticket', id: ticket } }] }),
      },
      { at: occurredAt },
    ),
  );
  return id;
}
