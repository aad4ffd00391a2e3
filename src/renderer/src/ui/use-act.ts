import { useErrorText } from '../i18n/error-text.ts';
import { useToasts } from './toast-store.ts';

interface Told {
  /** What to say when it has worked, asked for then where it is not known before; nothing is said without it. */
  readonly done?: string | (() => string);
  readonly undo?: () => Promise<unknown>;
}

/** Does something the user asked for; tells when it failed, why, and what now. Resolves to whether it worked. */
export type Act = (work: () => Promise<unknown>, told?: Told) => Promise<boolean>;

export function useAct(): Act {
  const errorText = useErrorText();
  const show = useToasts((store) => store.show);
  const act: Act = async (work, { done, undo } = {}) => {
    try {
      await work();
    } catch (error) {
      const { cause, next } = errorText(error);
      show({ tone: 'error', text: cause, detail: next });
      return false;
    }
    if (done !== undefined) {
      const text = typeof done === 'string' ? done : done();
      show({ tone: 'done', text, undo: undo && (() => void act(undo)) });
    }
    return true;
  };
  return act;
}
