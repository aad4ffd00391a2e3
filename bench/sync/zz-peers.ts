import { benchPouch, benchZero } from './peer-processes.ts';

console.log('zero', await benchZero(10000));
process.exit(0);
