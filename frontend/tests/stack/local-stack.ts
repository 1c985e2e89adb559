import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const checkout = resolve(import.meta.dirname, '../../..');

/** The whole stack as a person starts it: `./bmx up --detach`, in a state directory and on a port of its own. */
export class LocalStack {
  private constructor(
    readonly origin: string,
    private readonly state: string,
  ) {}

  static async up(...options: string[]): Promise<LocalStack> {
    const port = await freePort();
    // World-readable: PostgreSQL runs as another user when we are root.
    const state = await mkdtemp(join(tmpdir(), 'bmx-stack-'));
    await run('chmod', ['755', state]);
    const stack = new LocalStack(`http://127.0.0.1:${port}`, state);
    await stack.bmx('up', '--detach', '--port', String(port), ...options);
    return stack;
  }

  /** Stops the stack and tells which of its processes are still there. */
  async down(): Promise<string[]> {
    await this.bmx('down');
    const left = await this.processes();
    await rm(this.state, { recursive: true });
    return left;
  }

  /** The processes whose command line or environment names this stack's state directory, or that hold a file in it. */
  async processes(): Promise<string[]> {
    const found: string[] = [];
    for (const pid of (await readdir('/proc')).filter(
      (name) => /^\d+$/.test(name) && name !== String(process.pid),
    )) {
      try {
        const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
        const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
        if (command.includes(this.state) || environment.includes(this.state)) found.push(`${pid} ${command}`);
      } catch {
        // Ended while we looked.
      }
    }
    return found;
  }

  private async bmx(verb: string, ...options: string[]): Promise<void> {
    try {
      await run(join(checkout, 'bmx'), [verb, '--state', this.state, ...options], {
        timeout: 240_000,
        maxBuffer: 16 << 20,
      });
    } catch (failure) {
      throw new Error(`./bmx ${verb}: ${(failure as { stderr?: string }).stderr ?? String(failure)}`, {
        cause: failure,
      });
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => settle(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
