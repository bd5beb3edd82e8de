export { toNodeHandler, type NodeHandler, type NodeRequest, type NodeResponse } from './node-handler.ts';
export { isPushError, PushError, type PushErrorReason } from './push-error.ts';
export { parsePush, pushEvent, type PushedObject, type PushEvent, type PushType } from './push-event.ts';
export { createPushHandler, type PushHandler } from './push-handler.ts';
export type { PushDelivery } from './push-delivery.ts';
export type { PushHandlerOptions, PushQueueOptions, PushReceiverOptions } from './push-handler-options.ts';
export { createPushWorker, type PushWorker } from './push-worker.ts';
export type { PushWorkerOptions } from './push-worker-options.ts';
export { toBullMQ, type BullMQJobOptions, type BullMQQueue } from './to-bullmq.ts';
export { toPgBoss, type PgBossJobOptions, type PgBossSender } from './to-pg-boss.ts';
export type { PerRequest } from './per-request.ts';
export { isIpInRanges, pushIpRanges, type IpRange } from './push-ip-ranges.ts';
export { memoryPushStore, type ClaimResult, type PushStore, type PushTurn } from './push-store.ts';
export { signPushUrl, verifyPushUrl, type PushUrlCheck, type SignPushUrlOptions } from './push-url.ts';
export { pushKeysFromEnv } from './push-keys-from-env.ts';
export type { PushKey, PushKeys } from './push-keys.ts';
export type { HandledObjects, PushContext, PushHandlers, PushWorkerContext } from './push-handlers.ts';
export {
  isOldFormat,
  isPushTarget,
  pushTargets,
  fetchPushedObject,
  type PushObjects,
  type PushReader,
  type PushTarget,
} from './fetch-pushed-object.ts';
