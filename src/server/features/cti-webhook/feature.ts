import type { ServerFeature } from '#server/server-feature.ts';
import { ctiWebhook as shared } from '#shared/features/cti-webhook/feature.ts';
import { adminRoutes, doorRoute } from './admin-routes.ts';
import { operatorCommands } from './operator-commands.ts';
import { DeskHub } from './desk-hub.ts';
import { eventsRoute, webhookRoute } from './routes.ts';
import { createSweeper } from './sweeper.ts';

export const ctiWebhook: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  operatorCommands,
  parts({ store, clock, newId, signals, usersOfLines, linesOfUser, socketTimes, onError }) {
    const hub = new DeskHub({ store, clock, signals, onError, ...socketTimes });
    const admin = { store, clock, newId, linesOfUser };
    const sweeper = createSweeper({ store, clock, onError });
    return {
      services: [sweeper, hub],
      publicRoutes: (app) => webhookRoute(app, { store, clock, usersOfLines, onTaken: sweeper.remember }),
      routes: (app) => {
        eventsRoute(app, hub);
        doorRoute(app, admin);
        adminRoutes(app, admin);
      },
    };
  },
};
