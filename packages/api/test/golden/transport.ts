export * from '../../src/transport.ts';
