import { createContext } from 'react';

/** false: what is inside is there and asks, but a guard does not let anybody see it yet. */
export const SeenContext = createContext(true);
