export {
  startPrism,
  type PrismOptions,
  type PrismServer,
  type RecordedRequest,
  type RecordedViolation,
} from './prism.ts';
export { startMock, type MockOptions } from './start-mock.ts';
