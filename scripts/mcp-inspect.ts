/** `pnpm mcp:inspect`: runs `secuconnect mcp` under the official inspector of the protocol. See tools/mcp-inspector/README.md. */
import '../tools/command-tools/errors.ts';

const { inspectCommand } = await import('../tools/mcp-inspector/command.ts');
process.exitCode = await inspectCommand();
