import { randomUUID } from 'node:crypto';

import type { SetupFinding, SetupItem } from '#shared/calls/setup-finding.ts';

import { listCommands, originateNowhere } from './actions.ts';
import type { Clock } from '../link/clock.ts';
import type { AmiConnection } from './connection.ts';
import { field } from './frame.ts';
import type { AmiFrame } from './frame.ts';

/** What the events of one login have shown of the manager user's rights. */
export interface SetupWatch {
  /** Every event heard. */
  frame(frame: AmiFrame): void;
  /** Classes of the events heard: only those the user may read are sent. */
  readonly classes: ReadonlySet<string>;
  /** Names of the channel variables that came with the latest channel; undefined until a channel was told of. */
  readonly variables: ReadonlySet<string> | undefined;
  /** Whether an event tells of this channel within `ms`; `cancel` settles it at once. */
  channel(uniqueid: string, ms: number): { readonly told: Promise<boolean>; readonly cancel: () => void };
}

export function createSetupWatch(clock: Clock): SetupWatch {
  const classes = new Set<string>();
  const awaited = new Map<string, () => void>();
  let variables: ReadonlySet<string> | undefined;

  return {
    classes,
    get variables() {
      return variables;
    },
    frame(frame) {
      const [category = ''] = field(frame, 'privilege').split(',', 1);
      if (classes.size < CLASSES) classes.add(category);
      // One event with a whole channel block in it tells them all, the empty ones too.
      if (frame.event === 'newchannel') variables = new Set(Object.keys(frame.variables[''] ?? {}));
      if (awaited.size > 0) awaited.get(field(frame, 'uniqueid'))?.();
    },
    channel(uniqueid, ms) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const settle = (told: boolean): void => {
        stopWaiting();
        awaited.delete(uniqueid);
        resolve(told);
      };
      const stopWaiting = clock.after(ms, () => settle(false));
      awaited.set(uniqueid, () => settle(true));
      return { told: promise, cancel: () => settle(false) };
    },
  };
}

/** AMI has 19 classes; anything beyond is garbage. */
const CLASSES = 32;

export interface SetupCheckParts {
  readonly connection: Pick<AmiConnection, 'request'>;
  readonly watch: SetupWatch;
  /** Manager user: its section of manager.conf. */
  readonly user: string;
  /** How long the PBX has to tell of the test channel, ms. */
  readonly waitMs: number;
}

const READ = 'read = call,agent';
const WRITE = 'write = originate,reporting';
/** What hanging up and transferring from the desk needs beside the rest. */
const WRITE_CONTROL = 'write = originate,reporting,call';
const CHANNEL_VARS = 'channelvars = DID,CALLERID(pres),CALLERID(dnid)';
const VARIABLES = [
  ['channelvars.did', 'DID'],
  ['channelvars.presentation', 'CALLERID(pres)'],
  ['channelvars.dnid', 'CALLERID(dnid)'],
] as const;

/**
 * What the manager user and manager.conf lack, found without ringing a phone.
 *
 * Write rights: ListCommands names just the actions the user may send. Read rights: AMI tells nobody which events it
 * keeps from him, so that a channel is made that leads nowhere; who may not read of calls never hears of it. With the
 * channel come the variables of `channelvars`, or they do not. The class `agent` shows itself with the first queue
 * call and cannot be provoked. Measured on Asterisk 22 (test/pbx/setup-check).
 */
export async function checkSetup({
  connection,
  watch,
  user,
  waitMs,
}: SetupCheckParts): Promise<readonly SetupFinding[]> {
  const own = `[${user}]`;
  const finding = (item: SetupItem, state: SetupFinding['state'], section: string, line: string) => ({
    item,
    state,
    section,
    line,
  });

  const answer = await connection.request(listCommands);
  const may = (action: string): SetupFinding['state'] => {
    if (!answer.ok) return 'unproved';
    return Object.hasOwn(answer.frame.fields, action) ? 'ok' : 'missing';
  };
  const reporting = may('getvar') === 'ok' ? may('coreshowchannels') : may('getvar');
  const mayControl = may('hangup') === 'ok' ? may('blindtransfer') : may('hangup');
  const told = watch.variables ? 'ok' : await tellsOfChannels(connection, watch, waitMs);

  return [
    finding('read.call', watch.classes.has('call') ? 'ok' : told, own, READ),
    finding('read.agent', watch.classes.has('agent') ? 'ok' : 'unproved', own, READ),
    finding('write.originate', may('originate'), own, WRITE),
    finding('write.reporting', reporting, own, WRITE),
    finding('write.call', mayControl === 'missing' ? 'optional' : mayControl, own, WRITE_CONTROL),
    ...VARIABLES.map(([item, name]) => {
      const { variables } = watch;
      const state = variables === undefined ? 'unproved' : variables.has(name) ? 'ok' : 'missing';
      return finding(item, state, '[general]', CHANNEL_VARS);
    }),
  ];
}

/** `unproved`: no channel could be made, so that nothing was to be heard. */
async function tellsOfChannels(
  connection: Pick<AmiConnection, 'request'>,
  watch: SetupWatch,
  waitMs: number,
): Promise<SetupFinding['state']> {
  const id = `rufblatt-check-${randomUUID()}`;
  // Listening begins first: the PBX may tell of the channel before it answers.
  const channel = watch.channel(id, waitMs);
  const answer = await connection.request(originateNowhere(id));
  if (!answer.ok) channel.cancel();
  const told = await channel.told;
  if (told) return 'ok';
  return answer.ok ? 'missing' : 'unproved';
}
