import { renderSVG } from 'uqr';
import {
  accountPaths,
  beginSecondFactorReply,
  devicesReply,
  nothingReply,
  recoveryCodesReply,
  secondFactorReply,
} from '#shared/auth/protocol.ts';
import { policyPapersReply } from '#shared/auth/policy-paper.ts';
import { accountContract } from '#shared/ipc/account-contract.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { Implementation } from '#shared/ipc/contract.ts';
import type { BrowserSignIn } from './browser-sign-in.ts';
import type { SessionService } from './session-service.ts';

export interface AccountHandlerDeps {
  readonly session: SessionService;
  readonly browser: BrowserSignIn;
  /** Commands in the outbox. */
  readonly pending: () => number;
  /** Something of the account is another at the centre now. */
  readonly onChange: () => void;
}

/** Open to the unfinished: what they must do, they do here. The centre decides every time. */
export function accountHandlers({ session, browser, pending, onChange }: AccountHandlerDeps): Implementation {
  return implement(accountContract, {
    lock() {
      const locked = session.locked();
      return locked && { ...locked, pending: pending() };
    },
    async changePassword(change) {
      await session.ask(accountPaths.password, change, nothingReply);
      onChange();
      await session.check();
    },
    secondFactor: () => session.ask(accountPaths.secondFactor, {}, secondFactorReply),
    async beginSecondFactor(given) {
      const { secret, uri } = await session.ask(
        accountPaths.beginSecondFactor,
        given,
        beginSecondFactorReply,
      );
      return { secret, uri, qr: renderSVG(uri, { border: 4 }) };
    },
    // The session stays unfinished until the codes have been seen: `finish` is the page's word for it.
    confirmSecondFactor: (given) => session.ask(accountPaths.confirmSecondFactor, given, recoveryCodesReply),
    async removeSecondFactor(given) {
      await session.ask(accountPaths.removeSecondFactor, given, nothingReply);
      onChange();
    },
    papers: async () => (await session.ask(accountPaths.papers, {}, policyPapersReply)).papers,
    async acceptPaper(given) {
      await session.ask(accountPaths.acceptPaper, given, nothingReply);
      onChange();
      await session.check();
    },
    devices: async (given) => (await session.ask(accountPaths.devices, given, devicesReply)).devices,
    async revokeDevice(given) {
      await session.ask(accountPaths.revokeDevice, given, nothingReply);
      onChange();
      await session.check();
    },
    async finish() {
      await session.check();
      onChange();
    },
    provider: ({ centre, tenant }) => browser.provider(centre, tenant),
    signInByBrowser: ({ centre, tenant }) => browser.begin(centre, tenant),
  });
}
