export * from '../../src/operation-notation.ts';
