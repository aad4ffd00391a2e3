import { randomInt } from 'node:crypto';
import type { ServerFeature } from '#server/server-feature.ts';
import { administration as shared } from '#shared/features/administration/feature.ts';
import { administrationRoutes } from './routes.ts';

export const administration: ServerFeature = {
  shared,
  parts: (ports) => ({
    routes: (app) => administrationRoutes(app, { ...ports, random: randomInt }),
  }),
};
