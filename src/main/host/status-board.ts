import type { DeskStatus, DoorStatus } from '#shared/ipc/status.ts';
import type { LinkState } from '../telephony/telephony-source.ts';

type PbxStatus = DeskStatus['pbx'];

/** What the health of the desk is made of, joined for the status bar. */
export function deskStatus(parts: {
  /** One of each door, `adapter` by its name. */
  readonly links: readonly {
    readonly adapter: string;
    readonly canDial: boolean;
    readonly state: LinkState;
  }[];
  readonly centre: DeskStatus['centre'];
  readonly keyStrength: DeskStatus['keyStrength'];
  readonly leaseDaysLeft?: number | undefined;
}): DeskStatus {
  const links = parts.links.map(({ adapter, canDial, state }): DoorStatus => ({
    ...pbxStatus(state),
    adapter,
    ...(!canDial && { onlyListens: true }),
  }));
  const doors = links
    .filter(({ state }) => state !== 'off')
    .map(({ onlyListens: _onlyListens, ...door }): PbxStatus => door);
  const ready = parts.links.filter(({ state }) => state.stage === 'ready');
  const onlyListens = ready.length > 0 && !ready.some(({ canDial }) => canDial);
  return {
    links,
    pbx: { ...worst(doors), ...(onlyListens && { onlyListens }) },
    centre: parts.centre,
    keyStrength: parts.keyStrength,
    ...(parts.leaseDaysLeft !== undefined && { leaseDaysLeft: parts.leaseDaysLeft }),
  };
}

const WORST_FIRST: readonly PbxStatus['state'][] = ['refused', 'waiting', 'connecting', 'ready'];

/** The light of several doors is that of the one in most need of somebody. */
function worst(doors: readonly PbxStatus[]): PbxStatus {
  const inNeed = WORST_FIRST.map((state) => doors.find((door) => door.state === state));
  return inNeed.find((door) => door !== undefined) ?? { state: 'off' };
}

function pbxStatus(link: LinkState): Omit<DoorStatus, 'adapter'> {
  switch (link.stage) {
    case 'off':
      return { state: 'off' };
    case 'connecting':
    case 'login':
    case 'resync':
      return { state: 'connecting' };
    case 'ready':
      return { state: 'ready' };
    case 'waiting':
      return { state: 'waiting', fault: link.cause.code, detail: link.cause.detail, retryAt: link.retryAt };
    case 'refused':
      return { state: 'refused', fault: link.cause.code, detail: link.cause.detail };
  }
}
