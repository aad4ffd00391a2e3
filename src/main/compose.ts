import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { composeFeatures } from './compose-features.ts';
import { composeSession } from './compose-session.ts';
import { composeStore, openProfile } from './compose-store.ts';
import type { OpenProfile } from './compose-store.ts';
import { composeSync } from './compose-sync.ts';
import { composeTelephony } from './compose-telephony.ts';
import { composeWindows } from './compose-windows.ts';
import type { DeskSurroundings } from './desk-surroundings.ts';
import { createDeskNews } from './host/desk-news.ts';
import type { IpcRouter } from './ipc/router.ts';
import { signInAtStart } from './session/sign-in-at-start.ts';

/** The desk without a window: telephony, replica, sync, commands, and the one way to ask for them. */
export interface DeskHost extends Service {
  readonly ipc: IpcRouter;
}

/**
 * The composition root: nothing of the desk is created anywhere else than here and in the pieces beside it
 * (`compose-….ts`), which meet here alone. @throws as openProfile; where it throws, nothing is open.
 */
export async function composeDesk(around: DeskSurroundings): Promise<DeskHost> {
  const profile = await openProfile(around);
  try {
    return deskOf(around, profile);
  } catch (error) {
    profile.replica.close();
    throw error;
  }
}

function deskOf(around: DeskSurroundings, profile: OpenProfile): DeskHost {
  const news = createDeskNews();
  const store = composeStore(around, { profile, news });
  const people = composeSession(around, { store });
  const sync = composeSync(around, { store, people });
  const telephony = composeTelephony(around, { store, people, sync, news });
  const house = composeFeatures(around, { store, people, sync, telephony, news });
  const windows = composeWindows(around, { store, people, sync, telephony, house, news });
  sync.follow();

  const { session } = people;
  /** Started in this order, stopped in the other. */
  const services: readonly Service[] = [
    store.unsent,
    sync.lease,
    people.keptRound,
    { start() {}, stop: () => people.browser.stop() },
    sync.engine,
    ...house.parts.flatMap((part) => part.services ?? []),
    windows.popFollower,
    windows.shortcuts,
    telephony.presences,
    telephony.pbxFollower,
    store.warmUp,
  ];
  return {
    ipc: windows.ipc,
    async start() {
      // The house may have made this a shared desk, or one person's, while it was off.
      void session.settleKeeping();
      for (const service of services) await service.start();
      await sync.link.link();
      await signInAtStart(around.options.signIn, {
        session,
        centre: () => store.settings.current().centre.url,
      });
    },
    async stop() {
      try {
        await stopAll(services);
      } finally {
        store.replica.close();
      }
    },
  };
}
