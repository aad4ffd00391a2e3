import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { HOUSE_VALUES, settingsContract } from '#shared/ipc/core-contracts.ts';
import type { HouseValue, SettingName } from '#shared/settings/house-values.ts';
import { useQuery } from '../api/use-query.ts';

const Said = createContext<readonly HouseValue[]>([]);
const WHEN: readonly string[] = [HOUSE_VALUES];

/** For the fields below it: which of their values come from the house. */
export function HouseValues({ children }: { readonly children: ReactNode }): ReactNode {
  const { value } = useQuery(settingsContract, 'houseValues', {}, WHEN);
  return <Said value={value ?? []}>{children}</Said>;
}

/** Whether the house says anything at all. */
export function useHouseSpeaks(): boolean {
  const { value } = useQuery(settingsContract, 'houseValues', {}, WHEN);
  return value !== undefined && value.length > 0;
}

/** undefined: the house says nothing of it. */
export function useHouseValue(name: SettingName | undefined): HouseValue | undefined {
  const said = useContext(Said);
  return said.find((one) => one.name === name);
}
