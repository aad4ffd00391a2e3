import { call, defineContract, returns } from '../../ipc/contract.ts';
import { administrationRequests as requests } from './requests.ts';
import type { GivenPassword, HouseSettings, PaperBook, ScopeLine, UserLine } from './requests.ts';

/**
 * All at the centre; fails with `access.denied`, `user.unknown`, `user.last-admin`, `account.login-taken`, and as any
 * request to it. Queries change with {@link ADMINISTRATION}.
 */
export const administrationContract = defineContract('administration', {
  users: call(requests.users, returns<readonly UserLine[]>()),
  /** With a first password. */
  create: call(requests.create, returns<GivenPassword>()),
  /** By name. */
  scopes: call(requests.scopes, returns<readonly ScopeLine[]>()),
  /** Colleagues see the name as soon as their desks have pulled. */
  rename: call(requests.rename, returns<void>()),
  /** Holds from the desks' next pull on; fails with `scope.unknown`. */
  setScopes: call(requests['set-scopes'], returns<void>()),
  setRoles: call(requests['set-roles'], returns<void>()),
  setDisabled: call(requests['set-disabled'], returns<void>()),
  /** Signs the person out everywhere. */
  resetPassword: call(requests['reset-password'], returns<GivenPassword>()),
  resetSecondFactor: call(requests['reset-second-factor'], returns<void>()),
  signOutEverywhere: call(requests['sign-out-everywhere'], returns<void>()),
  settings: call(requests.settings, returns<HouseSettings>()),
  changeSettings: call(requests['change-settings'], returns<void>()),
  papers: call(requests.papers, returns<PaperBook>()),
  publishPaper: call(requests['publish-paper'], returns<void>()),
});

/** What the queries wait for: nothing of it is on the replica. */
export const ADMINISTRATION = 'administration';
