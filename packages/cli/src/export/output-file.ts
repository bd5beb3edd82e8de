import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CliError, UsageError } from '../cli-error.ts';
import { syncFolder } from './checkpoint.ts';

/** The file of an export, whose length is known after each page. */
export class OutputFile {
  readonly #file: FileHandle;
  #bytes: number;

  private constructor(file: FileHandle, bytes: number) {
    this.#file = file;
    this.#bytes = bytes;
  }

  /** Makes a new file. @throws UsageError when there is one. */
  static async create(path: string): Promise<OutputFile> {
    const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw new UsageError(`${path} cannot be written: ${error.message}.`);
      throw new UsageError(
        `${path} exists already, and has no checkpoint.`,
        'Choose another name, or pass --restart to replace it.',
      );
    });
    await syncFolder(dirname(path));
    return new OutputFile(file, 0);
  }

  /** Opens a file to go on behind `bytes`. What a killed process wrote after its checkpoint is cut off. */
  static async resume(path: string, bytes: number): Promise<OutputFile> {
    const file = await open(path, 'r+').catch((error: Error) => {
      throw new CliError(`${path} cannot be continued: ${error.message}.`, undefined, 'Start again with --restart.');
    });
    const { size } = await file.stat();
    if (size < bytes) {
      await file.close();
      throw new CliError(`${path} is shorter than its checkpoint says.`, undefined, 'Start again with --restart.');
    }
    await file.truncate(bytes);
    return new OutputFile(file, bytes);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Appends a text. When this resolves, it is on the disk. */
  async append(text: string): Promise<void> {
    const buffer = Buffer.from(text, 'utf8');
    for (let written = 0; written < buffer.length;)
      written += (await this.#file.write(buffer, written, buffer.length - written, this.#bytes + written)).bytesWritten;
    await this.#file.sync();
    this.#bytes += buffer.length;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
