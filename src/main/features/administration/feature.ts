import type { z } from 'zod';
import { ADMINISTRATION, administrationContract } from '#shared/features/administration/contract.ts';
import { administration as shared } from '#shared/features/administration/feature.ts';
import {
  ADMINISTRATION_PATH,
  doneReply,
  houseSettings,
  papersReply,
  passwordReply,
  scopesReply,
  usersReply,
} from '#shared/features/administration/requests.ts';
import type { AdministrationAct } from '#shared/features/administration/requests.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { usersList } from './export-list.ts';

/** The queries of the account screen, which lists devices and policy papers, wait for this. */
const ACCOUNT = 'account';

/** Nothing is kept here, a first password least of all. */
export const administration: MainFeature = {
  shared,
  migrations: [],
  exportLists: (host) => [usersList(host)],
  parts(host) {
    const ask = <T>(act: AdministrationAct, body: unknown, reply: z.ZodType<T>): Promise<T> =>
      host.centre(`${ADMINISTRATION_PATH}/${act}`, body, reply);
    const change = async <T>(act: AdministrationAct, body: unknown, reply: z.ZodType<T>): Promise<T> => {
      const answer = await ask(act, body, reply);
      host.touch([ADMINISTRATION, ACCOUNT]);
      return answer;
    };
    return {
      implementation: implement(administrationContract, {
        users: async () => (await ask('users', {}, usersReply)).users,
        create: (input) => change('create', input, passwordReply),
        scopes: async () => (await ask('scopes', {}, scopesReply)).scopes,
        rename: async (input) => void (await change('rename', input, doneReply)),
        setScopes: async (input) => void (await change('set-scopes', input, doneReply)),
        setRoles: async (input) => void (await change('set-roles', input, doneReply)),
        setDisabled: async (input) => void (await change('set-disabled', input, doneReply)),
        resetPassword: (input) => change('reset-password', input, passwordReply),
        resetSecondFactor: async (input) => void (await change('reset-second-factor', input, doneReply)),
        signOutEverywhere: async (input) => void (await change('sign-out-everywhere', input, doneReply)),
        settings: () => ask('settings', {}, houseSettings),
        changeSettings: async (input) => void (await change('change-settings', input, doneReply)),
        papers: () => ask('papers', {}, papersReply),
        publishPaper: async (input) => void (await change('publish-paper', input, doneReply)),
      }),
    };
  },
};
