/** The scenarios in a page, which takes no pushes: its handler gets what the sandbox could not deliver. */
import { report } from './report.ts';

void report();
