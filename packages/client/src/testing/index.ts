export type { FakeAttempt, FakeCall } from './call-log.ts';
export type { ExceptionName } from './error-responses.ts';
export { createFakeApi, FakeApi, type FakeApiOptions, type FakeClientOptions } from './fake-api.ts';
export { FakeError } from './fake-error.ts';
export { createFixtures, fixtures, type DeepPartial, type Fixtures } from './fixtures.ts';
export type { NetworkFailure } from './network-failures.ts';
export type { OperationStub, ReplyInit } from './operation-stub.ts';
export type {
  AnyOperation,
  FakeOperationId,
  FakeOperations,
  FakeRequest,
  OperationId,
  DeviceCodeResponse,
  TokenResponse,
  UnlistedOperation,
} from './operations.ts';
export { pushEvent, type PushEvent } from '../pushes/push-event.ts';
