export * from '../../src/call.ts';
