/** The program for browsers. */
import { runCases } from './run-cases.ts';

await runCases();
