/** Logs the calls, and after them their errors, to the console of a process of its own. */
import type { LogLevel } from '@secuconnect/client';
import { makeLoggedCalls } from './logged-calls.ts';

const errors = await makeLoggedCalls(console, process.argv[2] as LogLevel);
console.log('errors:');
for (const error of errors) console.log(error);
