export { SandboxClock } from './engine/clock.ts';
