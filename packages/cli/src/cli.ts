#!/usr/bin/env node
import * as nodeModule from 'node:module';

// Compiled code is kept between runs where Node can do so (22.8 or newer): a command is a new process each time.
nodeModule.enableCompileCache?.();

const [{ main }, { ProcessIo }] = await Promise.all([import('./main.ts'), import('./console/io.ts')]);
const io = new ProcessIo();
process.exitCode = await main(process.argv.slice(2), io);
io.close();
