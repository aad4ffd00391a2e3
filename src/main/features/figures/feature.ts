import { mayLead } from '#shared/access/leading.ts';
import { figuresContract } from '#shared/features/figures/contract.ts';
import { figures as shared } from '#shared/features/figures/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { MainFeature } from '../../host/host.ts';
import { teamFigures } from './team-figures.ts';

export const figures: MainFeature = {
  shared,
  migrations: [],
  parts: (host) => ({
    implementation: implement(figuresContract, {
      team: () => teamFigures(host, { withLines: false }),
      forLeads() {
        if (!mayLead(host.session())) throw new AppError('figures.lead-only', 'lines are for leads', {});
        return teamFigures(host, { withLines: true });
      },
    }),
  }),
};
