import { defineFeature } from '../shared-feature.ts';
import { wrapUpContract } from './contract.ts';

export const wrapUp = defineFeature({ name: 'wrap-up', tables: [], commands: [], contract: wrapUpContract });
