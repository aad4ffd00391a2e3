import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { useLanguage } from './language.tsx';
import { coreNamespace } from './setup.ts';

/** What a person is told: why it did not work, and what to do now. */
export interface ErrorText {
  readonly cause: string;
  readonly next: string;
}

/** Texts lie under `error.<code>` in the core's catalogue or in that of the feature the error belongs to. */
export function useErrorText(): (error: unknown) => ErrorText {
  const { i18n } = useLanguage();
  return (error) => {
    const { ns } = i18n.options;
    const namespaces = Array.isArray(ns) ? [...ns] : [coreNamespace];
    const known = error instanceof AppError && i18n.exists(`error.${error.code}.cause`, { ns: namespaces });
    const code = known ? error.code : 'internal';
    const params = error instanceof AppError ? error.params : {};
    const options = { ns: namespaces, ...params, detail: messageOf(error) };
    return { cause: i18n.t(`error.${code}.cause`, options), next: i18n.t(`error.${code}.next`, options) };
  };
}
