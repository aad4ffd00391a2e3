import { simulate } from './simulate.ts';
for (let seed = 1; seed <= 8; seed++) await simulate({ seed });
