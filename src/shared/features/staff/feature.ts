import { defineFeature } from '../shared-feature.ts';
import { staffCreate, staffTable } from './staff.ts';

export const staff = defineFeature({ name: 'staff', tables: [staffTable], commands: [staffCreate] });
