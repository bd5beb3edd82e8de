export * from '../../src/operation.ts';
