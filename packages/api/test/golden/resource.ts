export * from '../../src/resource.ts';
