import { simulate } from './simulate.ts';
Error.stackTraceLimit = 0;
for (let s = 0; s < 60; s++) await simulate({ seed: s });
